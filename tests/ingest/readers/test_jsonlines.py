"""JSON lines: every line ends in one state, and no line takes another with it."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ingest.incoming import LARGEST_LINE, Incoming, Refused
from articles.ingest.readers.jsonlines import read_json_lines
from articles.text.dates import PartialDate

GOOD = {
    "id": "dewikinews-10022",
    "title": "Der Astronaut Neil Armstrong wird heute 75 Jahre alt",
    "date": "2005-08-05",
    "body": "1969 betrat Neil Armstrong als erster Mensch den Mond.",
    "source": "Wikinews (de)",
    "url": "https://de.wikinews.org/?curid=10022",
    "lang": "de",
}


def read(data: bytes) -> list[Incoming | Refused]:
    return list(read_json_lines(io.BytesIO(data), "news.jsonl"))


def line(**changes: object) -> bytes:
    return json.dumps({**GOOD, **changes}, ensure_ascii=False).encode()


def refusal(data: bytes) -> str:
    [refused] = read(data)
    assert isinstance(refused, Refused)
    return refused.reason


class TestJsonLines:
    def test_a_record_becomes_an_article(self) -> None:
        [incoming] = read(line() + b"\n")

        assert isinstance(incoming, Incoming)
        assert incoming.text == f"{GOOD['title']}\n{GOOD['body']}"
        assert incoming.title == GOOD["title"]
        assert incoming.published == PartialDate("2005-08-05")
        assert (incoming.source, incoming.url, incoming.language) == (GOOD["source"], GOOD["url"], "de")
        assert incoming.name == "news.jsonl, line 1 (dewikinews-10022)"

    def test_the_original_is_the_line_without_its_end(self) -> None:
        [windows, unix] = read(line() + b"\r\n" + line(title="Zwei") + b"\n")

        assert isinstance(windows, Incoming)
        assert isinstance(unix, Incoming)
        assert (windows.data, unix.data) == (line(), line(title="Zwei"))

    def test_one_bad_line_never_stops_the_others(self) -> None:
        outcomes = read(b"\n".join([line(), b'{"title": "halb', b"[1, 2]", line(title="Vier")]))

        assert [type(outcome) for outcome in outcomes] == [Incoming, Refused, Refused, Incoming]
        assert [outcome.name[:18] for outcome in outcomes[1:3]] == ["news.jsonl, line 2", "news.jsonl, line 3"]

    def test_blank_lines_are_no_records_but_are_counted(self) -> None:
        [incoming] = read(b"\n  \n" + line())

        assert incoming.name.startswith("news.jsonl, line 3")

    def test_a_byte_order_mark_is_no_part_of_the_record(self) -> None:
        [incoming] = read(b"\xef\xbb\xbf" + line())

        assert isinstance(incoming, Incoming)
        assert incoming.data == line()

    @pytest.mark.parametrize(
        ("data", "says"),
        [
            (b"[" * 200_000, "nested too deeply"),
            (b'{"title": NaN}', "NaN is not JSON"),
            (b'{"title": "a", "title": "b"}', "stands twice"),
            (b'{"body": "Text", "n": ' + b"9" * 5000 + b"}", "A number in the line is too long"),
            (line(title=7), "field title"),
            (line(body=["a"]), "field body"),
            (line(date="irgendwann"), "irgendwann"),
            (line(date="2023-02-30"), "“2023-02-30” is not a date"),
            (line(url="javascript:alert(1)"), "http"),
            (line(url="https://[::1"), "http"),
            (b"\x00\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f\x10", "binary"),
        ],
    )
    def test_says_what_is_wrong_with_a_line(self, data: bytes, says: str) -> None:
        assert says in refusal(data)

    def test_a_line_beyond_the_limit_is_refused_and_the_next_one_read(self) -> None:
        outcomes = read(line(body="x" * LARGEST_LINE) + b"\n" + line())

        assert [type(outcome) for outcome in outcomes] == [Refused, Incoming]
        assert outcomes[1].name.startswith("news.jsonl, line 2")

    def test_a_file_in_utf_16_is_refused_once(self) -> None:
        assert "UTF-16" in refusal(line().decode().encode("utf-16"))

    @pytest.mark.parametrize(
        ("written", "read_as"),
        [
            ("2023-09", "2023-09"),
            (2023, "2023"),
            ("2024-01-16T08:00:00+01:00", "2024-01-16"),
            ("16.1.2024", "2024-01-16"),
            ("2023-09/2023-11", "2023-09/2023-11"),
        ],
    )
    def test_dates_keep_their_precision(self, written: object, read_as: str) -> None:
        [incoming] = read(line(date=written))

        assert isinstance(incoming, Incoming)
        assert str(incoming.published) == read_as

    def test_characters_written_as_escapes_arrive(self) -> None:
        [incoming] = read(rb'{"title": "\ud83d\ude80 \ud800 M\u00fcnchen", "body": "b"}')

        assert isinstance(incoming, Incoming)
        assert incoming.text == "🚀 \ud800 München\nb"

    @given(st.lists(st.binary(max_size=80), max_size=5))
    def test_any_bytes_end_in_as_many_states_as_there_are_lines(self, lines: list[bytes]) -> None:
        lines = [one.replace(b"\n", b" ") for one in lines]

        outcomes = read(b"\n".join(lines))

        first_decides = lines and lines[0].startswith((b"\xff\xfe", b"\xfe\xff"))
        said = [one.removeprefix(b"\xef\xbb\xbf") if number == 0 else one for number, one in enumerate(lines)]
        assert len(outcomes) == (1 if first_decides else sum(bool(one.strip()) for one in said))
