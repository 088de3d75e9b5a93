"""Whatever stands in a text column or is typed into an address, every page, feed and file stays whole."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import chain
from typing import Any

from django.apps import apps
from django.db import models

from articles.models import (
    Article,
    Author,
    Bookmark,
    DateMention,
    ErrorReport,
    Mention,
    Original,
    Role,
    Status,
    Subject,
    User,
)
from tests.builders import (
    make_article,
    make_entity,
    make_event,
    make_mention,
    make_name,
    make_participation,
    make_report,
    make_source,
)
from tests.views.addresses import every_address
from tests.views.finding import FindingTests

# Formulas, marks that turn the direction of writing, emoji; then 0xsobky's polyglot, which closes whatever it stands
# in; then what ends a template, a CDATA section, a RIS or BibTeX entry, and characters that XML cannot write.
HOSTILE = (
    "=\u202e\U0001f680'\"><script>alert(1)</script><sVg/oNload=alert()//>"
    "jaVasCript:/*-/*`/*\\`/*'/*\"/**/(/* */oNcliCk=alert() )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>"
    "\\x3csVg/\\x3e]]>{{ 7|add:7 }}{0.__class__}\u2066\x1b\x0b\r\nER  - \r\n@x{"
)
# Columns no person and no file ever fills: code does, with words of its own.
_WRITTEN_BY_CODE = {
    "Article": {"accession", "language", "published", "text_sha256", "extracted_with"},
    "Bookmark": set(),
    "DateMention": {"edtf", "method", "version"},
    "Entity": {"key", "slug"},
    "ErrorReport": {"page"},
    "Event": {"mode", "method", "version", "date", "public_date"},
    "Mention": {"method", "version"},
    "Name": {"key", "language", "script", "origin"},
    "Original": {"sha256", "media_type", "encoding", "encoding_basis"},
    "Participation": set(),
    "Report": {"method", "date"},
    "Source": {"slug", "language"},
    "Subject": {"slug"},
    "User": {"password"},
}
_SAFE_ADDRESS = re.compile(r"\.?$|[/?#](?!/)|http://testserver/|https://x\.example/|data:")


class HostileTextTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.article = self._article_with_everything()
        for model in apps.get_app_config("articles").get_models():
            if model.__name__ in _WRITTEN_BY_CODE:
                _fill(model)
        Article.objects.update(keywords=[HOSTILE, HOSTILE])
        self.article.refresh_from_db()
        self.index(self.article)

    def test_pages_stay_whole_for_readers_and_editors(self) -> None:
        editor = User.objects.get()
        asked = every_address(self.article, HOSTILE[:500])
        addresses = list(chain.from_iterable(asked.values()))

        for signed_in in (False, True):
            if signed_in:
                self.client.force_login(editor)
            for address in addresses:
                self._check(address, self.client.get(address, follow=True, headers={"accept-language": "en"}))

    def test_the_text_is_shown_as_text(self) -> None:
        page = _Page(self.client.get(self.article.get_absolute_url()).content.decode())

        said = "".join(page.said).replace("\u00ad", "")
        for piece in ("<sVg/oNload=alert()//>", "<script>alert(1)</script>", "{{ 7|add:7 }}"):
            self.assertGreaterEqual(said.count(piece), 5, piece)

    def test_a_feed_says_the_headline(self) -> None:
        feed = ET.fromstring(self.client.get("/search.atom").content)

        title = feed.findtext("{*}entry/{*}title") or ""
        self.assertIn("<sVg/oNload=alert()//>", title)

    def test_a_table_keeps_its_columns_and_calculates_nothing(self) -> None:
        table = self.client.get("/search.csv").getvalue().decode("utf-8-sig")

        header, row = csv.reader(io.StringIO(table, newline=""))
        self.assertEqual(len(row), len(header))
        self.assertEqual(row[header.index("headline")], f"'{self.article.headline}")

    def test_a_program_gets_the_headline_unchanged(self) -> None:
        self.assertEqual(self.client.get("/search.json").json()["hits"][0]["headline"], self.article.headline)

    def test_a_citation_is_one_entry(self) -> None:
        bibtex, ris = (self.client.get(f"/articles/{self.article.pk}/cite.{form}").content.decode()
                       for form in ("bib", "ris"))  # fmt: skip

        self.assertEqual((bibtex.count("{"), bibtex.count("\n@")), (bibtex.count("}"), 0))
        self.assertEqual([line for line in ris.splitlines() if not re.match("[A-Z][A-Z0-9]  - ", line)], [])
        self.assertEqual(ris.count("\nER  - "), 1)

    def _article_with_everything(self) -> Article:
        """One row of whatever a page may show of an article."""
        source, kim = make_source(), make_entity("person:kim", "Kim")
        kept = {"sha256": "0" * 64, "size": 1, "filename": "a.txt", "encoding": "utf-8", "encoding_basis": "utf_8"}
        article = make_article(
            "Kim kam\nHeute.", source=source, original=Original.objects.create(**kept), published="2024-01"
        )
        article.authors.add(Author.objects.create(name="Anna"))
        article.subjects.add(Subject.objects.create(name="Krieg", slug="krieg"))
        make_name(kim, "Kims")
        make_mention(article, kim, "Kim")
        unknown = {"name": "Niemand", "start": 4, "end": 7, "kind": "person", "form": "name", "status": Status.PROPOSED}
        Mention.objects.create(article=article, quote="kam", method="names", score=0.9, **unknown)
        DateMention.objects.create(article=article, start=8, end=13, quote="Heute", edtf="2024-01-02", method="dates")
        editor = User.objects.create_user("redakteurin", password="unwichtig", role=Role.EDITOR)
        event = make_event("AID", "military", date="2024-01", quantity_value=3, place=make_entity("place:x", "Ort"))
        for quote in ("Kim kam", "Heute."):
            report = make_report(event, article, quote, claimed_by=kim, place=event.place, quantity_value=len(quote))
            make_participation(report, kim)
            make_participation(report, None, "recipient", wording="jemand")
        Bookmark.objects.create(user=editor, article=article)
        ErrorReport.objects.create(article=article, page="/", message="Falsch", contact="a@b.de")
        return article

    def _check(self, address: str, response: Any) -> None:
        body, kind = response.getvalue().decode(), response.headers.get("Content-Type", "")
        self.assertLess(response.status_code, 500, address)
        self.assertIn("default-src 'none'", response["Content-Security-Policy"], address)
        if "html" in kind and body:
            page = _Page(body)
            self.assertEqual((page.faults, page.ends), ([], 1), address)
        elif "json" in kind:
            json.loads(body)
        elif "xml" in kind:
            ET.fromstring(body)


class _Page(HTMLParser):
    """What a browser would make of a page: its faults, its text, and how often it ends."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.said: list[str] = []
        self.ends = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if not re.fullmatch("[a-z0-9]+", tag) or (tag == "script" and "src" not in given) or tag == "style":
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            if name.startswith("on") or name == "style" or not re.fullmatch("[a-z0-9:-]+", name):
                self.faults.append(f"<{tag} {name}>")
            if name in ("href", "src", "action", "hx-get", "hx-post") and not _SAFE_ADDRESS.match(value or ""):
                self.faults.append(f"<{tag} {name}={value}>")

    def handle_endtag(self, tag: str) -> None:
        self.ends += tag == "html"

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def _fill(model: type[models.Model]) -> None:
    """Put the hostile text into every column of *model* that holds somebody's words, as much of it as there is room."""
    columns = [
        column
        for column in model._meta.fields
        if isinstance(column, models.CharField | models.TextField)
        and not column.choices
        and column.name not in _WRITTEN_BY_CODE[model.__name__]
    ]
    for row in model._base_manager.all():
        for column in columns:
            number = f" {row.pk}" if column.max_length else ""
            before = "https://x.example/" if isinstance(column, models.URLField) else ""
            # Spans point into the beginning of an article's text, so that has to stay.
            before = row.text if column.name == "text" and isinstance(row, Article) else before
            room = column.max_length - len(number) if column.max_length else None
            model._base_manager.filter(pk=row.pk).update(**{column.name: (before + HOSTILE)[:room] + number})
