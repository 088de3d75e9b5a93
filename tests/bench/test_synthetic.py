"""The synthetic archive is the same every time, and its mentions stand where they say."""

from articles.bench.synthetic import Named, common_and_rare_words, synthetic_articles
from articles.bench.synthetic_events import Sentence, synthetic_events
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


class TestSyntheticEvents:
    SENTENCES = [Sentence(one, 0, 9, (one % 5, one % 3, 7), PartialDate("2023-09-14")) for one in range(200)]

    def test_are_repeatable(self) -> None:
        assert list(synthetic_events(self.SENTENCES)) == list(synthetic_events(self.SENTENCES))

    def test_have_two_parties_that_their_sentences_name(self) -> None:
        for event in synthetic_events(self.SENTENCES):
            assert event.actor != event.recipient
            assert all({event.actor, event.recipient} <= set(told.named) for told in event.told)

    def test_some_are_told_by_two_articles(self) -> None:
        told = [event.told for event in synthetic_events(self.SENTENCES)]

        assert {len(some) for some in told} == {1, 2}
        assert all(len({one.article for one in some}) == len(some) for some in told)
