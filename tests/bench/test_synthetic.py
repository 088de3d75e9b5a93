"""The synthetic archive is the same every time, and its mentions stand where they say."""

from articles.bench.synthetic import Named, common_and_rare_words, synthetic_articles
from articles.text.dates import PartialDate

ENTITIES = [Named(1, "country", "Nordkorea"), Named(2, "person", "Kim Jong-un")]


class TestSyntheticArticles:
    def test_are_repeatable(self) -> None:
        assert list(synthetic_articles(5, ENTITIES, 3)) == list(synthetic_articles(5, ENTITIES, 3))

    def test_mentions_quote_the_text(self) -> None:
        for article in synthetic_articles(20, ENTITIES, 3):
            assert article.mentions
            for start, end, entity in article.mentions:
                assert article.text[start:end] == entity.name

    def test_begin_with_their_headline_and_have_a_date(self) -> None:
        for article in synthetic_articles(20, ENTITIES, 3):
            assert article.text.startswith(article.headline + "\n\n")
            assert PartialDate(article.published).earliest.year >= 2004

    def test_rare_words_are_rarer_than_common_ones(self) -> None:
        common, rare = common_and_rare_words()
        text = " ".join(article.text for article in synthetic_articles(200, ENTITIES, 3))

        assert min(text.count(f" {word} ") for word in common[:5]) > max(text.count(f" {word} ") for word in rare)
