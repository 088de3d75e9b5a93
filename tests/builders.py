"""Rows for tests: each builder sets what the test does not care about, and only that."""

from __future__ import annotations

import hashlib
from itertools import count
from typing import Any

from django.db import transaction
from django.utils import timezone

from articles.models import (
    AccessionCounter,
    Article,
    DateBasis,
    Entity,
    EntityKind,
    Event,
    EventType,
    Mention,
    MentionForm,
    Name,
    NameKind,
    ParticipantRole,
    Participation,
    Publication,
    Report,
    Role,
    Source,
    Status,
    User,
)
from articles.text.names import script_of

_serial = count(1)


@transaction.atomic
def make_article(text: str = "", **values: Any) -> Article:
    """A published German article of *text*; the headline is its first line. `published="2023-09"` is a partial date."""
    number = next(_serial)
    headline = values.pop("headline", "") or (text.splitlines()[0] if text else f"Meldung {number}")
    text = text or f"{headline}\nEin Text ohne Besonderheiten."
    if headline not in text:
        text = f"{headline}\n{text}"
    start = text.index(headline)
    defaults: dict[str, Any] = {
        "accession": AccessionCounter.take(2024)[0],
        "headline": headline,
        "text": text,
        "parts": [["headline", start, start + len(headline)]],
        "language": "de",
        "status": Publication.PUBLISHED,
        "word_count": len(text.split()),
        "text_sha256": hashlib.sha256(f"{number} {text}".encode()).hexdigest(),
    }
    if values.get("published"):
        defaults["published_basis"] = DateBasis.EDITOR
    if values.get("status", Publication.PUBLISHED) == Publication.PUBLISHED:
        defaults["first_published_at"] = timezone.now()
    return Article.objects.create(**defaults | values)


def make_entity(key: str, name: str = "", *names: str, **values: Any) -> Entity:
    """`make_entity("person:kim-jong-un", "Kim Jong-un", "Ким Чен Ын")`: the first name is the preferred one."""
    kind, _, slug = key.partition(":")
    name = name or slug
    entity = Entity.objects.create(
        **{"key": key, "kind": kind, "slug": slug.lower(), "name_de": name, "name_en": name} | values
    )
    for text in (name, *names):
        make_name(entity, text, kind=NameKind.PREFERRED if text == name else NameKind.ALIAS)
    return entity


def make_name(entity: Entity, text: str, **values: Any) -> Name:
    return Name.objects.create(
        **{"entity": entity, "text": text, "kind": NameKind.ALIAS, "script": script_of(text)} | values
    )


def make_mention(article: Article, entity: Entity | None, quote: str = "", **values: Any) -> Mention:
    """A confirmed mention of *entity*, at the first place of *quote* in the text or, where it does not stand there,
    somewhere no other mention is."""
    quote = quote or (entity.name_de if entity else "Niemand")
    start = article.text.find(quote)
    if start < 0 or article.mentions.filter(start=start).exists():
        start = 100_000 + next(_serial) * 100
    defaults = {
        "article": article,
        "entity": entity,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "kind": entity.kind if entity else EntityKind.PERSON,
        "form": MentionForm.NAME,
        "name": entity.name_de if entity else quote,
        "status": Status.CONFIRMED,
        "score": 1.0,
        "method": "editor",
    }
    return Mention.objects.create(**defaults | values)


def make_event(type: str = EventType.CONSULT, mode: str = "", **values: Any) -> Event:
    """A confirmed event that no article reports yet: `make_event("AID", "military", date="2023-09/2023-11")`."""
    return Event.objects.create(**{"type": type, "mode": mode, "status": Status.CONFIRMED, "method": "editor"} | values)


@transaction.atomic
def make_report(event: Event, article: Article, quote: str = "", **values: Any) -> Report:
    """*article* says that *event* happened, in the sentence *quote*; by default in its whole text."""
    quote = quote or article.text
    start = article.text.index(quote)
    defaults = {
        "event": event,
        "article": article,
        "start": start,
        "end": start + len(quote),
        "quote": quote,
        "trigger_start": start,
        "trigger_end": start + len(quote.split()[0]),
        "status": Status.CONFIRMED,
        "date": event.date,
    }
    report = Report.objects.create(**defaults | values)
    Article.objects.filter(pk=article.pk).count_change()
    return report


def make_participation(
    report: Report, entity: Entity | None, role: str = ParticipantRole.ACTOR, **values: Any
) -> Participation:
    """*entity* in *role*, as *report* says; a country acts for itself, a person for the country it is a member of."""
    country = None
    if entity is not None:
        country = entity if entity.kind == EntityKind.COUNTRY else entity.country
    defaults = {
        "event": report.event,
        "report": report,
        "entity": entity,
        "role": role,
        "wording": entity.name_de if entity else "jemand",
        "country": country,
        "status": Status.CONFIRMED,
    }
    return Participation.objects.create(**defaults | values)


def make_source(name: str = "", **values: Any) -> Source:
    number = next(_serial)
    name = name or f"Quelle {number}"
    return Source.objects.create(**{"name": name, "slug": f"quelle-{number}"} | values)


def make_editor(username: str = "", **values: Any) -> User:
    return User.objects.create(username=username or f"editor-{next(_serial)}", **{"role": Role.EDITOR} | values)
