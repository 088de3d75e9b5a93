"""Markdown: front matter says what the article is, and the signs of markup go, each into the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.ingest.incoming import LARGEST_TEXT, Incoming, Refused
from articles.ingest.readers.encoding import NotText, decode
from articles.ingest.readers.fields import UnusableField, read_date, read_language, read_list, read_text, read_url
from articles.ingest.readers.plain import too_large
from articles.text.edits import Edit, EditScript

_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<lines>(?:(?!---[ \t]*\r?$).*\n)*?)---[ \t]*\r?(?:\n\s*|\Z)", re.M)
_FIELD = re.compile(r"(?P<key>[A-Za-z_]+)[ \t]*:[ \t]*(?P<value>.*?)[ \t]*\r?")
_ITEM = re.compile(r"[ \t]+-[ \t]+(?P<value>.*?)[ \t]*\r?|-[ \t]+(?P<top>.*?)[ \t]*\r?")
_HEADING = re.compile(r"#{1,6}[ \t]+(?P<title>.+)")

_HEADING_MARKS = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t]+|[ \t]+#+[ \t]*$|^[ \t]*(?:=+|-{2,}|[*_]{3,})[ \t]*(?:\n|\Z)", re.M
)
_TARGET = r"\([^()\s]{0,1000}(?:[ \t]+\"[^\"\n]{0,300}\")?\)"
# In the order in which they are looked for. Bounded, so that a page of brackets costs no more than any other page.
_INLINE_MARKS = re.compile(
    r"(?P<escape>\\)(?P<escaped>[\\`*_{}\[\]()#+.!>~|-])"
    rf"|(?P<image>!\[(?P<alt>[^\]\[\n]{{0,300}})\]{_TARGET})"
    rf"|(?P<link>(?<!!)\[(?P<words>[^\]\[\n]{{1,300}})\](?:{_TARGET}|\[[^\]\[\n]{{0,100}}\]))"
    r"|(?P<definition>^[ \t]{0,3}\[[^\]\[\n]{1,100}\]:[ \t]+\S{1,1000}[^\n]{0,300}(?:\n|\Z))"
    r"|(?P<address><(?P<target>https?://[^<>\s]{1,1000})>)"
    r"|(?P<fence>^[ \t]{0,3}(?:```|~~~)[^\n]{0,100}(?:\n|\Z))"
    r"|(?P<quote>^[ \t]{0,3}>[ \t]?)"
    r"|(?P<strong>\*{2,3}|_{2,3})(?=[^\s*_])(?P<bold>[^\n]{1,500}?)(?<=\S)(?P=strong)"
    r"|(?<![\w*])(?P<star>\*)(?=[^\s*])(?P<italic>[^*\n]{1,500}?)(?<=\S)\*(?![\w*])"
    r"|(?<![\w_])(?P<under>_)(?=[^\s_])(?P<slanted>[^_\n]{1,500}?)(?<=\S)_(?![\w_])"
    r"|(?P<code>`)(?P<verbatim>[^`\n]{1,500})`",
    re.M,
)
_KEPT_WORDS = ("escaped", "alt", "words", "target", "bold", "italic", "slanted", "verbatim")


def read_markdown(data: bytes, name: str) -> Incoming | Refused:
    """One article. Front matter may give title, date, source, url, author, lang and keywords."""
    if len(data) > LARGEST_TEXT:
        return Refused(name, too_large(LARGEST_TEXT))
    try:
        decoded = decode(data)
        fields, length = _front_matter(decoded.text)
        title = " ".join(read_text(fields.get("title"), "title").split()) or None
        language = read_language(fields.get("lang") or fields.get("language"))
        date, url = read_date(fields.get("date")), read_url(fields.get("url"))
        source = read_text(fields.get("source"), "source")
        authors = read_list(fields.get("author") or fields.get("authors"), "author")
        keywords = read_list(fields.get("keywords") or fields.get("tags"), "keywords")
    except (NotText, UnusableField) as error:
        return Refused(name, str(error))
    edits = []
    heading = _HEADING.match(decoded.text, length)
    if title and heading and heading["title"].strip(" #\t\r") == title:
        title = None  # the text says it itself
    if length or title:
        edits.append(Edit(0, decoded.text[:length], f"{title}\n\n" if title else "", "front_matter"))
    return Incoming(
        name=name,
        data=data,
        text=decoded.text,
        encoding=decoded.encoding,
        encoding_basis=decoded.basis,
        media_type="text/markdown",
        edits=EditScript(edits),
        markdown=True,
        title=title,
        published=date,
        source=source,
        url=url,
        authors=authors,
        keywords=keywords,
        language=language,
    )


def _front_matter(text: str) -> tuple[dict[str, object], int]:
    """The fields between the two lines of `---` at the top, and how long the whole block is."""
    block = _FRONT_MATTER.match(text)
    if block is None:
        return {}, 0
    fields: dict[str, object] = {}
    key = ""
    for line in block["lines"].split("\n"):
        if found := _FIELD.fullmatch(line):
            key = found["key"].lower()
            fields[key] = _value(found["value"])
        elif key and (item := _ITEM.fullmatch(line)):
            earlier = fields[key]
            fields[key] = [*(earlier if isinstance(earlier, list) else []), _value(item["value"] or item["top"] or "")]
    # Two rules with a paragraph between them are no front matter.
    return fields, block.end() if fields else 0


def _value(written: str) -> object:
    if written.startswith("[") and written.endswith("]"):
        return [_unquoted(item.strip()) for item in written[1:-1].split(",")]
    return _unquoted(written)


def _unquoted(written: str) -> str:
    return written[1:-1] if len(written) > 1 and written[0] == written[-1] and written[0] in "\"'" else written


def without_inline_marks(text: str) -> EditScript:
    """Emphasis, links, images, quotation marks at the margin and code signs taken off; the words stay."""
    return EditScript(_inline_edits(text, 0, len(text)))


def _inline_edits(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _INLINE_MARKS.finditer(text, start, end):
        kept = next((group for group in _KEPT_WORDS if match[group] is not None), None)
        first, last = match.span(kept) if kept else (match.end(), match.end())
        yield Edit(match.start(), text[match.start() : first], "", f"markdown_{_sign(match)}")
        if kept not in (None, "escaped", "target", "verbatim"):
            # Emphasis in a link and a link in emphasis: each level is shorter than the one around it.
            yield from _inline_edits(text, first, last)
        if last < match.end():
            yield Edit(last, text[last : match.end()], "", f"markdown_{_sign(match)}")


def _sign(match: re.Match[str]) -> str:
    for sign in ("escape", "image", "link", "definition", "address", "fence", "quote", "code"):
        if match[sign] is not None:
            return sign
    return "emphasis"


def without_heading_marks(text: str) -> EditScript:
    """`#` before and after headings, and the lines of `=`, `-` and `*` below and between them."""
    return EditScript(Edit(match.start(), match[0], "", "markdown_heading") for match in _HEADING_MARKS.finditer(text))
