"""What was chosen in one filter: each value as it was typed, and what it stands for."""

from __future__ import annotations

from dataclasses import dataclass

Id = int | str


@dataclass(frozen=True, slots=True)
class Choice:
    """One value. Without an id it is one the archive does not know: it matches nothing, and the page says so."""

    slug: str
    label: str
    id: Id | None = None
    key: str = ""
    """The archive's own name for it, such as `country:KP`; the slug where there is none."""

    @property
    def known(self) -> bool:
        return self.id is not None


Group = tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Groups of one column: every group has to match, and any value of a group will do."""

    groups: tuple[Group, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.groups)

    @property
    def choices(self) -> Group:
        return tuple(choice for group in self.groups for choice in group)

    @property
    def unknown(self) -> Group:
        return tuple(choice for choice in self.choices if not choice.known)

    def ids(self) -> tuple[frozenset[Id], ...]:
        """One set a group; a group of unknown values is empty, which no article matches."""
        return tuple(frozenset(one.id for one in group if one.id is not None) for group in self.groups)


def address_value(group: Group) -> str:
    """How the address writes a group: `ru,ua` is any of the two."""
    return ",".join(sorted({choice.slug for choice in group}))
