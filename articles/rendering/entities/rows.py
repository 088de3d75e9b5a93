"""The entries of a list of entities.

Written here and not as a template, as row_html is. Every value is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import npgettext

from articles.models import Entity
from articles.rendering.charts import share
from articles.rendering.numbers import figures


def entity_rows(ids: Iterable[int], counts: Mapping[int, int] | None) -> SafeString:
    """Names, descriptions and, where *counts* are known, numbers of articles with their bars. One query."""
    ordered = list(ids)
    # One may have been merged since the list was asked for.
    standing = Entity.objects.standing().select_related("country")
    found = standing.defer("authority_values", "country__authority_values").in_bulk(ordered)
    shown = [found[one] for one in ordered if one in found]
    highest = max((counts.get(one.pk, 0) for one in shown), default=0) if counts else 0
    return mark_safe(  # noqa: S308  see above
        "".join(_item(one, None if counts is None else counts.get(one.pk, 0), highest) for one in shown)
    )


def _item(entity: Entity, count: int | None, highest: int) -> str:
    said = capfirst(entity.description) or (entity.country.name if entity.country else "")
    sub = f'<span class="sub">{escape(said)}</span>' if said else ""
    name = f'<span><a href="{escape(entity.get_absolute_url())}"><bdi>{escape(entity.name)}</bdi></a>{sub}</span>'
    if count is None:
        return f"<li>{name}</li>"
    articles = escape(npgettext("after a number", "article", "articles", count))
    return (
        f'<li>{name}<span class="n">{figures()(count)}<span class="vh"> {articles}</span></span>'
        f'<span class="m"><i class="p{share(count, highest)}"></i></span></li>'
    )
