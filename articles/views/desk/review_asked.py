"""What an editor asks for with a form of the review page, whichever of its forms it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from django.http import QueryDict

from articles.models import EntityKind, NameKind
from articles.views.desk.review_card import SPELLINGS

Action = Literal["accept", "reject", "kind", "move", "create"]
_ACTIONS: tuple[Action, ...] = ("accept", "reject", "kind", "move", "create")
# Borders one word further in or out, as the buttons of a page without JavaScript say it.
STEPS = {"start-": ("start", -1), "start+": ("start", 1), "end-": ("end", -1), "end+": ("end", 1)}
_LONGEST_NUMBER = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """*tokens* say by mention what it was on the page."""

    action: Action
    tokens: Mapping[int, str]
    entity: int | None = None
    remember: NameKind | None = None
    kind: EntityKind | None = None
    # Either a step of one border, or both borders in the text of a revision.
    step: str = ""
    place: tuple[int, int, int] | None = None

    @classmethod
    def of(cls, data: QueryDict) -> Asked | None:
        """None for what no form of ours sends."""
        for action in ("accept", "reject"):
            if action in data:
                # A row's own buttons carry all there is to say.
                entity, _, asked = data.get(action, "").partition(":")
                return cls(action, _tokens(asked.split()), entity=number(entity))
        tokens = _tokens(data.getlist("m"))
        kind = EntityKind(sent) if (sent := data.get("kind", "")) in EntityKind.values else None
        if kind and "do" not in data:
            return cls("kind", tokens, kind=kind)
        if (step := data.get("step", "")) in STEPS:
            return cls("move", tokens, step=step)
        if data.get("do") not in _ACTIONS:
            return None
        spelling = data.get("remember_as", "")
        return cls(
            next(one for one in _ACTIONS if one == data["do"]),
            tokens,
            entity=number(data.get("entity", "")),
            remember=NameKind(spelling) if data.get("remember") and spelling in SPELLINGS else None,
            kind=kind,
            place=_place(data),
        )

    def with_tokens(self, tokens: Mapping[int, str]) -> Asked:
        """The same, asked of mentions as they stand now."""
        return replace(self, tokens=tokens)

    def fields(self) -> Iterator[tuple[str, str]]:
        """As hidden fields that ask for it again."""
        for one in self.tokens.values():
            yield "m", one
        yield "do", self.action
        if self.entity is not None:
            yield "entity", str(self.entity)
        if self.remember is not None:
            yield from (("remember", "on"), ("remember_as", str(self.remember)))
        if self.kind is not None:
            yield "kind", str(self.kind)
        if self.place is not None:
            yield from zip(("start", "end", "revision"), map(str, self.place), strict=True)


def number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER else None


def _tokens(sent: list[str]) -> dict[int, str]:
    ids = ((number(one.partition(".")[0]), one) for one in sent)
    return {pk: one for pk, one in ids if pk is not None}


def _place(data: QueryDict) -> tuple[int, int, int] | None:
    start, end, revision = (number(data.get(name, "")) for name in ("start", "end", "revision"))
    if start is None or end is None or revision is None:
        return None
    return start, end, revision
