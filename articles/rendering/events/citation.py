"""How to cite an event: what happened, when, and its permanent address."""

from __future__ import annotations

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.rendering.events.lines import EventLine


def event_citation(line: EventLine, *, archive: str, url: str, seen: date) -> str:
    """“What: whom”. Date. Archive, event 12. Address (seen on …)."""
    quoted = _("“%(headline)s”") % {"headline": line.headline}
    number = _("event %(number)s") % {"number": line.event.pk}
    when = line.when or _("no date")
    looked_up = _("seen on %(date)s") % {"date": date_format(seen, "DATE_FORMAT")}
    return f"{quoted}. {when}. {archive}, {number}. {url} ({looked_up})."
