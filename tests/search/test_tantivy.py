"""tantivy keeps the contract, and what is special to an index in a folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar
from unittest.mock import Mock, patch

import pytest

from articles.search.backends import tantivy_folder, tantivy_merging, tantivy_schema, tantivy_writer
from articles.search.backends.base import Document, EngineUnavailable, SearchEngine, UnindexableDocument, WriterBusy
from articles.search.backends.days import above, cover
from articles.search.backends.tantivy import TantivyEngine
from articles.search.backends.tantivy_merging import merge_behind
from articles.search.criteria import Criteria
from articles.search.parser import parse
from tests.search.contract import SearchEngineContract, document

ROOT = Path(__file__).resolve().parents[2]


def started(program: str, folder: Path) -> subprocess.Popen[str]:
    """*program* in a process of its own that can be killed; *folder* is its first argument."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", program, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment)


def total(engine: SearchEngine, query: str = "") -> int:
    return engine.search(Criteria(query=parse(query))).total


class TestTantivyEngine(SearchEngineContract):
    def make_engine(self, folder: Path) -> SearchEngine:
        return TantivyEngine(directory=folder / "index")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(folder: Path) -> TantivyEngine:
    engine = TantivyEngine(directory=folder)
    engine.rebuild([document(number, "Rakete") for number in range(1, 21)])
    return engine


