"""Files and folders: which are read, in which order, and why the others are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from articles.ingest.incoming import LARGEST_TEXT, Incoming, Refused
from articles.ingest.readers.files import read_paths


def states(*paths: Path) -> list[tuple[str, str]]:
    return [
        (type(one).__name__, one.reason if isinstance(one, Refused) else one.text.strip()) for one in read_paths(paths)
    ]


class TestFiles:
    def test_a_folder_is_read_in_order_with_what_is_below_it(self, tmp_path: Path) -> None:
        (tmp_path / "b").mkdir()
        for name in ("c.txt", "a.txt", "b/z.md", ".hidden.txt"):
            (tmp_path / name).write_text(name)

        assert states(tmp_path) == [("Incoming", "a.txt"), ("Incoming", "c.txt"), ("Incoming", "b/z.md")]

    def test_a_file_of_another_kind_is_refused_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "a.pdf").write_bytes(b"%PDF-")

        assert states(tmp_path) == [("Refused", ".pdf files cannot be read yet; these can: .txt, .md, .jsonl.")]

    def test_a_path_that_does_not_exist_is_refused(self, tmp_path: Path) -> None:
        assert states(tmp_path / "fehlt.txt") == [("Refused", "It cannot be read: No such file or directory.")]

    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")

        assert states(tmp_path) == [("Refused", "It is not a file but a device or a pipe.")]

    def test_a_text_beyond_the_limit_is_refused(self, tmp_path: Path) -> None:
        with (tmp_path / "lang.txt").open("wb") as file:
            file.truncate(LARGEST_TEXT + 1)

        [(state, reason)] = states(tmp_path)
        assert (state, "10 MB" in reason) == ("Refused", True)

    def test_a_name_no_terminal_should_print_is_shown_safely(self, tmp_path: Path) -> None:
        name = os.fsdecode(b"b\xff\x1b[31m.txt")
        (tmp_path / name).write_text("Text")

        [incoming] = read_paths([tmp_path])
        assert isinstance(incoming, Incoming)
        assert incoming.name.isprintable()
        incoming.name.encode("utf-8")

    @pytest.mark.parametrize("name", ["a.txt", "b.TXT", "c.text", "d.md", "e.markdown"])
    def test_endings_are_read_in_either_case(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text("Ein Satz.")

        assert states(tmp_path) == [("Incoming", "Ein Satz.")]
