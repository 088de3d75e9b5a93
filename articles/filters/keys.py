"""The words of the address: which keys a search may carry, and which column each of them restricts."""

from __future__ import annotations

from dataclasses import dataclass

from articles.models import QUERY_KEYS


@dataclass(frozen=True, slots=True)
class Key:
    """One filter of the address.

    *narrows*: an article can have several of these, so repeating the key asks for all of them and a comma asks for any.
    The others are any-of, however they are written. *comma* is false where values have commas of their own ("Müller,
    Hans").
    """

    name: str
    column: str
    narrows: bool = False
    comma: bool = True


KEYS = (
    *(Key(name, column, narrows=True) for column, name in QUERY_KEYS.items()),
    Key("event", "event", narrows=True),
    Key("source", "source"),
    Key("lang", "lang"),
    Key("author", "author", comma=False),
    Key("subject", "subject"),
    Key("collection", "collection"),
    Key("status", "status"),
)
KEY_OF_COLUMN = {key.column: key for key in KEYS}
WITHOUT = "not_"
# Checkboxes cannot send a comma: `any=country` beside them says that one of the countries is enough, and the address
# that results has the comma and not this key.
ANY = "any"

# Two parties, in the address of a list of events and in the form that leads to the page of both.
PARTIES = ("a", "b")

# In this order keys stand in every address the archive writes, so that one search has one address.
ORDER = (
    "q",
    *(key.name for key in KEYS),
    *(WITHOUT + key.name for key in KEYS),
    "from",
    "to",
    "event_from",
    "event_to",
    "confirmed",
    "sort",
    "page",
    "after",
)
