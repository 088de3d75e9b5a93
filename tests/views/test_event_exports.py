"""A list of events for other programs: CSV, Atom, and PLOVER as JSON lines."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from typing import Any
from xml.etree import ElementTree

from articles.models import Entity
from tests.builders import make_article, make_entity, make_event, make_participation, make_report, make_source
from tests.views.finding import CANARY, FindingTests

ATOM = "{http://www.w3.org/2005/Atom}"


class EventExportTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        self.kp.external_ids = {"iso3": "PRK"}
        self.kp.save()
        self.delivery = make_event(
            "AID", "military", date="2023-09/2023-11", quantity_value=7, quantity_about=True, quantity_unit="Schiffe"
        )
        self.article = make_article(
            "Lieferung\nNordkorea liefert.", source=make_source("Channel 24"), published="2024-01-14"
        )
        report = make_report(self.delivery, self.article, "Nordkorea liefert.", modality="alleged", claimed_by=self.kim)
        make_participation(report, self.kp, wording="Pjöngjang")
        make_participation(report, self.ru, "recipient")
        self.visit = make_event("CONSULT", "visit", date="2024-01-14")
        make_report(self.visit, make_article("Besuch\nEr kam an."), "Er kam an.")

    def text(self, address: str) -> str:
        return self.client.get(address, headers={"accept-language": "en"}).getvalue().decode("utf-8-sig")

    def rows(self, query: str = "") -> list[dict[str, str]]:
        return list(csv.DictReader(StringIO(self.text(f"/events.csv{query}"))))

    def objects(self, query: str = "") -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text(f"/events.jsonl{query}").splitlines()]


class CsvTests(EventExportTests):
    def test_has_a_row_an_event_in_the_order_of_the_page(self) -> None:
        self.assertEqual([row["id"] for row in self.rows()], [str(self.visit.pk), str(self.delivery.pk)])

    def test_takes_the_query_of_the_page(self) -> None:
        [row] = self.rows("?a=kp&b=ru")

        self.assertEqual(
            (row["actors"], row["recipients"], row["quantity"]), ("Nordkorea", "Russland", "about 7 Schiffe")
        )
        self.assertEqual((row["date"], row["latest"]), ("2023-09/2023-11", "2023-11-30"))
        self.assertEqual(row["article_url"], f"http://testserver{self.article.get_absolute_url()}#s1")

    def test_a_name_that_looks_like_a_formula_is_text(self) -> None:
        event = make_event()
        make_participation(make_report(event, make_article("Formel")), make_entity("person:x", "=HYPERLINK()"))

        [row] = [row for row in self.rows() if row["id"] == str(event.pk)]

        self.assertEqual(row["actors"], "'=HYPERLINK()")

    def test_says_how_many_there_are_in_all(self) -> None:
        self.assertEqual(self.client.get("/events.csv").headers["X-Total"], "2")


class PloverTests(EventExportTests):
    def test_has_the_fields_of_the_coder(self) -> None:
        [one] = self.objects("?type=delivery")

        self.assertEqual((one["event_type"], one["event_mode"], one["date"]), ("AID", [], None))
        self.assertEqual(one["attributes"]["ACTOR"][0]["country"], "PRK")
        self.assertEqual(one["attributes"]["RECIP"][0]["country"], "RU")
        self.assertEqual(one["attributes"]["ACTOR"][0]["text"], "Pjöngjang")
        self.assertEqual((one["event_text"], one["publisher"]), ("Nordkorea liefert.", "Channel 24"))

    def test_has_what_plover_has_no_word_for_beside_them(self) -> None:
        [one] = self.objects("?type=delivery")

        self.assertEqual((one["archive"]["mode"], one["archive"]["kind"]), ("military", "delivery"))
        self.assertEqual(one["archive"]["date"]["latest"], "2023-11-30")
        [report] = one["archive"]["reports"]
        self.assertEqual((report["modality"], report["claimed_by"]), ("alleged", "Kim Jong-un"))

    def test_a_known_day_and_a_mode_of_plovers_own_are_exported_as_such(self) -> None:
        [one] = self.objects("?type=visit")

        self.assertEqual((one["date"], one["event_mode"]), ("2024-01-14", ["visit"]))


class AtomTests(EventExportTests):
    def test_lists_the_events_added_last_with_their_quotes(self) -> None:
        feed = ElementTree.fromstring(self.text("/events.atom?a=kp"))

        [entry] = feed.findall(f"{ATOM}entry")

        self.assertEqual(entry.findtext(f"{ATOM}title"), "Arms delivery: Nordkorea → Russland")
        self.assertIn("Nordkorea liefert.", entry.findtext(f"{ATOM}summary") or "")


class RefusalTests(EventExportTests):
    def test_a_program_is_told_what_could_not_be_read_instead_of_getting_something_else(self) -> None:
        for address in ("/events.csv?from=morgen", "/events.jsonl?type=party", "/events.atom?from=2024&to=2023"):
            response = self.client.get(address)

            self.assertEqual(response.status_code, 400, address)
            self.assertTrue(response.json()["error"])


class SecretExportTests(EventExportTests):
    def test_nothing_a_secret_article_says_is_in_any_of_them(self) -> None:
        addresses = ("/events.csv", "/events.jsonl", "/events.atom", "/events.csv?a=geheim")
        without = [self._stable(address) for address in addresses]

        secret = self.publish_in_secret()
        more = make_report(self.delivery, secret, secret.headline, date="2023-10-07", modality="denied")
        make_participation(more, Entity.objects.get(key="person:geheim"), "recipient")
        make_report(make_event(date="2023-10-08"), secret, secret.headline)

        self.assertEqual([self._stable(address) for address in addresses], without)
        self.assertNotIn(CANARY, "".join(without))

    def _stable(self, address: str) -> str:
        return re.sub("<updated>[^<]*</updated>", "", self.text(address))
