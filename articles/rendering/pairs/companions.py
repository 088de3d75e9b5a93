"""Who else is named where two are named together: ranked, each number the way to the articles with all three.

Written here and not as a template, as other ranked lists are. Every value is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import ngettext

from articles.models import QUERY_KEYS, Entity
from articles.rendering.charts import share
from articles.rendering.kinds import css_kind
from articles.rendering.numbers import figures
from articles.search.results import FacetCount

# The address of a search with one more value: `("person", "wladimir-putin") -> "country=kp&country=ru&person=…"`.
Adding = Callable[[str, str], object]


def companions_html(
    counts: Sequence[FacetCount], entities: dict[int, Entity], *, adding: Adding, of: int
) -> SafeString:
    """Entries of a ranked list; shares are of *of* articles."""
    figure, search = figures(), reverse("search")
    items = []
    for one in counts:
        entity = entities.get(int(one.value))
        if entity is None:
            continue
        address = f"{search}?{adding(QUERY_KEYS[entity.kind], entity.slug)}"
        said = capfirst(entity.description)
        sub = f'<span class="sub">{escape(said)}</span>' if said else ""
        articles = escape(ngettext("article with all three", "articles with all three", one.count))
        name = escape(entity.name)
        number = f'<a href="{escape(address)}">{figure(one.count)}<span class="vh"> {articles}: {name}</span></a>'
        items.append(
            f'<li><span><a href="{escape(entity.get_absolute_url())}"><bdi>{name}</bdi></a>{sub}</span>'
            f'<span class="n">{number}</span>'
            f'<span class="m"><i class="p{share(one.count, of)} m-{css_kind(entity.kind)}"></i></span></li>'
        )
    return mark_safe("".join(items))  # noqa: S308  see above
