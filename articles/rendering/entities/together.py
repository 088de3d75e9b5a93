"""Who is named beside an entity: ranked by the articles that name both, with the way to those articles.

Written here and not as a template, as facet_html is. Every value is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import QUERY_KEYS, Entity
from articles.rendering.charts import share
from articles.rendering.kinds import css_kind
from articles.rendering.numbers import figures
from articles.rendering.pairs.addresses import pair_url
from articles.search.results import FacetCount


@dataclass(frozen=True)
class Companion:
    """*both_url* leads to the articles with both, *pair_url* to the page about the two, empty where there is none."""

    entity: Entity
    count: int
    share: int
    both_url: str
    pair_url: str

    @cached_property
    def description(self) -> str:
        return capfirst(self.entity.description)


def companions_of(
    entity: Entity,
    counts: Mapping[str, Sequence[FacetCount]],
    *,
    of: int | None = None,
) -> dict[str, list[Companion]]:
    """By kind those who are named with *entity*, most often first; shares are of *of* articles or the largest count.

    One query.
    """
    ids = {int(one.value) for some in counts.values() for one in some}
    # What the starter data said of a country is longer than the rest of the page.
    entities = Entity.objects.standing().defer("authority_values").in_bulk(ids)
    largest = of or max((one.count for some in counts.values() for one in some), default=0)
    return {
        kind: [
            Companion(other, one.count, share(one.count, largest), both_url(entity, other), pair_url(entity, other))
            for one in some
            if (other := entities.get(int(one.value)))
        ]
        for kind, some in counts.items()
    }


def both_url(entity: Entity, other: Entity) -> str:
    """The search for the articles that name both."""
    return f"{entity.get_search_url()}&{QUERY_KEYS[other.kind]}={other.slug}"


def ranked_html(companions: Iterable[Companion], *, sign: Callable[[str], str]) -> SafeString:
    """The entries of a ranked list, each with its bar; *sign* makes the icon of a kind."""
    figure, pair = figures(), escape(_("as a pair"))
    return mark_safe("".join(_item(one, figure(one.count), pair, sign) for one in companions))  # noqa: S308  see above


def _item(one: Companion, count: str, pair: str, sign: Callable[[str], str]) -> str:
    name = escape(one.entity.name)
    beside: list[str] = [escape(one.description)] if one.description else []
    if one.pair_url:
        beside.append(f'<a href="{escape(one.pair_url)}">{pair}<span class="vh">: {name}</span></a>')
    sub = f'<span class="sub">{" · ".join(beside)}</span>' if beside else ""
    both = escape(ngettext("article with both", "articles with both", one.count))
    return (
        f'<li><span><a href="{escape(one.entity.get_absolute_url())}">{sign(one.entity.kind)} {name}</a>{sub}</span>'
        f'<span class="n"><a href="{escape(one.both_url)}">{count}<span class="vh"> {both}: {name}</span></a></span>'
        f'<span class="m"><i class="p{one.share} m-{css_kind(one.entity.kind)}"></i></span></li>'
    )
