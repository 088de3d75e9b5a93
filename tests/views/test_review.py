"""The review page: one question at a time, each answer one decision, with JavaScript or without."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.models import (
    Article,
    CleaningStep,
    Decision,
    DisplacedMention,
    Entity,
    Mention,
    Name,
    NameKind,
    Publication,
    Status,
    User,
)
from articles.review.mentions import reject
from tests.builders import make_article, make_editor, make_entity, make_mention

pytestmark = pytest.mark.django_db

TEXT = "Besuch in Nordkorea\nNordkorea lud Lawro ein. Lawro kam gern nach Nordkorea. Auch Kim kam."
HTMX = {"HX-Request": "true"}


@pytest.fixture
def editor(client: Client) -> User:
    anna = make_editor("anna")
    client.force_login(anna)
    return anna


@pytest.fixture
def article(editor: User) -> Article:
    return make_article(TEXT, status=Publication.IN_REVIEW)


@pytest.fixture
def nordkorea() -> Entity:
    return make_entity("country:KP", "Nordkorea")


@pytest.fixture
def lawrow() -> Entity:
    return make_entity("person:sergej-lawrow", "Sergej Lawrow")


def propose(article: Article, quote: str, entity: Entity | None, *, candidate: Entity | None = None) -> list[Mention]:
    """A proposal at every place of *quote*."""
    meant = entity or candidate
    likely = [{"entity": meant.key, "score": 0.95 if entity else 0.4, "reason": "a known name"}] if meant else []
    places = [found.start() for found in re.finditer(quote, article.text)]
    return [
        make_mention(
            article,
            entity,
            quote,
            start=start,
            end=start + len(quote),
            kind=meant.kind if meant else "person",
            status=Status.PROPOSED,
            score=0.95 if entity else 0.4,
            method="known-name",
            candidates=likely,
        )
        for start in places
    ]


def page_of(article: Article) -> str:
    return f"/desk/review/{article.pk}/"


def tokens_of(client: Client, mention: Mention) -> list[str]:
    """What the page's form carries for the question of *mention*."""
    card = client.get(f"{page_of(mention.article)}?at={mention.pk}", headers=HTMX).content.decode()
    return re.findall(r'name="m" value="([^"]+)"', card.split("</form>")[0])


def statuses(mentions: list[Mention]) -> set[str]:
    return set(Mention.objects.filter(pk__in=[one.pk for one in mentions]).values_list("status", flat=True))


Answer = Callable[..., Any]


@pytest.fixture
def answer(client: Client) -> Answer:
    """Answers the question of a mention as the card's form does."""

    def send(mention: Mention, *, htmx: bool = False, **values: object) -> Any:
        data = {"m": tokens_of(client, mention)} | values
        return client.post(f"{page_of(mention.article)}mentions/", data, headers=HTMX if htmx else {})

    return send


