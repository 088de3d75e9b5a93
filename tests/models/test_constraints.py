"""The database itself refuses bad rows, on SQLite and on PostgreSQL: no path around the code can store them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint
from django.utils import timezone

from articles.models import (
    Article,
    Batch,
    BatchFile,
    CleaningStep,
    Collection,
    DateMention,
    Decision,
    DisplacedMention,
    Entity,
    ErrorReport,
    Event,
    Job,
    Mention,
    Name,
    Original,
    Participation,
    Report,
    Source,
    User,
)

pytestmark = pytest.mark.django_db


def article(**fields: Any) -> Article:
    count = Article.objects.count()
    plain = {"accession": f"2026-{count + 1:06d}", "text": "Ein Satz.", "headline": "Ein Satz", "text_sha256": "0" * 64}
    return Article.objects.create(**{**plain, **fields})


def entity(**fields: Any) -> Entity:
    plain = {"key": "person:x", "kind": "person", "slug": "x", "name_de": "X", "name_en": "X"}
    return Entity.objects.create(**{**plain, **fields})


def mention(**fields: Any) -> Mention:
    plain = {"start": 0, "end": 3, "quote": "Ein", "kind": "person", "form": "name", "name": "Ein", "method": "test"}
    return Mention.objects.create(**{"article": fields.pop("article", None) or article(), **plain, **fields})


def date_mention(**fields: Any) -> DateMention:
    plain = {"start": 0, "end": 3, "quote": "Ein", "method": "test"}
    return DateMention.objects.create(**{"article": article(), **plain, **fields})


def displaced(**fields: Any) -> DisplacedMention:
    plain = {"quote": "Ein", "kind": "person", "form": "name", "status": "confirmed", "start": 0, "revision": 1}
    return DisplacedMention.objects.create(**{"article": article(), **plain, **fields})


def batch_file(**fields: Any) -> BatchFile:
    batch = fields.pop("batch", None) or Batch.objects.create()
    return BatchFile.objects.create(**{"batch": batch, "position": 0, "name": "a.txt", "sha256": "0" * 64, **fields})


def event(**fields: Any) -> Event:
    return Event.objects.create(**{"type": "CONSULT", "method": "test", **fields})


def report(**fields: Any) -> Report:
    plain = {"start": 0, "end": 9, "quote": "Ein Satz.", "trigger_start": 4, "trigger_end": 8}
    return Report.objects.create(**{"event": event(), "article": article(), **plain, **fields})


def participation(**fields: Any) -> Participation:
    return Participation.objects.create(**{"event": event(), "role": "actor", "wording": "Lawro", **fields})


def decision(**fields: Any) -> Decision:
    return Decision.objects.create(**{"kind": "confirm", "subject": "mention:1", **fields})


def original(**fields: Any) -> Original:
    plain = {"sha256": "a" * 64, "size": 1, "encoding": "utf-8", "encoding_basis": "utf_8"}
    return Original.objects.create(**{**plain, **fields})


def undo_of_nothing() -> Decision:
    return decision(kind="undo")


def undo_of_itself() -> None:
    first = decision()
    undo = decision(kind="undo", undoes=first)
    Decision.objects.filter(pk=undo.pk).update(undoes=undo)


def merged_into_itself() -> None:
    one = entity()
    Entity.objects.filter(pk=one.pk).update(merged_into=one)


def event_merged_into_itself() -> None:
    one = event()
    Event.objects.filter(pk=one.pk).update(merged_into=one)


def report_with_half_a_date() -> None:
    Report.objects.filter(pk=report(date="2023").pk).update(date_latest=None)


def event_with_half_a_date() -> None:
    one = event(date="2023")
    Event.objects.filter(pk=one.pk).update(date_latest=None)


def same_span_twice() -> None:
    text = article()
    mention(article=text)
    mention(article=text)


def same_slug_twice() -> None:
    entity()
    entity(key="person:y")


def same_name_twice() -> None:
    owner = entity()
    for _ in range(2):
        Name.objects.create(entity=owner, text="Lawrow", kind="preferred", language="de")


def same_waiting_job_twice() -> None:
    for _ in range(2):
        Job.objects.create(kind="extract", key="1")


def half_a_date() -> None:
    one = article(published="2023", published_basis="editor")
    Article.objects.filter(pk=one.pk).update(published_earliest=None)


def date_that_ends_before_it_begins() -> None:
    one = article(published="2023", published_basis="editor")
    Article.objects.filter(pk=one.pk).update(published_latest=date(2022, 1, 1))


BAD_ROWS: dict[str, Callable[[], Any]] = {
    "article without a text": lambda: article(text=""),
    "article without a headline": lambda: article(headline=""),
    "article of an unknown status": lambda: article(status="lost"),
    "article with an unknown right": lambda: article(full_text="nobody"),
    "embargo without an end": lambda: article(status="embargoed"),
    "published without its moment": lambda: article(status="published"),
    "date without a basis": lambda: article(published="2023"),
    "basis without a date": lambda: article(published_basis="editor"),
    "unknown basis of a date": lambda: article(published="2023", published_basis="guessed"),
    "half a date": half_a_date,
    "date that ends before it begins": date_that_ends_before_it_begins,
    "version zero": lambda: article(version=0),
    "accession number given twice": lambda: [article(accession="2026-000009"), article(accession="2026-000009")],
    "original that is no hash": lambda: original(sha256="A" * 64),
    "same bytes twice": lambda: [original(), original()],
    "source without a name": lambda: Source.objects.create(name="", slug="x"),
    "source that inherits its own rule": lambda: Source.objects.create(name="X", slug="x", full_text="inherit"),
    "cleaning step of an unknown kind": lambda: CleaningStep.objects.create(
        article=article(), kind="magic", reason="x"
    ),
    "cleaning step that ends before it starts": lambda: CleaningStep.objects.create(
        article=article(), kind="part", reason="x", start=5, end=2
    ),
    "entity of an unknown kind": lambda: entity(kind="thing"),
    "entity without a name": lambda: entity(name_de=""),
    "entity merged into itself": merged_into_itself,
    "two entities at one address": same_slug_twice,
    "name without letters": lambda: Name.objects.create(entity=entity(), text="…", kind="alias"),
    "name of an unknown kind": lambda: Name.objects.create(entity=entity(), text="X", kind="nickname"),
    "name of an unknown strength": lambda: Name.objects.create(
        entity=entity(), text="X", kind="alias", strength="medium"
    ),
    "same name twice": same_name_twice,
    "mention that ends before it starts": lambda: mention(start=5, end=2),
    "mention with a score over one": lambda: mention(score=1.5),
    "mention with a negative score": lambda: mention(score=-0.1),
    "mention of an unknown status": lambda: mention(status="maybe"),
    "mention of an unknown kind": lambda: mention(kind="date"),
    "mention of an unknown form": lambda: mention(form="joke"),
    "same span twice": same_span_twice,
    "event outside PLOVER": lambda: event(type="PARTY"),
    "event with a score over one": lambda: event(score=2),
    "event of an unknown status": lambda: event(status="maybe"),
    "report that ends before it starts": lambda: report(start=9, end=0),
    "report whose trigger lies elsewhere": lambda: report(trigger_end=20),
    "report of an unknown modality": lambda: report(modality="rumoured"),
    "participation in an unknown role": lambda: participation(role="witness"),
    "participation without wording": lambda: participation(wording=""),
    "decision of an unknown kind": lambda: decision(kind="ponder"),
    "decision on nothing": lambda: decision(subject=""),
    "undo that undoes nothing": undo_of_nothing,
    "confirmation that undoes": lambda: decision(undoes=decision()),
    "undo that undoes itself": undo_of_itself,
    "lease without a holder": lambda: Job.objects.create(
        kind="x", key="1", state="leased", leased_until=timezone.now()
    ),
    "job in an unknown state": lambda: Job.objects.create(kind="x", key="1", state="lost"),
    "same work waiting twice": same_waiting_job_twice,
    "name of an unknown status": lambda: Name.objects.create(entity=entity(), text="X", kind="alias", status="maybe"),
    "name of an unknown origin": lambda: Name.objects.create(entity=entity(), text="X", kind="alias", origin="rumour"),
    "report of an unknown status": lambda: report(status="maybe"),
    "participation of an unknown status": lambda: participation(status="maybe"),
    "date phrase that ends before it starts": lambda: date_mention(start=5, end=2),
    "date phrase of an unknown status": lambda: date_mention(status="maybe"),
    "event merged into itself": event_merged_into_itself,
    "event with half a date": event_with_half_a_date,
    "collection without a name": lambda: Collection.objects.create(name="", slug="x"),
    "displaced mention with an unknown status": lambda: displaced(status="sure"),
    "displaced mention with an unknown kind": lambda: displaced(kind="thing"),
    "displaced mention with an unknown form": lambda: displaced(form="guess"),
    "batch file in an unknown state": lambda: batch_file(state="lost"),
    "two batch files in one place": lambda: [batch_file(batch=one) for one in [Batch.objects.create()] * 2],
    "accepted batch file without its bytes": lambda: batch_file(sha256=""),
    "report with half a date": report_with_half_a_date,
    "half of what readers know of an event's date": lambda: Event.objects.filter(pk=event().pk).update(
        public_date="2023"
    ),
    "error report that says nothing": lambda: ErrorReport.objects.create(page="/", message=""),
    "user with an unknown role": lambda: User.objects.create(username="x", role="king"),
}


@pytest.mark.parametrize("case", BAD_ROWS)
def test_bad_row_is_refused(case: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        BAD_ROWS[case]()


def test_good_rows_of_every_kind_are_stored() -> None:
    text = article(published="2023-09", published_basis="editor", original=original())
    CleaningStep.objects.create(article=text, kind="part", reason="credit_line_split", start=2, end=5)
    known = entity()
    Name.objects.create(entity=known, text="Lawrow", kind="preferred", language="de")
    named = mention(article=text, entity=known)
    Report.objects.create(
        event=event(), article=text, start=0, end=9, quote="Ein Satz.", trigger_start=4, trigger_end=8
    )
    participation(mention=named)
    decision(kind="undo", undoes=decision())
    Job.objects.create(kind="extract", key="1")
    Job.objects.create(kind="extract", key="1", state="done")


def test_every_check_constraint_refuses_one_of_these_rows() -> None:
    """A constraint that no row is tried on may not be there at all."""
    refusals = []
    for build in BAD_ROWS.values():
        with pytest.raises(IntegrityError) as refusal, transaction.atomic():
            build()
        refusals.append(str(refusal.value))

    declared = {
        constraint.name
        for model in apps.get_app_config("articles").get_models()
        for constraint in model._meta.constraints
        if isinstance(constraint, CheckConstraint)
    }

    assert {name for name in declared if not any(name in refusal for refusal in refusals)} == set()
