"""Atom feeds: what all of the archive's have in common."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from articles.views.context import site

# What XML 1.0 has no way to write, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom_feed(request: HttpRequest, *, title: str, page: str, own: str) -> Atom1Feed:
    """Without entries yet; *page* is the address of the page that shows the same, *own* that of the feed."""
    name = site(request)["site_name"]
    return Atom1Feed(
        title=xml_text(f"{name}: {title}" if title else name),
        link=request.build_absolute_uri(page),
        description="",
        language=request.LANGUAGE_CODE,
        author_name=name,
        feed_url=request.build_absolute_uri(own),
    )


def atom_response(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def summary(text: str) -> str:
    """*text* for an entry: feeds declare it as HTML, so it is escaped once for HTML and once more for XML."""
    return escape(xml_text(text))


def xml_text(text: str) -> str:
    """*text* without what would make a feed unreadable: one control character in one headline, and no entry shows."""
    return _NOT_IN_XML.sub("", text)