class TestAsking:
    def test_what_is_written_and_read_the_same_is_one_question(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        propose(article, "Nordkorea", nordkorea)

        page = client.get(page_of(article)).content.decode()

        assert page.count('class="q ') == 1
        assert "3×" in page

    def test_what_is_doubtful_is_asked_first(
        self, client: Client, article: Article, nordkorea: Entity, lawrow: Entity
    ) -> None:
        propose(article, "Nordkorea", nordkorea)
        propose(article, "Lawro", None, candidate=lawrow)

        page = client.get(page_of(article)).content.decode()

        assert page.index("„Lawro“") < page.index("„Nordkorea“")

    def test_the_text_says_nothing_that_the_stored_text_does_not(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        """Places are counted out in what the page shows of the text."""
        propose(article, "Nordkorea", nordkorea)

        page = client.get(page_of(article)).content.decode()
        blocks = re.findall(r'data-at="(\d+)">(.*?)</(?:p|h2)>', page, re.S)

        assert len(blocks) == 2
        for at, inner in blocks:
            words = re.sub(r"<[^>]*>", "", inner)
            assert article.text[int(at) :].startswith(words)

    def test_somebody_else_is_found_by_any_word_of_a_name(
        self, client: Client, article: Article, nordkorea: Entity, lawrow: Entity
    ) -> None:
        [mention, *_] = propose(article, "Kim", None)

        found = client.get(f"{page_of(article)}?at={mention.pk}&find=lawr").content.decode()

        assert "<b>Sergej Lawrow</b>" in found

    def test_numbers_for_programs_are_not_written_for_people(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        make_mention(article, nordkorea, pk=1_234_567, status=Status.PROPOSED)

        page = client.get(page_of(article)).content.decode()

        assert 'data-lead="1234567"' in page
        assert "1.234.567" not in page

    def test_two_hundred_proposals_cost_as_many_queries_as_two_and_fit_into_a_quarter_megabyte(
        self, client: Client, editor: User
    ) -> None:
        few, many = (make_long_article(count) for count in (2, 200))
        client.get(page_of(few))

        with CaptureQueriesContext(connection) as asked_for_few:
            client.get(page_of(few))
        with CaptureQueriesContext(connection) as asked_for_many:
            page = client.get(page_of(many))

        assert len(asked_for_many) == len(asked_for_few)
        assert len(page.content) <= 250_000


def make_long_article(proposals: int) -> Article:
    """3,000 words, of which *proposals* are names of different people."""
    words = [f"Wort{number}" for number in range(3000)]
    every = 3000 // proposals
    for number in range(proposals):
        words[number * every] = f"Person{proposals}x{number}"
    lines = [" ".join(words[start : start + 60]) + "." for start in range(0, 3000, 60)]
    article = make_article("\n".join(["Ein langer Text", *lines]), headline="Ein langer Text")
    for number in range(proposals):
        name = f"Person{proposals}x{number}"
        propose_once(article, name)
    return article


def propose_once(article: Article, name: str) -> None:
    entity = make_entity(f"person:{name.lower()}", name)
    start = re.search(rf"{name}\b", article.text).start()  # type: ignore[union-attr]  # it was put there
    make_mention(
        article,
        entity,
        name,
        start=start,
        end=start + len(name),
        status=Status.PROPOSED,
        score=0.9,
        candidates=[{"entity": entity.key, "score": 0.9, "reason": "a known name"}],
    )


class TestAnswering:
    def test_accepting_confirms_every_open_place_and_leads_on(
        self, article: Article, nordkorea: Entity, lawrow: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        [other, *_] = propose(article, "Lawro", None, candidate=lawrow)

        answered = answer(mentions[0], do="accept", entity=nordkorea.pk)

        assert statuses(mentions) == {Status.CONFIRMED}
        assert answered["Location"] == f"{page_of(article)}?at={other.pk}#q-{other.pk}"
        assert Decision.objects.count() == 1

    def test_a_row_can_be_answered_without_its_card(self, client: Client, article: Article, nordkorea: Entity) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        page = client.get(page_of(article)).content.decode()
        [value] = re.findall(r'name="reject" value="([^"]+)"', page)

        client.post(f"{page_of(article)}mentions/", {"reject": value})

        assert statuses(mentions) == {Status.REJECTED}

    def test_a_spelling_can_be_remembered(self, article: Article, lawrow: Entity, answer: Answer) -> None:
        [mention, *_] = propose(article, "Lawro", None, candidate=lawrow)

        answer(mention, do="accept", entity=lawrow.pk, remember="on", remember_as="misspelling")

        assert Name.objects.filter(entity=lawrow, text="Lawro", kind=NameKind.MISSPELLING).exists()
        assert statuses([mention]) == {Status.CONFIRMED}

    def test_a_spelling_the_archive_had_to_guess_at_is_remembered_unless_told_otherwise(
        self, client: Client, article: Article, lawrow: Entity
    ) -> None:
        client.post(f"{page_of(article)}mark/", {"kind": "person", "words": "Lawro"})

        page = client.get(page_of(article)).content.decode()

        assert "<b>Sergej Lawrow</b>" in page
        assert re.search(r'name="remember"[^>]* checked', page)

    def test_one_place_can_be_answered_alone(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        first, second, third = propose(article, "Nordkorea", nordkorea)
        tokens = tokens_of(client, first)

        answer(first, do="reject", m=tokens[1:2])

        assert statuses([second]) == {Status.REJECTED}
        assert statuses([first, third]) == {Status.PROPOSED}

    def test_the_kind_can_be_another(self, article: Article, nordkorea: Entity, answer: Answer) -> None:
        [mention, *_] = propose(article, "Kim", None)

        answered = answer(mention, kind="organisation")

        mention.refresh_from_db()
        assert mention.kind == "organisation"
        # It is asked anew.
        assert answered["Location"].endswith(f"#q-{mention.pk}")

    def test_borders_move_by_words(self, article: Article, answer: Answer) -> None:
        [mention, *_] = propose(article, "Kim", None)

        answer(mention, step="start-")

        mention.refresh_from_db()
        assert mention.quote == "Auch Kim"

    def test_a_new_entry_takes_its_name_and_its_country(
        self, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        [mention, *_] = propose(article, "Kim", None)

        answer(mention, do="create", kind="person", name_de="Kim Yo-jong", name_en="Kim Yo-jong", country="Nordkorea")

        mention.refresh_from_db()
        assert mention.entity is not None
        assert (mention.entity.name_de, mention.entity.country) == ("Kim Yo-jong", nordkorea)
        assert mention.status == Status.CONFIRMED

    def test_a_name_that_is_known_is_taken_for_another_only_when_told_so(
        self, article: Article, lawrow: Entity, answer: Answer
    ) -> None:
        [mention, *_] = propose(article, "Kim", None)
        values = {"do": "create", "kind": "person", "name_de": "Sergej Lawrow", "description_de": "Bäcker"}

        refused = answer(mention, **values)
        taken = answer(mention, **values, force="on")

        assert refused.status_code == 422
        assert 'name="force"' in refused.content.decode()
        assert 'value="Bäcker"' in refused.content.decode()
        assert taken.status_code == 302
        assert Entity.objects.filter(name_de="Sergej Lawrow").count() == 2

    def test_nobody_in_particular_cannot_be_accepted(self, article: Article, answer: Answer) -> None:
        [mention, *_] = propose(article, "Kim", None)

        refused = answer(mention, do="accept")

        assert refused.status_code == 422
        assert "„Kim“" in refused.content.decode()

    def test_with_javascript_only_what_changed_comes_back(
        self, article: Article, nordkorea: Entity, lawrow: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        [other, *_] = propose(article, "Lawro", None, candidate=lawrow)

        answered = answer(mentions[0], htmx=True, do="accept", entity=nordkorea.pk)

        told = json.loads(answered["HX-Trigger-After-Settle"])["review:decided"]
        assert told["marks"] == {str(one.pk): "ok" for one in mentions}
        assert told["row"] == f"q-{other.pk}"
        assert "<html" not in answered.content.decode()
        assert f'id="q-{mentions[0].pk}"' in answered.content.decode()

    def test_what_no_form_of_the_page_sends_changes_nothing(self, client: Client, article: Article) -> None:
        [mention, *_] = propose(article, "Kim", None)

        for data in ({}, {"do": "accept"}, {"do": "explode", "m": f"{mention.pk}.x"}, {"accept": "x:y"}, {"m": "1"}):
            assert client.post(f"{page_of(article)}mentions/", data).status_code == 422

        assert not Decision.objects.exists()


class TestWhenSomebodyElseWasFaster:
    def test_both_versions_are_shown_and_nothing_is_changed(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        tokens = tokens_of(client, mentions[0])
        reject(mentions, by=make_editor("boris"))

        answered = client.post(
            f"{page_of(article)}mentions/", {"m": tokens, "do": "accept", "entity": nordkorea.pk}, headers=HTMX
        )

        assert answered.status_code == 409
        assert "boris" in answered.content.decode()
        assert statuses(mentions) == {Status.REJECTED}

    def test_the_second_can_decide_so_anyway(self, client: Client, article: Article, nordkorea: Entity) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        tokens = tokens_of(client, mentions[0])
        reject(mentions, by=make_editor("boris"))
        address = f"{page_of(article)}mentions/"
        page = client.post(address, {"m": tokens, "do": "accept", "entity": nordkorea.pk}).content.decode()

        note = page[page.index('role="alert"') :]
        fields = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', note[: note.index("</form>")])
        again = {name: [value for one, value in fields if one == name] for name, _ in fields}
        client.post(address, again)

        assert statuses(mentions) == {Status.CONFIRMED}

    def test_words_marked_in_a_text_that_has_changed_there_are_not_marked(
        self, client: Client, article: Article
    ) -> None:
        answered = client.post(
            f"{page_of(article)}mark/", {"kind": "person", "start": 0, "end": 6, "revision": article.revision + 5}
        )

        assert answered.status_code == 422
        assert not Mention.objects.exists()


class TestMarking:
    def test_places_count_code_points(self, client: Client, editor: User) -> None:
        article = make_article("Raketen 🚀🚀 über Pjöngjang\nEin Text.")
        start = article.text.index("Pjöngjang")

        client.post(
            f"{page_of(article)}mark/",
            {"kind": "place", "start": start, "end": start + 9, "revision": article.revision},
        )

        assert Mention.objects.get().quote == "Pjöngjang"

    def test_words_can_be_named_with_their_sentence(self, client: Client, article: Article) -> None:
        answered = client.post(f"{page_of(article)}mark/", {"kind": "person", "words": "Lawro", "sentence": "2"})

        marked = Mention.objects.get()
        assert marked.start == article.text.rindex("Lawro")
        assert answered["Location"].endswith(f"?at={marked.pk}#q-{marked.pk}")

    def test_without_a_sentence_the_first_unmarked_place_is_meant(self, client: Client, article: Article) -> None:
        for _ in range(2):
            client.post(f"{page_of(article)}mark/", {"kind": "person", "words": "Lawro"})

        assert [one.start for one in Mention.objects.all()] == [
            article.text.index("Lawro"),
            article.text.rindex("Lawro"),
        ]

    @pytest.mark.parametrize(
        "data",
        [
            {"kind": "person", "words": "Gorbatschow"},
            {"kind": "person", "words": ""},
            {"kind": "unicorn", "words": "Lawro"},
            {"kind": "person", "words": "Lawro", "sentence": "99"},
        ],
    )
    def test_what_is_not_there_is_refused_with_a_sentence(
        self, client: Client, article: Article, data: dict[str, str]
    ) -> None:
        answered = client.post(f"{page_of(article)}mark/", data)

        assert answered.status_code == 422
        assert 'role="alert"' in answered.content.decode()


class TestUndoing:
    def test_the_newest_decision_goes_back(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        answer(mentions[0], do="reject")

        answered = client.post("/desk/undo/", {"article": article.pk})

        assert statuses(mentions) == {Status.PROPOSED}
        assert answered["Location"].endswith(f"#q-{mentions[0].pk}")

    def test_undoing_leads_back_to_a_page_of_ours_and_nowhere_else(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)
        answer(mentions[0], do="reject")
        decision = Decision.objects.get()

        home = client.post(f"/desk/decisions/{decision.pk}/undo/", {"next": "/desk/activity/"})
        away = client.post(f"/desk/decisions/{decision.pk}/undo/", {"next": "https://evil.example/"})

        assert home["Location"] == "/desk/activity/"
        assert away["Location"] == "/desk/inbox/"

    def test_with_nothing_to_undo_it_says_so(self, client: Client, article: Article) -> None:
        answered = client.post("/desk/undo/", {"article": article.pk}, headers=HTMX)

        assert answered.status_code == 422

    def test_a_line_of_the_ledger_can_be_undone(self, client: Client, editor: User) -> None:
        article = make_article("Titel\nFoto: Agentur\nText.", parts=[["headline", 0, 5], ["credit_line", 6, 19]])
        step = CleaningStep.objects.create(
            article=article, kind=CleaningStep.Kind.PART, reason="credit_line_found", start=6, end=19
        )

        client.post(f"{page_of(article)}cleaning/{step.pk}/")

        step.refresh_from_db()
        assert step.undone

    def test_a_lost_mention_can_be_taken_off_the_list(self, client: Client, article: Article) -> None:
        lost = DisplacedMention.objects.create(
            article=article, quote="Putin", kind="person", form="name", status=Status.CONFIRMED, start=20, revision=1
        )
        assert "„Putin“" in client.get(page_of(article)).content.decode()

        client.post(f"{page_of(article)}displaced/{lost.pk}/")

        assert not DisplacedMention.objects.exists()


class TestAcceptingWhatIsSafe:
    def test_the_preview_shows_what_is_safe_and_nothing_else(
        self, client: Client, article: Article, nordkorea: Entity, lawrow: Entity
    ) -> None:
        propose(article, "Nordkorea", nordkorea)
        propose(article, "Lawro", None, candidate=lawrow)

        page = client.get(f"{page_of(article)}safe/").content.decode()

        assert "„Nordkorea“" in page
        assert "„Lawro“" not in page

    def test_only_what_is_ticked_is_accepted(self, client: Client, article: Article, nordkorea: Entity) -> None:
        first, *others = propose(article, "Nordkorea", nordkorea)

        client.post(f"{page_of(article)}safe/", {"m": " ".join(str(one.pk) for one in others)})

        assert statuses([first]) == {Status.PROPOSED}
        assert statuses(others) == {Status.CONFIRMED}

    def test_what_changed_meanwhile_is_left_and_named(
        self, client: Client, article: Article, nordkorea: Entity
    ) -> None:
        first, *others = propose(article, "Nordkorea", nordkorea)
        reject([first], by=make_editor("boris"))

        ids = " ".join(str(one.pk) for one in [first, *others])
        page = client.post(f"{page_of(article)}safe/", {"m": ids}, follow=True).content.decode()

        assert statuses([first]) == {Status.REJECTED}
        assert statuses(others) == {Status.CONFIRMED}
        assert page.index('role="status"') < page.index("„Nordkorea“")


class TestFinishing:
    def test_finishing_publishes_and_leads_to_the_next_that_waits(self, client: Client, article: Article) -> None:
        waiting = make_article("Der nächste Text", status=Publication.DRAFT)

        answered = client.post(f"{page_of(article)}finish/", {"as": "publish"})

        article.refresh_from_db()
        assert (article.status, article.reviewed_at is not None) == (Publication.PUBLISHED, True)
        assert answered["Location"] == page_of(waiting)

    def test_the_choice_is_remembered(self, client: Client, article: Article) -> None:
        other = make_article("Der nächste Text", status=Publication.DRAFT)
        client.post(f"{page_of(article)}finish/", {"as": "keep"})

        page = client.get(page_of(other)).content.decode()

        assert '<option value="keep" selected>' in page
        assert Article.objects.get(pk=article.pk).status == Publication.IN_REVIEW

    def test_it_may_become_public_later(self, client: Client, article: Article) -> None:
        client.post(f"{page_of(article)}finish/", {"as": "embargo", "until": "2999-01-01T08:00"})

        article.refresh_from_db()
        assert article.status == Publication.EMBARGOED
        assert article.reviewed_at is not None

    @pytest.mark.parametrize("until", ["", "morgen", "1999-01-01T08:00", "2999-99-99T99:99"])
    def test_a_moment_that_is_none_or_past_finishes_nothing(self, client: Client, article: Article, until: str) -> None:
        client.post(f"{page_of(article)}finish/", {"as": "embargo", "until": until})

        article.refresh_from_db()
        assert (article.status, article.reviewed_at) == (Publication.IN_REVIEW, None)

    def test_putting_off_lets_it_wait_behind_the_others(self, client: Client, article: Article) -> None:
        client.post(f"{page_of(article)}finish/", {"postpone": "1"})

        article.refresh_from_db()
        assert article.postponed_at is not None
        assert article.reviewed_at is None

    def test_with_nothing_left_to_decide_the_page_says_what_comes_next(
        self, client: Client, article: Article, nordkorea: Entity, answer: Answer
    ) -> None:
        mentions = propose(article, "Nordkorea", nordkorea)

        answered = answer(mentions[0], htmx=True, do="accept", entity=nordkorea.pk)

        assert 'href="#finish"' in answered.content.decode()
        assert 'href="#finish"' in client.get(page_of(article)).content.decode()


class TestMendingDetails:
    def test_date_language_and_source_are_mended_beside_the_text(self, client: Client, article: Article) -> None:
        client.post(
            f"{page_of(article)}details/",
            {"published": "2024-01", "language": "uk", "source": "Channel 24", "seen": "0"},
        )

        article.refresh_from_db()
        assert str(article.published) == "2024-01"
        assert article.source is not None
        assert (article.language, article.source.name) == ("uk", "Channel 24")

    def test_a_date_that_is_none_is_refused_with_a_sentence(self, client: Client, article: Article) -> None:
        page = client.post(
            f"{page_of(article)}details/", {"published": "gestern", "language": "de"}, follow=True
        ).content.decode()

        assert "„gestern“" in page
        assert not Decision.objects.exists()


class TestHostileWords:
    def test_nothing_of_a_text_or_a_name_becomes_markup(self, client: Client, editor: User) -> None:
        evil = '<img src=x onerror="alert(1)">'
        article = make_article(f"Titel {evil}\nText {evil} Ende.")
        make_mention(article, make_entity("person:evil", evil), evil, status=Status.PROPOSED)
        DisplacedMention.objects.create(
            article=article, quote=evil, kind="person", form="name", status=Status.CONFIRMED, start=0, revision=1
        )

        for address in (page_of(article), f"{page_of(article)}safe/", f"{page_of(article)}?find=%3Cimg"):
            assert "<img" not in client.get(address).content.decode()
