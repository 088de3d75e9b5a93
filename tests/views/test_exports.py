"""A search as JSON, CSV and Atom, for programs, spreadsheets and feed readers."""

from __future__ import annotations

import csv
import json
from io import StringIO
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

from django.db import OperationalError
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Article
from articles.search.backends.base import EngineUnavailable
from articles.views.downloads import guarded
from articles.views.feeds import xml_text
from tests.builders import make_source
from tests.views.finding import FindingTests

ATOM = "{http://www.w3.org/2005/Atom}"


class JsonTests(FindingTests):
    def get(self, address: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.client.get(address).content)
        return answer

    def test_it_says_what_the_command_says_with_absolute_addresses(self) -> None:
        article = self.publish("Munition", self.kp, published="2023-09")

        answer = self.get("/search.json?q=Munition")

        [hit] = answer["hits"]
        assert hit["url"] == f"http://testserver{article.get_absolute_url()}"
        assert answer["facets"]["country"] == [{"key": "country:KP", "name": "Nordkorea", "count": 1}]
        assert answer["months"] == [{"year": 2023, "month": 9, "count": 1}]

    def test_next_leads_through_all_pages(self) -> None:
        for number in range(45):
            self.publish(f"Munition {number}")

        seen, address = [], "/search.json?sort=oldest"
        while address:
            answer = self.get(address)
            seen += [hit["id"] for hit in answer["hits"]]
            address = answer["next"]

        assert len(seen) == len(set(seen)) == 45

    def test_a_query_over_the_limit_is_refused_with_a_sentence(self) -> None:
        response = self.client.get("/search.json?q=" + "wort+" * 200)

        assert response.status_code == 400
        assert "512" in response.json()["error"]

    def test_a_date_that_is_none_is_refused_with_a_sentence(self) -> None:
        for form in ("json", "csv", "atom"):
            response = self.client.get(f"/search.{form}?from=gestern")

            assert response.status_code == 400
            assert "gestern" in response.json()["error"]

    def test_an_unknown_country_finds_nothing_and_is_noted(self) -> None:
        self.publish("Munition", self.kp)

        answer = self.get("/search.json?country=atlantis")

        assert answer["total"] == 0
        assert "atlantis" in answer["notes"][0]

    def test_without_an_index_it_says_that_the_database_answered(self) -> None:
        self.publish("Munition", self.kp)

        with patch("articles.search.backends.memory.MemoryEngine.search", side_effect=EngineUnavailable("away")):
            answer = self.get("/search.json?country=kp")

        assert (answer["total"], answer["from_database"], answer["facets"]) == (1, True, {})


class CsvTests(FindingTests):
    def get(self, address: str) -> list[dict[str, str]]:
        body = self.client.get(address).getvalue().decode("utf-8-sig")
        return list(csv.DictReader(StringIO(body)))

    def test_a_row_says_what_a_list_of_sources_needs(self) -> None:
        article = self.publish(
            "Munition", self.kp, self.ru, self.kim, published="2023-09/2023-11", source=make_source("dpa")
        )

        [row] = self.get("/search.csv")

        assert row["accession"] == article.accession
        assert row["date"] == "2023-09/2023-11"
        assert row["source"] == "dpa"
        assert row["url"] == f"http://testserver{article.get_absolute_url()}"
        assert (row["countries"], row["people"]) == ("Nordkorea; Russland", "Kim Jong-un")

    def test_a_cell_is_never_a_formula(self) -> None:
        for headline in ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x";"y")'):
            assert guarded(headline) == f"'{headline}"
        self.publish("=cmd|' /C calc'!A0")

        [row] = self.get("/search.csv")

        assert row["headline"] == "'=cmd|' /C calc'!A0"

    def test_it_begins_with_the_mark_excel_needs(self) -> None:
        body = self.client.get("/search.csv").getvalue()

        assert body.startswith(b"\xef\xbb\xbfaccession,headline")

    def test_every_hit_is_in_it_once_however_many_pages_the_search_has(self) -> None:
        for number in range(45):
            self.publish(f"Munition {number}", published="2023-09")

        with patch("articles.filters.answer.CHUNK", 20):
            rows = self.get("/search.csv?q=Munition")

        assert len({row["accession"] for row in rows}) == len(rows) == 45

    def test_the_header_says_how_many_there_are_and_how_many_fit(self) -> None:
        self.publish("Munition")

        response = self.client.get("/search.csv")

        assert (response["X-Total"], response["X-Row-Limit"]) == ("1", "10000")

    def test_a_database_that_is_away_is_said_before_the_file_begins(self) -> None:
        self.publish("Munition")
        self.client.raise_request_exception = False

        with patch("articles.views.exports.names_by_kind", side_effect=OperationalError("away")):
            answer = self.client.get("/search.csv")

        assert (answer.status_code, answer["Retry-After"]) == (503, "30")


class AtomTests(FindingTests):
    def entries(self, address: str = "/search.atom") -> list[ElementTree.Element]:
        response = self.client.get(address)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")

    def test_an_entry_keeps_its_id_when_the_article_changes(self) -> None:
        article = self.publish("Munition")
        [before] = self.entries()

        article.headline = "Munition, berichtigt"
        article.save()

        [after] = self.entries()
        assert after.findtext(f"{ATOM}id") == before.findtext(f"{ATOM}id")
        assert article.accession in (after.findtext(f"{ATOM}id") or "")
        assert (after.findtext(f"{ATOM}updated") or "") > (before.findtext(f"{ATOM}updated") or "")

    def test_a_control_character_does_not_spoil_the_feed(self) -> None:
        # An ingested text has none, but one row written by other means must not silence the feed for everybody.
        article = self.publish("Munition")
        Article.objects.filter(pk=article.pk).update(headline="Muni\x0btion ]]> <b>", lead="\x01\ufffe & Text")

        [entry] = self.entries()

        assert entry.findtext(f"{ATOM}title") == "Munition ]]> <b>"
        assert entry.findtext(f"{ATOM}summary") == " &amp; Text"

    def test_the_full_text_is_not_in_it(self) -> None:
        self.publish("Munition\nDer Anfang. " + "Wort " * 200 + "Nur im Volltext.", lead="Der Anfang.")

        assert b"Nur im Volltext" not in self.client.get("/search.atom").content


class TestXmlText:
    @given(st.text())
    def test_any_text_can_be_written_as_xml(self, text: str) -> None:
        document = f"<a>{escape(xml_text(text))}</a>"

        read = ElementTree.fromstring(document).text or ""

        assert read.replace("\n", "") == xml_text(text).replace("\r\n", "\n").replace("\r", "\n").replace("\n", "")


class OpenSearchTests(FindingTests):
    def test_a_browser_learns_where_to_search_and_what_to_suggest(self) -> None:
        description = ElementTree.fromstring(self.client.get("/opensearch.xml").content)

        addresses = [url.get("template") for url in description.findall("{*}Url")]

        assert addresses == [
            "http://testserver/search/?q={searchTerms}",
            "http://testserver/suggest/?form=opensearch&q={searchTerms}",
        ]
