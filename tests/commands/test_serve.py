"""`manage.py serve`: one command from an empty folder to a page, again quickly, and nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import Request, urlopen

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Archive:
    """An archive in a folder of its own, started and stopped as a newcomer does it."""

    def __init__(self, data: Path) -> None:
        self.data = data
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.log = data.parent / "serve.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEWSARCHIVE_")}
        return {**kept, "NEWSARCHIVE_DATA": str(self.data), "NEWSARCHIVE_PORT": str(self.port)}

    def start(self) -> None:
        """Start it and wait for the first page."""
        until = time.monotonic() + 90
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log.read_text()
            if self.answers():
                return
            time.sleep(0.05)
        raise AssertionError(f"no page after 90 s: {self.log.read_text()}")

    def answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/", timeout=60) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            return False

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            # As a terminal does it: Ctrl-C goes to every process of the group.
            os.killpg(self.process.pid, number)
        return self.process.wait(40)

    def query(self, sql: str) -> list[tuple[object, ...]]:
        with sqlite3.connect(self.data / "newsarchive.sqlite3") as database:
            return database.execute(sql).fetchall()

    def children(self) -> list[int]:
        """Process ids of the session that have not ended, the command's own left out."""
        assert self.process is not None
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != self.process.pid:
                try:
                    state, _, _, session = (entry / "stat").read_text().rpartition(")")[2].split()[:4]
                except OSError:
                    continue
                if int(session) == self.process.pid and state != "Z":
                    found.append(int(entry.name))
        return found


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    archive = Archive(tmp_path_factory.mktemp("serve") / "data")
    archive.start()
    archive.first_log = archive.log.read_text()  # type: ignore[attr-defined]  # for the tests of this file
    yield archive
    if archive.process and archive.process.poll() is None:
        archive.stop(signal.SIGKILL)


@pytest.mark.xdist_group("serve")
class TestServe:
    """In the order in which they are written: one archive lives through them."""

    def test_the_first_start_ends_with_a_page_an_address_and_a_password(self, archive: Archive) -> None:
        log = archive.first_log  # type: ignore[attr-defined]

        assert archive.answers()
        assert f"http://127.0.0.1:{archive.port}/" in log
        assert re.search(r"name: editor, password: (\w{4}-){3}\w{4}\n", log)

    def test_the_seed_article_is_published_and_dated_by_an_editor(self, archive: Archive) -> None:
        [row] = archive.query(
            "select headline, status, published, published_basis, machine_translated from articles_article"
        )

        assert row == (
            "Russland und Nordkorea haben ihre Beziehungen gestärkt", "published", "2024-01", "editor", 1
        )  # fmt: skip

    def test_a_query_as_long_as_they_may_be_is_answered_in_any_script(self, archive: Archive) -> None:
        query = quote("북" * 512)

        with urlopen(f"http://127.0.0.1:{archive.port}/search.json?q={query}", timeout=60) as answer:
            assert answer.status == 200

    def test_whoever_asks_cannot_say_where_the_site_begins(self, archive: Archive) -> None:
        asked = Request(f"http://127.0.0.1:{archive.port}/elsewhere/", headers={"SCRIPT_NAME": "/elsewhere"})

        with pytest.raises(HTTPError, match="404"):
            urlopen(asked, timeout=60)

    def test_its_people_and_countries_are_tagged(self, archive: Archive) -> None:
        rows = archive.query(
            "select distinct key from articles_mention join articles_entity on articles_entity.id = entity_id"
        )

        assert {"country:KP", "country:RU", "person:kim-jong-un"} <= {key for (key,) in rows}

    def test_the_data_folder_is_nobody_elses(self, archive: Archive) -> None:
        assert archive.data.stat().st_mode & 0o777 == 0o700
        assert (archive.data / "secret_key").stat().st_mode & 0o777 == 0o600

    def test_a_second_one_on_the_port_says_so_in_one_sentence(self, archive: Archive) -> None:
        second = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT, env=archive.environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

        assert second.returncode == 1
        assert f"Port {archive.port} is in use" in second.stderr
        assert "Traceback" not in second.stderr

    def test_a_worker_that_dies_is_started_again(self, archive: Archive) -> None:
        [worker] = [pid for pid in archive.children() if b"\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]

        os.kill(worker, signal.SIGKILL)

        for _ in range(600):
            now = [pid for pid in archive.children() if b"\0work\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]
            if now and now != [worker]:
                break
            time.sleep(0.1)
        assert now
        assert now != [worker]
        assert archive.answers()

    def test_ctrl_c_stops_all_of_it_with_success(self, archive: Archive) -> None:
        code = archive.stop()

        assert code == 0
        assert archive.children() == []
        assert archive.log.read_text().endswith("Stopped.\n")

    def test_a_second_start_keeps_everything_and_tells_no_password(self, archive: Archive) -> None:
        before = archive.query("select id, accession, version from articles_article")

        archive.start()

        assert archive.query("select id, accession, version from articles_article") == before
        assert "password" not in archive.log.read_text()
        assert len(archive.query("select id from articles_user")) == 1

    def test_a_kill_leaves_no_process_behind_and_the_port_free(self, archive: Archive) -> None:
        assert archive.process is not None
        os.kill(archive.process.pid, signal.SIGKILL)
        archive.process.wait()

        for _ in range(600):
            if not archive.children():
                break
            time.sleep(0.1)
        assert archive.children() == []
        with socket.create_server(("127.0.0.1", archive.port)):
            pass

    def test_a_seed_article_an_editor_deleted_stays_away(self, archive: Archive) -> None:
        for table in ("mention", "datemention", "cleaningstep", "article_authors", "decision", "article"):
            archive.query(f"delete from articles_{table}")

        archive.start()
        archive.stop(signal.SIGTERM)

        assert archive.query("select count(*) from articles_article") == [(0,)]


class TestRefusals:
    def test_a_data_folder_that_is_a_file(self, tmp_path: Path) -> None:
        archive = Archive(tmp_path / "data")
        archive.data.write_text("")

        refused = subprocess.run(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT, env=archive.environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip

        assert refused.returncode != 0
        assert str(archive.data) in refused.stderr
