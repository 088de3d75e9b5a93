"""What happened between two, as a table: kinds of events by year, each number the way to those events.

Written here and not as a template: sixteen kinds in twelve years are two hundred cells. Every word is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.rendering.events.html import event_icon
from articles.rendering.numbers import figures
from articles.text.event_kinds import EventKind

# More columns than that are no table to look at; what is earlier has one together.
YEARS_SHOWN = 10


class Counted(Protocol):
    @property
    def kind(self) -> EventKind: ...
    @property
    def undated(self) -> int: ...
    @property
    def is_part(self) -> bool: ...
    @property
    def total(self) -> int: ...
    def between(self, first: int, last: int) -> int: ...


def pair_table(rows: Sequence[Counted], years: Sequence[int], *, slugs: tuple[str, str]) -> SafeString:
    """*years* are those in which anything happened, the earliest first; *slugs* are the two parties."""
    shown = list(years)[-YEARS_SHOWN:]
    earlier = shown[0] if len(years) > len(shown) else 0
    undated = any(one.undated for one in rows)
    said = [_("before %(year)s") % {"year": earlier}] if earlier else []
    said += [str(year) for year in shown]
    said += [_("no date")] if undated else []
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in [*said, _("all")])
    kind = escape(_("Kind of event"))
    body = "".join(_row(one, shown, earlier, undated, slugs) for one in rows)
    return mark_safe(  # noqa: S308  words and addresses are escaped, the rest are numbers
        f'<thead><tr><th scope="col">{kind}</th>{heads}</tr></thead><tbody>{body}</tbody>'
    )


def _row(one: Counted, shown: list[int], earlier: int, undated: bool, slugs: tuple[str, str]) -> str:
    label = str(capfirst(one.kind.label(get_language() or "de")))
    link = _Cell(label, one.kind.slug, slugs)
    cells = [link(one.between(0, earlier - 1), to=str(earlier - 1))] if earlier else []
    cells += [link(one.between(year, year), year=str(year)) for year in shown]
    cells += [figures()(one.undated or None)] if undated else []
    return (
        f'<tr{" class=part" if one.is_part else ""}><th scope="row">{event_icon(one.kind.type)}{escape(label)}</th>'
        f'<td>{"</td><td>".join(cells)}</td><td class="sum">{link(one.total)}</td></tr>'
    )


class _Cell:
    """A number as the link to its events; nothing where there are none. Two hundred of them begin with one address."""

    def __init__(self, label: str, slug: str, slugs: tuple[str, str]) -> None:
        self._label, self._figure = escape(label), figures()
        asked = urlencode({"a": slugs[0], "b": slugs[1], "type": slug})
        self._address = escape(f"{reverse('events')}?{asked}")

    def __call__(self, count: int, *, year: str = "", to: str = "") -> str:
        if not count:
            return ""
        period = f"&amp;from={year}" if year else ""
        period += f"&amp;to={year or to}" if year or to else ""
        number = self._figure(count)
        when = year or (escape(_("until %(date)s") % {"date": to}) if to else "")
        words = f"{self._label} {when}".rstrip()
        return f'<a href="{self._address}{period}" aria-label="{words}: {number}">{number}</a>'
