"""Editing: spans move with the text, what cannot is listed, and every revision can come back."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import (
    Article,
    CleaningStep,
    Decision,
    DecisionKind,
    DisplacedMention,
    Job,
    Mention,
    Publication,
    Source,
    User,
)
from articles.review.carrying import is_machine_made
from articles.review.catalogue import FIELDS, catalogue, catalogue_after
from articles.review.editing import (
    EditConflict,
    dismiss_displaced,
    edit_article,
    restore_revision,
    revisions,
)
from articles.review.errors import NotPossible
from articles.review.standing import trash
from articles.review.undo import undo
from tests.builders import make_article, make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db
TEXT = "Besuch in Moskau\nRussland liefert an Nordkorea.\n\nKim Jong-un traf Lawro."


@pytest.fixture
def editor() -> User:
    return make_editor("anna")


@pytest.fixture
def article() -> Article:
    return make_article(TEXT)


def text_of(article: Article) -> str:
    return Article.objects.get(pk=article.pk).text


def edit(article: Article, by: User, **values: Any) -> Decision:
    return edit_article(article, values, by=by)


class TestTheText:
    def test_spans_move_with_it(self, article: Article, editor: User) -> None:
        mention = make_mention(article, make_entity("country:KP"), "Nordkorea")

        edit(article, editor, text=TEXT.replace("liefert", "liefert, wie es heißt, Munition"))

        mention.refresh_from_db()
        assert mention.span.quotes(text_of(article))

    def test_what_the_machine_proposed_on_changed_words_goes_and_comes_back(
        self, article: Article, editor: User
    ) -> None:
        mention = make_mention(article, None, "Lawro", status="proposed", method="people")

        edited = edit(article, editor, text=TEXT.replace("Lawro", "Lawrow"))
        assert not Mention.objects.exists()
        assert not DisplacedMention.objects.exists()
        undo(edited, by=editor)

        assert Mention.objects.get() == mention

    def test_what_somebody_decided_on_changed_words_is_listed(self, article: Article, editor: User) -> None:
        lawrow = make_entity("person:lawrow")
        make_mention(article, lawrow, "Lawro")

        edit(article, editor, text=TEXT.replace("Lawro", "Lawrow"))

        displaced = DisplacedMention.objects.get()
        assert (displaced.quote, displaced.entity, displaced.status) == ("Lawro", lawrow, "confirmed")
        assert text_of(article)[displaced.start :].startswith("Lawrow")

    def test_a_sentence_turned_round_keeps_what_was_decided(self, article: Article, editor: User) -> None:
        mention = make_mention(article, make_entity("person:kim"), "Kim Jong-un")

        turned = TEXT.replace("Kim Jong-un traf Lawro.", "Lawro wurde von Kim Jong-un und anderen empfangen.")
        edited = edit(article, editor, text=turned)

        mention.refresh_from_db()
        assert mention.span.quotes(text_of(article))
        undo(edited, by=editor)
        mention.refresh_from_db()
        assert mention.span.quotes(TEXT)

    def test_two_that_change_places_find_theirs_both_ways(self, editor: User) -> None:
        article = make_article("Titel\nIran gegen Irak.")
        iran = make_mention(article, make_entity("country:IR"), "Iran")
        irak = make_mention(article, make_entity("country:IQ"), "Irak")

        edited = edit(article, editor, text="Titel\nIrak gegen Iran.")
        for one in (iran, irak):
            one.refresh_from_db()
            assert one.span.quotes(text_of(article))
        undo(edited, by=editor)

        assert [mention.quote for mention in Mention.objects.order_by("start")] == ["Iran", "Irak"]
        assert not DisplacedMention.objects.exists()

    def test_a_broken_line_is_two_paragraphs_and_two_put_together_are_one(self, editor: User) -> None:
        text = "Titel\nEins und zwei.\nDrei."
        article = make_article(text, parts=[["headline", 0, 5], ["paragraph", 6, 20], ["lead", 6, 20],
                                            ["paragraph", 21, 26]], lead="Eins und zwei.")  # fmt: skip

        edit(article, editor, text="Titel\nEins\nund zwei. Drei.")

        article.refresh_from_db()
        assert [(kind, article.text[start:end]) for kind, start, end in article.parts] == [
            ("headline", "Titel"),
            ("paragraph", "Eins"),
            ("lead", "Eins"),
            ("paragraph", "und zwei. Drei."),
        ]
        assert article.lead == "Eins"

    def test_columns_that_quote_it_follow_unless_they_were_given_their_own_words(
        self, article: Article, editor: User
    ) -> None:
        edit(article, editor, text=TEXT.replace("Besuch", "Gipfel"))
        assert Article.objects.get().headline == "Gipfel in Moskau"

        edit(article, editor, headline="Kim in Moskau")
        edit(article, editor, text=TEXT)

        assert Article.objects.get().headline == "Kim in Moskau"

    def test_the_ledger_points_where_its_words_stand(self, article: Article, editor: User) -> None:
        step = CleaningStep.objects.create(article=article, kind="part", reason="headline_found", start=0, end=16)

        edit(article, editor, text="Neu\n" + TEXT)

        step.refresh_from_db()
        assert text_of(article)[step.start : step.end] == "Besuch in Moskau"

    def test_is_read_again(self, article: Article, editor: User) -> None:
        edit(article, editor, text=TEXT + " China sah zu.")

        assert Job.objects.get().payload == {"article": article.pk}

    def test_cannot_be_emptied(self, article: Article, editor: User) -> None:
        with pytest.raises(NotPossible, match="text"):
            edit(article, editor, text=" \n ")

    def test_with_a_thousand_tags_is_rewritten_and_comes_back(self, editor: User) -> None:
        article = make_article("Titel\n" + "".join(f"Wort{number:04}\n" for number in range(1200)))
        Mention.objects.bulk_create(
            Mention(article=article, start=start, end=start + 8, quote=article.text[start : start + 8], kind="other",
                    form="name", name="Wort", status="confirmed", method="editor")
            for start in range(6, 6 + 9 * 1200, 9)
        )  # fmt: skip

        edited = edit(article, editor, text="Titel\nGanz neu.")
        assert DisplacedMention.objects.count() == 1200
        undo(edited, by=editor)

        assert all(mention.span.quotes(article.text) for mention in Mention.objects.all())
        assert Mention.objects.count() == 1200

    def test_of_ten_megabytes_is_edited_in_moments(self, editor: User) -> None:
        article = make_article("Titel\n" + "Wort und Satz. " * 700_000)
        mention = make_mention(article, make_entity("country:KP"), "Satz")

        edit(article, editor, text="Titel\nNoch ein " + article.text[6:])

        mention.refresh_from_db()
        assert mention.quote == "Satz"


class TestTheCatalogue:
    def test_every_field_is_set_by_its_value_and_comes_back(self, article: Article, editor: User) -> None:
        before = catalogue(article)
        values = {
            "headline": "Neu", "subheadline": "Darunter", "byline": "Von A", "dateline": "Berlin", "credit_line": "dpa",
            "text": TEXT + " Ende.", "source": "Kanal 24", "published": "2023-09", "authors": ("A. B.", "C. D."),
            "language": "uk", "machine_translated": True, "subjects": ("Rüstung",), "keywords": ("Munition", "Kim"),
            "collection": "Nachlass", "edition": "Abend", "page": "3", "canonical_url": "https://example.org/1",
            "accessed_on": "2024-01-14", "rights": "alle", "full_text": "editors",
        }  # fmt: skip
        assert set(values) == set(FIELDS)

        edited = edit_article(article, values, by=editor, reason="Nach Vorlage")

        article.refresh_from_db()
        assert catalogue(article) == values
        assert (article.published_basis, edited.reason, edited.by_name) == ("editor", "Nach Vorlage", "anna")
        undo(edited, by=editor)
        article.refresh_from_db()
        assert catalogue(article) == before

    def test_a_name_the_archive_has_is_used_and_a_new_one_is_made(self, article: Article, editor: User) -> None:
        known = Source.objects.create(name="Kanal 24", slug="kanal-24")

        edit(article, editor, source="Kanal 24")
        assert Article.objects.get().source == known
        edit(article, editor, source="Kanal-24")

        assert Article.objects.get().source == Source.objects.get(slug="kanal-24-2")

    def test_nothing_changed_is_said(self, article: Article, editor: User) -> None:
        with pytest.raises(NotPossible, match="Nothing"):
            edit_article(article, catalogue(article), by=editor)

    def test_in_the_trash_stays_as_it_is(self, article: Article, editor: User) -> None:
        trash([article], by=editor)

        with pytest.raises(NotPossible, match="trash"):
            edit(article, editor, headline="Neu")


class TestTwoEditors:
    def test_changes_of_different_fields_are_both_kept(self, article: Article, editor: User) -> None:
        form = catalogue(article)
        edit(article, make_editor("boris"), source="Kanal 24", authors=("A. B.",))

        edit_article(article, form | {"headline": "Neu"}, by=editor, seen=0)

        article.refresh_from_db()
        assert (article.headline, str(article.source)) == ("Neu", "Kanal 24")
        assert [author.name for author in article.authors.all()] == ["A. B."]

    def test_of_the_same_field_nothing_is_stored_and_both_are_named(self, article: Article, editor: User) -> None:
        form = catalogue(article)
        theirs = edit(article, make_editor("boris"), headline="Ihre", rights="keine")

        with pytest.raises(EditConflict) as conflict:
            edit_article(article, form | {"headline": "Meine"}, by=editor, seen=0)

        assert conflict.value.fields == {"headline": ("Meine", "Ihre")}
        assert conflict.value.decision == theirs
        assert Article.objects.get().headline == "Ihre"

    def test_to_the_same_value_agree(self, article: Article, editor: User) -> None:
        form = catalogue(article)
        edit(article, make_editor("boris"), headline="Neu")

        edit_article(article, form | {"headline": "Neu", "page": "3"}, by=editor, seen=0)

        assert Article.objects.get().page == "3"

    def test_a_conflict_seen_is_settled_by_saving_again(self, article: Article, editor: User) -> None:
        theirs = edit(article, make_editor("boris"), headline="Ihre")

        edit_article(article, {"headline": "Meine"}, by=editor, seen=theirs.pk)

        assert Article.objects.get().headline == "Meine"


class TestRevisions:
    def test_each_can_be_looked_at_and_restored(self, article: Article, editor: User) -> None:
        first = edit(article, editor, headline="Eins", authors=("A. B.",), source="Kanal 24")
        second = edit(article, editor, headline="Zwei", authors=(), text=TEXT + " Ende.")

        assert catalogue_after(article, first)["authors"] == ("A. B.",)
        restored = restore_revision(article, first, by=editor)

        article.refresh_from_db()
        assert (article.headline, article.text, str(article.source)) == ("Eins", TEXT, "Kanal 24")
        assert revisions(article) == [restored, second, first]

    def test_decisions_on_mentions_are_none(self, article: Article, editor: User) -> None:
        edit(article, editor, headline="Neu")
        Decision.objects.create(kind=DecisionKind.CONFIRM, article=article, subject="mention:1", after={"x:1": {}})

        assert len(revisions(article)) == 1


class TestDisplaced:
    def test_one_is_taken_off_the_list_and_put_back(self, article: Article, editor: User) -> None:
        make_mention(article, make_entity("person:lawrow"), "Lawro")
        edit(article, editor, text=TEXT.replace("Lawro", "Lawrow"))
        displaced = DisplacedMention.objects.get()

        dismissed = dismiss_displaced(displaced, by=editor)
        assert not DisplacedMention.objects.exists()
        undo(dismissed, by=editor)

        assert DisplacedMention.objects.get() == displaced


_WORD = st.sampled_from(["Kim", "traf", "Iran", "Irak", "und", "Lawrow", "\n", ".", "Moskau"])
_WORDS = st.lists(_WORD, min_size=1, max_size=40)
_MENTIONS = st.lists(
    st.tuples(
        st.integers(0, 39), st.integers(1, 3), st.sampled_from(["proposed", "confirmed", "rejected"]),
        st.sampled_from(["people", "editor"]), st.sampled_from(["country", "person"]),
    ), max_size=12,
)  # fmt: skip
_EDITS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 6), st.lists(_WORD, max_size=4)), max_size=4)


class AnyEditTests(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(_WORDS, _MENTIONS, _EDITS, _EDITS)
    def test_every_mention_quotes_the_text_or_is_listed_and_undoing_gives_the_rows_back(
        self, words: list[str], mentions: list[Any], first: list[Any], second: list[Any]
    ) -> None:
        editor = make_editor()
        article = make_article("Titel\n" + " ".join(words), headline="Titel", status=Publication.DRAFT)
        self._place(article, words, mentions)
        rows, decided = self._rows(), self._decided()
        decisions = []
        for edits in (first, second):
            words = self._edited(words, edits)
            text = "Titel\n" + " ".join(words)
            if text != text_of(article):
                decisions.append(edit_article(article, {"text": text}, by=editor))

                for mention in Mention.objects.all():
                    self.assertTrue(mention.span.quotes(text), mention)
                self.assertEqual(self._decided(), decided)
                self.assertTrue(all(text[start:end].strip() for _, start, end in Article.objects.get().parts))

        for decision in reversed(decisions):
            undo(decision, by=editor)

        self.assertEqual(self._rows(), rows)

    def _place(self, article: Article, words: list[str], mentions: list[Any]) -> None:
        places = [6]
        for word in words:
            places.append(places[-1] + len(word) + 1)
        for first, count, status, method, kind in mentions:
            last = min(first + count, len(words))
            span = (places[first], places[last] - 1) if first < last else (0, 0)
            quote = article.text[slice(*span)]
            if quote.strip() == quote != "" and not article.mentions.filter(start=span[0], end=span[1], kind=kind):
                Mention.objects.create(article=article, start=span[0], end=span[1], quote=quote, kind=kind, name=quote,
                                       form="name", status=status, method=method)  # fmt: skip

    def _edited(self, words: list[str], edits: list[Any]) -> list[str]:
        for place, count, inserted in edits:
            words = words[:place] + inserted + words[place + count :]
        return words or ["leer"]

    def _rows(self) -> list[Any]:
        mentions = Mention.objects.order_by("pk").values_list("pk", "start", "end", "quote", "status", "method")
        article = Article.objects.values_list("text", "parts", "headline", "text_sha256", "revision")
        return [*mentions, *article, *DisplacedMention.objects.values_list("pk")]

    def _decided(self) -> list[tuple[str, str]]:
        """What somebody decided, wherever it stands now."""
        kept = [(one.quote, one.status) for one in Mention.objects.all() if not is_machine_made(one)]
        return sorted([*kept, *DisplacedMention.objects.values_list("quote", "status")])