class TestMissingAndBrokenIndexes:
    EVERY_QUESTION: ClassVar[tuple[Callable[[TantivyEngine], object], ...]] = (
        lambda engine: engine.search(Criteria()),
        lambda engine: engine.health(),
        lambda engine: engine.generation(),
        lambda engine: engine.buckets(),
        lambda engine: engine.versions(0, 1000),
        lambda engine: engine.counts("person", [1], Criteria()),
        lambda engine: engine.more_like(document(1), Criteria()),
        lambda engine: engine.apply([document(1)]),
    )

    def all_questions_say_unavailable(self, engine: TantivyEngine) -> None:
        for ask in self.EVERY_QUESTION:
            with pytest.raises(EngineUnavailable, match="search_index rebuild"):
                ask(engine)

    def test_no_folder(self, folder: Path) -> None:
        self.all_questions_say_unavailable(TantivyEngine(folder))

    def test_a_folder_taken_away_while_it_was_open(self, engine: TantivyEngine, folder: Path) -> None:
        assert total(engine) == 20

        shutil.rmtree(folder)

        self.all_questions_say_unavailable(engine)

    @pytest.mark.parametrize("pointer", ["", "nonsense", "../elsewhere", "0123456789ab-1", "ü"])
    def test_a_pointer_that_names_no_index_of_this_version(
        self, engine: TantivyEngine, folder: Path, pointer: str
    ) -> None:
        (folder / "CURRENT").write_text(pointer, encoding="utf-8")

        self.all_questions_say_unavailable(engine)

    def test_meta_json_gone_or_unreadable(self, engine: TantivyEngine, folder: Path) -> None:
        [meta] = folder.glob("*/meta.json")
        meta.write_text("{")

        with pytest.raises(EngineUnavailable):
            total(TantivyEngine(folder))
        meta.unlink()
        self.all_questions_say_unavailable(engine)

    def test_a_panic_of_the_engine_is_no_crash(self, engine: TantivyEngine) -> None:
        class PanicException(BaseException):
            """As pyo3 raises it: no Exception."""

        with (
            patch(
                "articles.search.backends.tantivy.facets_and_months", side_effect=PanicException("index out of bounds")
            ),
            pytest.raises(EngineUnavailable),
        ):
            total(engine)
        assert total(engine) == 20

    def test_damaged_files_end_in_an_answer_or_in_unavailable(self, engine: TantivyEngine, folder: Path) -> None:
        for suffix in ("fast", "idx", "term", "store"):
            for path in folder.glob(f"*/*.{suffix}"):
                damaged = bytearray(path.read_bytes())
                for position in range(0, len(damaged), max(len(damaged) // 20, 1)):
                    damaged[position] ^= 0xFF
                path.write_bytes(damaged)
        fresh = TantivyEngine(folder)

        for ask in self.EVERY_QUESTION[:-1]:
            try:
                ask(fresh)
            except EngineUnavailable:
                continue
        fresh.rebuild([document(1, "Rakete")])
        assert total(fresh) == 1

    def test_an_index_of_another_schema_is_not_opened_and_replaced_whole(
        self, engine: TantivyEngine, folder: Path
    ) -> None:
        with patch.object(tantivy_folder, "schema_hash", lambda: "ffffffffffff"):
            self.all_questions_say_unavailable(engine)
            engine.rebuild([document(1)])
            assert [path.name for path in folder.iterdir() if path.is_dir()] == ["ffffffffffff-2"]


class TestWriting:
    def test_one_writer_at_a_time(self, engine: TantivyEngine) -> None:
        def slowly() -> Iterator[Document]:
            yield document(30)
            with pytest.raises(WriterBusy):
                TantivyEngine(engine._folder.root).apply([document(31)])
            yield document(32)

        engine.apply(slowly())

        assert total(engine) == 22

    def test_after_a_failed_commit_the_next_one_is_whole(self, engine: TantivyEngine) -> None:
        refused = document(40, status="\ud800")

        with pytest.raises(UnindexableDocument):
            engine.apply([document(39), refused])
        engine.apply([document(41)])

        assert engine.versions(39, 3) == {41: 1}

    def test_readers_in_other_threads_and_processes_see_a_commit_at_once(
        self, engine: TantivyEngine, folder: Path
    ) -> None:
        reader = TantivyEngine(folder)
        seen: list[int] = [total(reader)]

        engine.apply([document(50)])
        thread = threading.Thread(target=lambda: seen.append(total(reader)))
        thread.start()
        thread.join()

        assert seen == [20, 21]

    def test_searches_go_on_while_somebody_writes(self, engine: TantivyEngine) -> None:
        failures: list[BaseException] = []

        def search() -> None:
            try:
                for _ in range(40):
                    assert total(engine, "Rakete") >= 20
            except BaseException as error:
                failures.append(error)

        readers = [threading.Thread(target=search) for _ in range(3)]
        for reader in readers:
            reader.start()
        for number in range(10):
            engine.apply([document(100 + number, "Rakete")])
        for reader in readers:
            reader.join()

        assert failures == []
        assert total(engine, "Rakete") == 30

    def test_killed_while_writing_it_holds_every_commit_and_nothing_twice(
        self, folder: Path, engine: TantivyEngine
    ) -> None:
        program = (
            "import sys; from articles.search.backends.tantivy import TantivyEngine;"
            "from tests.search.contract import document; engine = TantivyEngine(sys.argv[1]);\n"
            "for number in range(1, 10_000): engine.apply([document(number % 50 + 1, 'Rakete', version=number)]);"
            " print(number, flush=True)"
        )
        for _ in range(3):
            process = started(program, folder)
            assert process.stdout is not None
            acknowledged = [int(process.stdout.readline()) for _ in range(5)]
            process.kill()
            rest = process.stdout.read().splitlines()
            process.wait()
            process.stdout.close()
            last = int(rest[-1]) if rest and rest[-1].isdigit() else acknowledged[-1]

            versions = TantivyEngine(folder).versions(0, 100)

            assert versions[last % 50 + 1] >= last
            assert total(engine) == len(versions)


class TestMerging:
    def test_a_batch_does_not_wait_for_long_merges_and_the_next_one_does(self, engine: TantivyEngine) -> None:
        over = threading.Event()

        def long(writer: Any) -> None:
            over.wait(10)
            writer.wait_merging_threads()

        with patch.object(tantivy_merging, "_come_to_an_end", long):
            engine.apply([document(30)])

        assert total(engine) == 21
        with patch.object(tantivy_merging, "_PATIENCE", 0.01), pytest.raises(WriterBusy):
            engine.apply([document(31)])
        over.set()
        engine.apply([document(31)])
        assert total(engine) == 22

    def test_many_small_batches_are_few_segments(self, engine: TantivyEngine, folder: Path) -> None:
        for number in range(40):
            engine.apply([document(100 + number)])

        assert total(engine) == 60
        assert len(list(folder.glob("*/*.idx"))) < 20

    def test_a_merge_that_fails_leaves_what_was_committed(
        self, engine: TantivyEngine, caplog: pytest.LogCaptureFixture
    ) -> None:
        def failing(writer: Any, directory: Path) -> None:
            broken = Mock(wraps=writer)
            broken.wait_merging_threads.side_effect = ValueError("no space left on device")
            merge_behind(broken, directory)
            writer.wait_merging_threads()

        with patch.object(tantivy_writer, "merge_behind", failing):
            engine.apply([document(30)])

        assert total(engine) == 21
        assert "could not be merged: no space left on device" in caplog.text


class TestRebuilding:
    STEPS = (
        ("directory", patch.object(tantivy_folder.IndexFolder, "new", side_effect=KeyboardInterrupt)),
        ("documents", patch.object(tantivy_writer, "index_json", side_effect=KeyboardInterrupt)),
        ("switch", patch.object(tantivy_folder.IndexFolder, "switch", side_effect=KeyboardInterrupt)),
        ("sync", patch.object(tantivy_folder, "_sync", side_effect=KeyboardInterrupt)),
        ("rename", patch.object(Path, "replace", side_effect=KeyboardInterrupt)),
    )

    @pytest.mark.parametrize("step", [step for _, step in STEPS], ids=[name for name, _ in STEPS])
    def test_stopped_at_any_step_the_old_index_stays_and_the_next_rebuild_clears_up(
        self, engine: TantivyEngine, folder: Path, step: Any
    ) -> None:
        with step, pytest.raises(KeyboardInterrupt):
            engine.rebuild([document(1)])

        assert total(TantivyEngine(folder)) == 20
        engine.rebuild([document(1), document(2)])
        assert total(engine) == 2
        assert len([path for path in folder.iterdir() if path.is_dir()]) == 1

    def test_stopped_after_the_switch_the_new_index_is_live(self, engine: TantivyEngine, folder: Path) -> None:
        with (
            patch.object(shutil, "rmtree", side_effect=KeyboardInterrupt),
            pytest.raises(KeyboardInterrupt),
        ):
            engine.rebuild([document(1)])

        assert total(engine) == 1

    def test_the_old_index_answers_and_takes_changes_meanwhile(self, engine: TantivyEngine, folder: Path) -> None:
        other = TantivyEngine(folder)

        def while_building() -> Iterator[Document]:
            yield document(1)
            assert total(other) == 20
            assert other.apply([document(60, "Panzer")]) is False
            assert total(other, "Panzer") == 1
            with pytest.raises(WriterBusy):
                other.rebuild([])

        engine.rebuild(while_building())

        assert total(other) == 1
        assert other.apply([document(60, "Panzer")]) is True

    def test_a_change_that_overtakes_the_switch_is_not_called_lasting(
        self, engine: TantivyEngine, folder: Path
    ) -> None:
        def switched_meanwhile() -> Iterator[Document]:
            yield document(70)
            with patch.object(shutil, "rmtree"):
                TantivyEngine(folder).rebuild([document(1)])

        assert engine.apply(switched_meanwhile()) is False

    def test_a_killed_rebuild_lets_the_next_one_begin(self, engine: TantivyEngine, folder: Path) -> None:
        program = (
            "import sys, time; from articles.search.backends.tantivy import TantivyEngine;"
            "from tests.search.contract import document\n"
            "def slowly():\n yield document(1); print('building', flush=True); time.sleep(60)\n"
            "TantivyEngine(sys.argv[1]).rebuild(slowly())"
        )
        process = started(program, folder)
        assert process.stdout is not None
        assert process.stdout.readline() == "building\n"
        assert engine.apply([document(80)]) is False
        process.kill()
        process.wait()

        assert total(engine) == 21
        engine.rebuild([document(1)])
        assert total(engine) == 1


class TestSchema:
    def test_the_hash_changes_with_the_fields(self) -> None:
        before = tantivy_schema.schema_hash()
        tantivy_schema.schema_hash.cache_clear()

        with patch.object(tantivy_schema, "ANALYSIS", 99):
            after = tantivy_schema.schema_hash()

        tantivy_schema.schema_hash.cache_clear()
        assert before != after
        assert tantivy_schema.schema_hash() == before


class TestDayBlocks:
    def test_spans_meet_where_they_share_a_day(self) -> None:
        spans = [(1, 1), (1, 40), (33, 64), (60, 2000), (1024, 1024), (2001, 3_000_000), (64, 65), (1, 3_652_059)]

        for one in spans:
            for other in spans:
                mine, theirs = cover(*one), cover(*other)
                meet = bool(mine & (theirs | above(theirs)) or above(mine) & theirs)

                assert meet == (one[0] <= other[1] and other[0] <= one[1]), (one, other)

    def test_a_century_is_a_few_blocks(self) -> None:
        assert len(cover(700_000, 736_525)) < 150


def test_a_query_of_as_many_words_as_are_allowed_is_answered(engine: TantivyEngine) -> None:
    words = [*(f"wort{number}" for number in range(31)), "Rakete"]

    assert total(engine, " OR ".join(words)) == 20
