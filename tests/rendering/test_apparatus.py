"""What stands beside an article."""

from __future__ import annotations

from django.test import TestCase

from articles.models import Article, DateMention, Mention, MentionForm, Status
from articles.rendering.apparatus import Apparatus, apparatus
from tests.builders import make_article, make_entity, make_mention


def beside(article: Article) -> Apparatus:
    mentions = Mention.objects.filter(article=article).select_related("entity__merged_into")
    return apparatus(list(mentions), list(article.date_mentions.all()))


class SpellingTests(TestCase):
    def spellings(self, name: str, *quotes: str) -> tuple[str, ...]:
        article = make_article("Titel\n" + " und ".join(quotes))
        entity = make_entity("country:KP", name)
        for quote in quotes:
            make_mention(article, entity, quote)
        return beside(article).groups[0].entries[0].spellings

    def test_other_names_are_listed_inflected_ones_once(self) -> None:
        listed = self.spellings("Nordkorea", "Nordkoreas", "DVRK", "nordkoreanische", "nordkoreanischen")

        self.assertEqual(listed, ("DVRK", "nordkoreanische"))

    def test_a_name_of_several_words_in_another_case_is_no_other_spelling(self) -> None:
        self.assertEqual(self.spellings("Vereinigte Staaten", "Vereinigten Staaten", "USA"), ("USA",))

    def test_nor_is_one_whose_words_both_have_an_ending(self) -> None:
        self.assertEqual(self.spellings("Weißes Haus", "Weißen Hauses"), ())

    def test_the_preferred_name_is_no_other_spelling(self) -> None:
        self.assertEqual(self.spellings("Nordkorea", "Nordkorea"), ())

    def test_the_bare_surname_is_no_other_spelling(self) -> None:
        article = make_article("Titel\nLawrow kam.")
        make_mention(article, make_entity("person:l", "Sergej Lawrow"), "Lawrow", form=MentionForm.SURNAME)

        self.assertEqual(beside(article).groups[0].entries[0].spellings, ())


class ReviewTests(TestCase):
    def test_nothing_confirmed_is_unreviewed_everything_confirmed_is_reviewed(self) -> None:
        article = make_article("Titel\nKim und Putin.")
        first = make_mention(article, make_entity("person:k", "Kim"), status=Status.PROPOSED, score=0.9)
        second = make_mention(article, make_entity("person:p", "Putin"), status=Status.PROPOSED, score=0.9)
        standings = []

        for mention in (None, first, second):
            if mention:
                Mention.objects.filter(pk=mention.pk).update(status=Status.CONFIRMED)
            now = beside(article)
            standings.append((now.is_unreviewed, now.is_reviewed))

        self.assertEqual(standings, [(True, False), (False, False), (False, True)])

    def test_an_article_without_marks_is_neither(self) -> None:
        empty = beside(make_article())

        self.assertEqual((empty.is_unreviewed, empty.is_reviewed), (False, False))


class UnresolvedTests(TestCase):
    def test_names_without_an_entity_are_counted_apart(self) -> None:
        article = make_article("Titel\nSchoigu kam. Schoigu ging.")
        make_mention(article, None, "Schoigu", status=Status.PROPOSED)
        make_mention(article, None, "Schoigu", status=Status.PROPOSED)

        [entry] = beside(article).unresolved
        self.assertEqual((entry.quote, entry.count), ("Schoigu", 2))
        self.assertEqual(beside(article).marks, ())

    def test_they_are_shown_in_the_words_of_the_text_with_the_likeliest_candidate(self) -> None:
        article = make_article("Titel\nSchoigu kam.")
        shoigu = make_entity("person:sergej-schoigu", "Sergej Schoigu")
        mention = make_mention(article, None, "Schoigu", status=Status.PROPOSED)
        mention.name, mention.candidates = shoigu.name, [{"entity": shoigu.key, "score": 0.4, "reason": "surname"}]

        [entry] = apparatus([mention], [], {shoigu.key: shoigu}).unresolved

        self.assertEqual((entry.quote, entry.perhaps), ("Schoigu", "Sergej Schoigu"))

    def test_a_candidate_of_the_same_name_or_unknown_to_the_reader_adds_nothing(self) -> None:
        article = make_article("Titel\nBerlin wartet.")
        berlin = make_entity("place:berlin", "Berlin")
        mention = make_mention(article, None, "Berlin", status=Status.PROPOSED)
        mention.candidates = [{"entity": berlin.key, "score": 0.9, "reason": "capital"}]

        shown = [apparatus([mention], [], known).unresolved[0].perhaps for known in ({}, {berlin.key: berlin})]

        self.assertEqual(shown, ["", ""])


class DateTests(TestCase):
    def test_dates_nobody_could_read_or_somebody_rejected_are_left_out(self) -> None:
        article = make_article("Titel\n2023 und damals und 2022.")
        for quote, edtf, status in (
            ("2023", "2023", Status.PROPOSED),
            ("damals", "", Status.PROPOSED),
            ("2022", "2022", Status.REJECTED),
        ):
            start = article.text.index(quote)
            DateMention.objects.create(
                article=article,
                start=start,
                end=start + len(quote),
                quote=quote,
                edtf=edtf,
                status=status,
                method="dates",
            )

        self.assertEqual([date.quote for date in beside(article).dates], ["2023"])
