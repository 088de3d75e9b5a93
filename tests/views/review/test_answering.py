"""Each answer is one decision, with JavaScript or without."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from articles.models import (
    Article,
    Decision,
    Entity,
    Mention,
    Name,
    NameKind,
    Status,
)
from articles.review.mentions import reject
from tests.builders import make_editor, make_entity
from tests.views.review.proposing import HTMX, Answer, page_of, propose, statuses, tokens_of

pytestmark = pytest.mark.django_db


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

    def test_a_word_of_a_longer_name_is_not_remembered_unasked(self, client: Client, article: Article) -> None:
        make_entity("organisation:botschaft-nordkoreas", "Botschaft Nordkoreas in Russland")
        Article.objects.filter(pk=article.pk).update(text="Die Botschaft schwieg.")
        client.post(f"{page_of(article)}mark/", {"kind": "organisation", "words": "Botschaft"})

        page = client.get(page_of(article)).content.decode()

        assert "<b>Botschaft Nordkoreas in Russland</b>" in page
        assert not re.search(r'name="remember"[^>]* checked', page)

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
