"""Whatever two editors decide, and in whatever order they undo it: in the end the archive is what it was."""

from __future__ import annotations

import hashlib
import os
import random
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, currently_in_test_context, given, note, settings
from hypothesis import strategies as st
from pytest_django import Settings

from articles.ingest import known_names
from articles.models import (
    Article,
    CleaningStep,
    DateMention,
    Decision,
    DisplacedMention,
    Entity,
    Event,
    Mention,
    Name,
    Participation,
    Report,
    Status,
)
from articles.review.carrying import BY_EDITOR
from articles.review.rows import Values, values_of
from articles.review.undo import obstacle_to_undo
from articles.search.documents import documents_of
from articles.search.engines import engine
from articles.search.outbox import drain
from tests.review.deciding import ACTS, Act, Desk

pytestmark = pytest.mark.django_db
# A night of it: EXAMPLES=5000.
EXAMPLES = int(os.environ.get("EXAMPLES", "20"))
numbers = st.integers(0, 200)
turns = st.lists(st.integers(0, 1), max_size=20)
acts = st.builds(Act, st.sampled_from(sorted(ACTS)), st.integers(0, 1), numbers, numbers, numbers)
# On a long day edits of the text meet everything else; what lies in the trash would meet nothing.
OFTEN = [name for name in ACTS if name != "trash"]
OFTEN += [*"confirm link reject mark move undo read dismiss".split(), "restore revision", *4 * ["edit text"]]
OFTEN += ["add event", "confirm event", "edit event", "join events"]


@pytest.fixture
def desk(tmp_path: Path, settings: Settings) -> Desk:
    settings.ORIGINALS_DIR = tmp_path
    return Desk(tmp_path)


def without(values: Values, *columns: str) -> tuple[tuple[str, str], ...]:
    return tuple((column, repr(value)) for column, value in sorted(values.items()) if column not in columns)


def archive() -> dict[str, Any]:
    """Everything that can be decided, by what it says and not by the ids of rows."""
    return {
        "articles": [
            (without(values_of(one)), [*one.authors.values_list("name")], [*one.subjects.values_list("name")])
            for one in Article.objects.order_by("pk")
        ],
        "entities": sorted(without(values_of(entity)) for entity in Entity.objects.all()),
        "names": sorted(without(values_of(name)) for name in Name.objects.all()),
        "mentions": sorted(without(values_of(mention), "id") for mention in Mention.objects.all()),
        "dates": sorted(without(values_of(date), "id") for date in DateMention.objects.all()),
        "ledger": sorted(without(values_of(step)) for step in CleaningStep.objects.all()),
        "events": sorted(told_of(event) for event in Event.objects.all()),
        "displaced": sorted(without(values_of(one)) for one in DisplacedMention.objects.all()),
    }


def told_of(event: Event) -> tuple[object, ...]:
    """An event with everything that hangs on it; two that say the same are the same."""
    parts: dict[int | None, list[object]] = {}
    for part in Participation.objects.filter(event=event):
        said = without(values_of(part), "id", "event_id", "report_id")
        parts.setdefault(part.report_id, []).append(said)
    reports = [
        (without(values_of(one), "id", "event_id"), sorted(map(repr, parts.pop(one.pk, []))))
        for one in Report.objects.filter(event=event)
    ]
    survivor = told_of(event.merged_into) if event.merged_into else ()
    own = without(values_of(event), "id", "created_at", "merged_into_id")
    return own, sorted(map(repr, reports)), sorted(map(repr, parts.values())), repr(survivor)


def decided() -> dict[int, Values]:
    """Mentions that are no longer extraction's to change."""
    return {
        mention.pk: values_of(mention)
        for mention in Mention.objects.all()
        if mention.status != Status.PROPOSED or mention.method == BY_EDITOR
    }


def hold_true(desk: Desk) -> None:
    """What is true after every decision."""
    connection.check_constraints()
    drain()
    ids = [article.pk for article in desk.articles]
    indexed = {one: entry.document for one, entry in engine()._entries.items()}  # type: ignore[attr-defined]
    assert indexed == {document.id: document for document in documents_of(ids)}
    for article in Article.objects.all():
        assert article.text_sha256 == hashlib.sha256(article.text.encode()).hexdigest()
        assert article.undecided == article.mentions.filter(status=Status.PROPOSED).count()
        assert article.headline
        for _kind, start, end in article.parts:
            assert 0 <= start < end <= len(article.text)
        for one in (*article.mentions.all(), *article.date_mentions.all()):
            assert article.text[one.start : one.end] == one.quote, one
        for step in article.cleaning_steps.filter(kind="part"):
            assert 0 <= step.start <= step.end <= len(article.text)

    known_since = dict(Event.objects.values_list("pk", "public_from"))
    Event.objects.all().settle_visibility()
    assert known_since == dict(Event.objects.values_list("pk", "public_from"))


def undo_everything(desk: Desk, order: list[int]) -> dict[str, Any]:
    """Undo the newest of each editor, *order* says whose turn it is, until nothing is left; then read all anew."""
    whose = iter(order)
    while left := list(Decision.objects.undoable().filter(by__in=desk.editors)):
        editor = next(whose, 0)
        assert desk.undo_newest(editor) or desk.undo_newest(1 - editor), [obstacle_to_undo(one) for one in left]
        hold_true(desk)
    desk.read()
    hold_true(desk)
    return archive()


def there_and_back(desk: Desk, done: list[Act], orders: tuple[list[int], list[int]]) -> None:
    """Do what *done* says, then undo it, once in each of *orders*."""
    with transaction.atomic():
        start(desk)
        before = archive()
        for act in done:
            settled = decided()
            decision = desk.do(act)
            note(f"{act} {decision or ''}") if currently_in_test_context() else print(act, decision or "")
            hold_true(desk)
            if act.name == "read":
                assert decided() == settled
        with transaction.atomic():
            after = undo_everything(desk, orders[0])
            transaction.set_rollback(True)
        assert after == before
        drain()
        start(desk)
        assert undo_everything(desk, orders[1]) == before
        transaction.set_rollback(True)


def start(desk: Desk) -> None:
    """What processes keep in memory does not go back with a transaction."""
    known_names._built = None
    engine.cache_clear()
    engine().apply(list(documents_of([article.pk for article in desk.articles])))


class TestAnyOrder:
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        report_multiple_bugs=False,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(st.lists(acts, min_size=1, max_size=20), st.tuples(turns, turns))
    def test_of_undoing_leads_back_to_the_beginning(
        self, desk: Desk, done: list[Act], orders: tuple[list[int], list[int]]
    ) -> None:
        there_and_back(desk, done, orders)

    @pytest.mark.parametrize("seed", range(EXAMPLES // 3))
    def test_leads_back_from_a_long_day_too(self, desk: Desk, seed: int) -> None:
        """Twenty decisions as chance has them; examples made to be simple hardly get so far."""
        chance = random.Random(seed)
        done = [Act(chance.choice(OFTEN), chance.randrange(2), *chance.choices(range(201), k=3)) for _ in range(20)]
        orders = (chance.choices((0, 1), k=20), chance.choices((0, 1), k=20))

        there_and_back(desk, done, orders)
