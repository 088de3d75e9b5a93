"""Pages about the site itself: in the operator's words where they gave some, else in what is true of any archive."""

from __future__ import annotations

import re

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.views.context import contact

PAGES = {
    "imprint": gettext_lazy("Imprint"),
    "privacy": gettext_lazy("Privacy"),
    "accessibility": gettext_lazy("Accessibility"),
    "takedown": gettext_lazy("Taking down a text"),
}
_BREAK = mark_safe("<br>\n")
_ADDRESS = re.compile(r"(https?://[^\s<>\"]*[^\s<>\".,;:!?)])")


@require_safe
def about(request: HttpRequest, page: str) -> HttpResponse:
    if page not in PAGES:
        raise Http404
    own = settings.SITE_PAGES[page]
    context = {"page": page, "title": PAGES[page], "text": written_out(own) if own else "", **contact()}
    return render(request, "articles/about.html", context)


def written_out(text: str) -> SafeString:
    """Paragraphs divided by empty lines; lines that begin with "# " are headings, web addresses become links.

    >>> written_out("# Wer wir sind\\n\\nEin Verein.")
    '<h2>Wer wir sind</h2>\\n<p>Ein Verein.</p>'
    """
    blocks = [block.strip() for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")) if block.strip()]
    return format_html_join("\n", "{}", ((_block(block),) for block in blocks))


def _block(block: str) -> SafeString:
    if block.startswith("# ") and "\n" not in block:
        return format_html("<h2>{}</h2>", block[2:].strip())
    lines = format_html_join(_BREAK, "{}", ((_linked(line.strip()),) for line in block.split("\n")))
    return format_html("<p>{}</p>", lines)


def _linked(line: str) -> SafeString:
    pieces = _ADDRESS.split(line)
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<a href="{}" rel="noreferrer">{}</a>', piece, piece) if place % 2 else piece,)
            for place, piece in enumerate(pieces)
        ),
    )
