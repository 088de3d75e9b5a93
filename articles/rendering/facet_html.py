"""The markup of facets: their values, each with a box, a name, a count, and the way to leave it out.

Written here and not as templates: fifty values through the template engine took a quarter of a search page's time
(9 of 36.6 ms of processor time at 20,000 articles, November 2026), and what stands around them another tenth. Every
value is escaped where it is put in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

# Python's own: Django's escape() is this one in a wrapper that takes three times as long, for lazy translations.
from html import escape
from typing import Protocol

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.rendering.addresses import facet_url, suggest_url
from articles.rendering.numbers import figures


class Value(Protocol):
    """What is shown of a value. *without* is the address that leaves it out, empty where it is chosen."""

    @property
    def value(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def count(self) -> int: ...
    @property
    def share(self) -> str: ...
    @property
    def chosen(self) -> bool: ...
    @property
    def steady(self) -> bool: ...
    @property
    def without(self) -> str: ...


class Shown(Protocol):
    """What is shown of a facet."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def values(self) -> Sequence[Value]: ...
    @property
    def active(self) -> int: ...
    @property
    def any_of(self) -> bool: ...
    @property
    def can_switch(self) -> bool: ...
    @property
    def more(self) -> bool: ...


def facets_html(facets: Iterable[Shown], *, open_keys: Collection[str], query: str, chevron: str) -> SafeString:
    """All facets of the form; those in *open_keys* stand open, and each in which something is chosen.

    *query* is the search itself, as its address writes it; *chevron* the icon that says that there is more.
    """
    words = (_("%(label)s: add a name"), escape(_("Add a name")), escape(suggest_url()))
    return mark_safe(  # noqa: S308  see above
        "\n".join(
            f"<details{' open' if one.active or one.key in open_keys else ''}><summary>{escape(one.label)}"
            f'<span id="on-{one.key}">{_active(one)}</span>{chevron}</summary>\n'
            f'<fieldset class="fl"><legend class="vh">{escape(one.label)}</legend>\n{_add_name(one, *words)}'
            f'<div id="values-{one.key}">{_values(one, query, partial=False)}</div></fieldset></details>'
            for one in facets
        )
    )


def facet_changes_html(facets: Iterable[Shown], *, query: str) -> SafeString:
    """What another search changes of the form: boxes that stand there as they should are kept."""
    return mark_safe(  # noqa: S308  see above
        "\n".join(
            f'<span id="on-{one.key}" hx-swap-oob="true">{_active(one)}</span>'
            f'<div id="values-{one.key}" hx-swap-oob="true">{_values(one, query, partial=True)}</div>'
            for one in facets
        )
    )


def _active(facet: Shown) -> str:
    if not facet.active:
        return ""
    return escape(ngettext("%(counter)s active", "%(counter)s active", facet.active) % {"counter": facet.active})


def _add_name(facet: Shown, label: str, placeholder: str, suggestions: str) -> str:
    if not facet.kind:
        return ""
    return (
        f'<input class="in in-s" name="{facet.key}" list="names-{facet.key}" data-suggest="{suggestions}"'
        f' data-kind="{facet.kind}" data-once aria-label="{escape(label % {"label": facet.label})}"'
        f' placeholder="{placeholder}" autocomplete="off" maxlength="200">'
        f'<datalist id="names-{facet.key}"></datalist>\n'
    )


def _values(facet: Shown, query: str, *, partial: bool) -> str:
    if not facet.values:
        nothing = _("None in these articles")
        return f'<p class="small mute">{escape(nothing)}</p>'
    without, figure = _("without %(label)s"), figures()
    items = "".join(_item(facet.key, one, without, figure(one.count), partial) for one in facet.values)
    switch, more = "", ""
    if facet.can_switch:
        any_of = _("one of them is enough")
        switch = (
            f'\n<p class="small"><label class="any"><input type="checkbox" id="any-{facet.key}" name="any"'
            f' value="{facet.key}"{" checked" if facet.any_of else ""}{_PRESERVED if partial else ""}>'
            f"<span>{escape(any_of)}</span></label></p>"
        )
    if facet.more:
        address, show_all = facet_url(facet.key) + (f"?{query}" if query else ""), _("Show all")
        more = (
            f'\n<a class="more" href="{escape(address)}">{escape(show_all)}'
            f'<span class="vh">: {escape(facet.label)}</span></a>'
        )
    return f'<ul class="fl0">{items}</ul>{switch}{more}'


_PRESERVED = ' hx-preserve="true"'


def _item(key: str, one: Value, without: str, count: str, partial: bool) -> str:
    value = escape(one.value)
    box = f'<input type="checkbox" id="f-{key}-{value}" name="{key}" value="{value}"'
    if one.chosen:
        box += " checked"
    if partial and one.steady:
        box += _PRESERVED
    left_out = ""
    direction = "" if one.label.isascii() else ' dir="auto"'
    if one.without:
        label = escape(without % {"label": one.label})
        left_out = f'<a class="without" href="{escape(one.without)}" title="{label}"></a>'
    return (
        f'\n<li><label class="{one.share}">{box}><span{direction}>{escape(one.label)}</span>'
        f'<span class="num">{count}</span></label>{left_out}</li>'
    )
