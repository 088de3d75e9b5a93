"""`manage.py find`: the search for terminals and programs."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command

from tests.views.finding import CANARY, FindingTests


def run(*arguments: str) -> tuple[str, str]:
    out, err = StringIO(), StringIO()
    call_command("find", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def run_json(*arguments: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*arguments, "--json")[0])
    return answer


class FindTests(FindingTests):
    def test_json_has_the_names_the_contract_fixes(self) -> None:
        article = self.publish("Munition für Russland", self.kp, published="2023-09")

        answer = run_json("КНДР")

        assert set(answer) == {"total", "hits", "facets", "explained"}
        [hit] = answer["hits"]
        assert set(hit) == {"id", "headline", "url", "score", "published"}
        assert (hit["id"], hit["headline"], hit["published"]) == (article.pk, "Munition für Russland", "2023-09")
        assert hit["url"] == article.get_absolute_url()
        assert answer["facets"]["country"] == [{"key": "country:KP", "name": "Nordkorea", "count": 1}]
        [explained] = answer["explained"]
        assert (explained["words"], explained["entity"]) == ("КНДР", "country:KP")

    def test_country_and_person_take_codes_and_names(self) -> None:
        article = self.publish("Munition", self.kp, self.kim)
        self.publish("Rakete", self.kp)

        for person in ("kim-jong-un", "Kim Jong-un", "Ким Чен Ын"):
            assert [hit["id"] for hit in run_json("--country", "KP", "--person", person)["hits"]] == [article.pk]

    def test_an_unknown_country_finds_nothing_and_says_so(self) -> None:
        self.publish("Munition", self.kp)

        out, err = run("--country", "atlantis", "--json")

        assert json.loads(out)["total"] == 0
        assert "atlantis" in err

    def test_without_json_it_reads_as_a_list(self) -> None:
        self.publish("Munition für Russland", self.kp, published="2023-09")

        out, _ = run("Munition")

        assert out.startswith("1 articles\n2023-09     Munition für Russland\n")

    def test_a_query_over_the_limit_is_refused_to_programs(self) -> None:
        with self.assertRaisesMessage(CommandError, "512"):
            run("wort " * 200, "--json")

    def test_it_sees_what_a_reader_sees(self) -> None:
        self.publish_in_secret()

        assert run_json(CANARY) == {"total": 0, "hits": [], "facets": run_json("xyz")["facets"], "explained": []}

    def test_an_account_sees_what_it_may(self) -> None:
        secret = self.publish_in_secret()
        self.sign_in_as_editor()

        answer = run_json(CANARY, "--as", "editor")

        assert [hit["id"] for hit in answer["hits"]] == [secret.pk]
