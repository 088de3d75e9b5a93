"""The import table: who may import whom inside `articles`, imports inside functions included."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = "everything"
MAY_IMPORT: dict[str, set[str] | str] = {
    "text": set(),
    "authority": {"text"},
    "extraction": {"text", "authority"},
    "models": {"text"},
    "jobs": {"models"},
    "search": {"text", "models", "jobs"},
    "ingest": {"text", "models", "authority", "extraction", "search", "jobs"},
    "review": {"text", "models", "search", "jobs"},
    "filters": {"text", "models", "search", "rendering"},
    "rendering": {"text", "models", "search"},
    # Writes a synthetic archive of its own, never anybody's.
    "bench": EVERYTHING,
    "views": EVERYTHING,
    "templatetags": EVERYTHING,
    "management": EVERYTHING,
    "checks": EVERYTHING,
    "urls": EVERYTHING,
    "urls_desk": EVERYTHING,
    "apps": {"checks"},
    "migrations": {"models"},
}
WITHOUT_DJANGO = {"text", "authority", "extraction"}
ENGINES = {"tantivy"}


def modules() -> list[Path]:
    return sorted(
        path
        for path in (ROOT / "articles").rglob("*.py")
        if path.name != "__init__.py" or path.parent.name != "articles"
    )


def room_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "articles").parts
    return parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide the room they come from"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
class TestImportTable:
    def test_rooms_import_only_what_the_table_allows(self, path: Path) -> None:
        room = room_of(path)
        allowed = MAY_IMPORT[room]

        rooms = {name.split(".")[1] for name in imports_of(path) if name.startswith("articles.")}

        assert allowed == EVERYTHING or rooms - {room} <= set(allowed), (
            f"{path} imports {rooms - {room} - set(allowed)}"
        )

    def test_thinking_code_knows_no_django(self, path: Path) -> None:
        if room_of(path) in WITHOUT_DJANGO:
            assert not {name for name in imports_of(path) if name.split(".")[0] in {"django", "newsarchive"}}

    def test_only_the_backends_know_an_engine(self, path: Path) -> None:
        engines = {name.split(".")[0] for name in imports_of(path)} & ENGINES

        assert not engines or path.parent == ROOT / "articles" / "search" / "backends"


def test_every_room_is_in_the_table() -> None:
    assert {room_of(path) for path in modules()} <= set(MAY_IMPORT)


def test_no_file_holds_more_than_one_idea() -> None:
    long = {
        str(path.relative_to(ROOT)): lines for path in modules() if (lines := len(path.read_text().splitlines())) > 400
    }

    assert not {name: lines for name, lines in long.items() if "migrations" not in name}
