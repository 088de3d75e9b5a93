"""manage.py extract: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db


def answers(monkeypatch: pytest.MonkeyPatch, *lines: bytes) -> tuple[list[dict], list[str], bool]:
    """What the command answers to these lines: the objects, the complaints, and whether it failed in the end."""
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"\n".join(lines))))
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("extract", "--jsonl", stdout=out, stderr=err)
        failed = False
    except CommandError:
        failed = True
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue().splitlines(), failed


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode()


class TestJsonLines:
    def test_are_answered_in_order_with_their_ids(self, monkeypatch):
        found, _, _ = answers(
            monkeypatch, line(id=7, text="Nordkorea", language="de"), line(id="b", text=""), line(text="a")
        )

        assert [answer["id"] for answer in found] == [7, "b", None]
        assert found[0]["mentions"][0]["text"] == "Nordkorea"

    def test_published_resolves_relative_dates(self, monkeypatch):
        document = line(id=1, text="Letztes Jahr kam er.", language="de", published="2024-01-16")

        found, _, _ = answers(monkeypatch, document)

        assert found[0]["dates"][0]["edtf"] == "2023"

    def test_the_starter_data_is_known_in_an_empty_archive(self, monkeypatch):
        found, _, _ = answers(monkeypatch, line(id=1, text="Kim Jong-un reiste", language="de"))

        assert found[0]["mentions"][0]["entity"] == "person:kim-jong-un"

    @pytest.mark.parametrize(
        ("bad", "complaint"),
        [
            (b"nope", "line 2: not JSON"),
            (b"[1]", "line 2: not an object"),
            (b"\xff\xfe", "line 2: not UTF-8"),
            (b'{"id": 1}', "line 2: “text” has to be a string"),
            (b'{"text": "a", "published": "2024"}', "line 2: “published” has to be YYYY-MM-DD or null"),
            (b'{"text": "a", "published": "2024-02-30"}', "line 2: “published” has to be YYYY-MM-DD or null"),
            (b'{"id": NaN, "text": "a"}', "line 2: not JSON (NaN is no number of JSON)"),
            (b'{"id": 1e999, "text": "a"}', "line 2: not JSON (1e999 is no number of JSON)"),
            (b'{"text": "a", "language": 5}', "line 2: “language” has to be a code"),
        ],
    )
    def test_a_bad_line_is_named_and_the_others_answered(self, monkeypatch, bad, complaint):
        found, complaints, failed = answers(monkeypatch, line(id=1, text="a"), bad, line(id=3, text="c"))

        assert [answer["id"] for answer in found] == [1, 3]
        assert complaints[0].startswith(complaint)
        assert failed

    def test_empty_lines_are_nothing(self, monkeypatch):
        found, complaints, failed = answers(monkeypatch, b"", line(id=1, text="a"), b"  ")

        assert (len(found), complaints, failed) == (1, [], False)

    def test_a_lone_surrogate_comes_back_as_it_was_written(self, monkeypatch):
        found, _, failed = answers(monkeypatch, b'{"id": "\\ud800", "text": "\\ud800 Japan"}')

        assert found[0]["id"] == "\ud800"
        assert not failed


class TestFiles:
    def test_are_known_by_their_names(self, tmp_path):
        (tmp_path / "a.txt").write_text("Nordkorea\r\nund Japan", encoding="utf-8", newline="")
        out = io.StringIO()

        call_command("extract", str(tmp_path / "a.txt"), stdout=out)

        answer = json.loads(out.getvalue())
        assert answer["id"] == "a.txt"
        assert [mention["start"] for mention in answer["mentions"]] == [0, 15]

    def test_one_that_cannot_be_read_is_named(self, tmp_path):
        err = io.StringIO()

        with pytest.raises(CommandError):
            call_command("extract", str(tmp_path / "none.txt"), stdout=io.StringIO(), stderr=err)

        assert err.getvalue().startswith("none.txt: the file cannot be read")

    def test_nothing_to_read_is_a_sentence(self):
        with pytest.raises(CommandError, match="Name the files to read"):
            call_command("extract")
