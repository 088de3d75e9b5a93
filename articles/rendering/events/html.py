"""The markup of an event line. Written here and not as a template: a timeline has thirty of them, and every value is
escaped where it is put in."""

from __future__ import annotations

from functools import cache

# Python's own: Django's escape() is this one in a wrapper that takes three times as long, for lazy translations.
from html import escape
from typing import TYPE_CHECKING

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from articles.models import entity_url
from articles.rendering.events.words import kind_icon_name
from articles.rendering.kinds import css_kind, kind_labels
from articles.text.shortening import shortened

if TYPE_CHECKING:
    from articles.rendering.events.lines import EventLine
    from articles.rendering.events.reports import EventReport
    from articles.rendering.named import NamedEntity

LONGEST_QUOTE = 320


def line_html(line: EventLine) -> SafeString:
    return mark_safe(  # noqa: S308  every value is escaped below
        f'<article class="evt" data-row id="event-{line.event.pk}"><p class="d">{_when(line)}</p>\n<div>'
        f'<p class="k">{event_icon(line.event.type)}{escape(capfirst(line.label))}{_standing(line)}</p>\n'
        f'<h3><a href="{escape(line.url)}">{escape(line.title)}</a></h3>\n{_evidence(line)}{_details(line)}</div>\n'
        f"{_entities(line)}</article>\n"
    )


@cache
def event_icon(type: str) -> str:
    """The icon for events of a type."""
    return f'<svg class="i" aria-hidden="true"><use href="{static("img/icons.svg")}#{kind_icon_name(type)}"/></svg>'


def evidence_html(report: EventReport, *, longest: int = LONGEST_QUOTE) -> SafeString:
    """The quoted sentence with the way to it; the way to the article alone where its text is not open."""
    article = report.article
    name = article.source_name or shortened(article.headline, 60)
    if report.sentence:
        name = _("%(source)s, sentence %(number)s") % {"source": name, "number": report.sentence}
    link = f'<a href="{escape(report.url)}">{escape(name)}</a>'
    if not report.quote:
        return mark_safe(f'<p class="small">{link}</p>\n')  # noqa: S308  escaped above
    language = article.known_language
    said = _("“%(phrase)s”") % {"phrase": shortened(" ".join(report.quote.split()), longest)}
    return mark_safe(  # noqa: S308  escaped here and above
        f'<p class="quote"><span{_in_language(language)} dir="auto">{escape(said)}</span> {link}</p>\n'
    )


def entity_link(entity: NamedEntity) -> SafeString:
    """A name with the sign of its kind, as the rows of a register show it."""
    return mark_safe(  # noqa: S308  escaped here
        f'<a class="{css_kind(entity.kind)}" href="{escape(entity_url(entity.kind, entity.slug))}">'
        f"<span>{escape(kind_labels()[entity.kind])}: </span>{escape(entity.name)}</a>"
    )


def _when(line: EventLine) -> str:
    date = line.date
    if date is None:
        unknown = _("no date")
        return f"<b>{escape(unknown)}</b>"
    point = date.edtf.rstrip("~?%")
    words = escape(line.when)
    if date.precision in ("day", "month", "year"):
        words = f'<time datetime="{point}">{words}</time>'
    if not line.date_inferred:
        return f"<b>{words}</b>"
    inferred = escape(pgettext("date", "inferred"))
    if date.phrase:
        quoted = _("“%(phrase)s”") % {"phrase": date.phrase}
        inferred = f"{escape(quoted)}, {inferred}"
    return f"<b>{words}</b>{inferred}"


def _standing(line: EventLine) -> str:
    tags = [*line.modalities, *([] if line.is_confirmed else [pgettext("event", "unconfirmed")])]
    return "".join(f' <span class="tag tag-warn">{escape(tag)}</span>' for tag in tags)


def _evidence(line: EventLine) -> str:
    return evidence_html(line.evidence) if line.evidence else ""


def _details(line: EventLine) -> str:
    parts = [line.quantity] if line.quantity else []
    if line.claimants:
        parts.append(_("according to %(names)s") % {"names": ", ".join(one.name for one in line.claimants)})
    if len(line.reports) > 1:
        count = len(line.reports)
        parts.append(ngettext("%(count)s report", "%(count)s reports", count) % {"count": count})
    return f'<p class="m">{"".join(f"<span>{escape(part)}</span>" for part in parts)}</p>' if parts else ""


def _entities(line: EventLine) -> str:
    named = {one.entity.id: one.entity for one in line.parties if one.entity}
    if line.place:
        named.setdefault(line.place.id, line.place)
    return f'<p class="ents">{"".join(map(entity_link, named.values()))}</p>' if named else ""


def _in_language(language: str) -> str:
    page = get_language() or ""
    return f' lang="{escape(language)}"' if language and language != page else ""
