"""The extract of a text that shows a query best: found in the text itself, word by word, as the index would.

Made here and not by an engine, because an engine that highlights knows neither phrases nor prefixes, and counts in
bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from articles.search.backends import analysis
from articles.search.query import And, Node, Or, Phrase, Prefix, Word
from articles.search.results import Snippet

# A speech of 200 pages is searched whole by the index; its extract is taken from the first forty.
_LOOK_AT = 100_000
_MOST_MATCHES = 400
_ELLIPSIS = "…"

Match = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What may be marked: the words of a query that are not excluded by it."""

    words: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    prefixes: tuple[str, ...] = ()


def wanted_by(tree: Node) -> Wanted:
    words: list[str] = []
    phrases: list[tuple[str, ...]] = []
    prefixes: list[str] = []

    def collect(node: Node) -> None:
        match node:
            case Word(text):
                words.append(text)
            case Phrase(parts):
                phrases.append(tuple(analysis.searched_words(" ".join(parts))))
            case Prefix(text):
                *whole, beginning = analysis.searched_words(text) or [""]
                phrases.extend((word,) for word in whole)
                prefixes.append(beginning)
            case And(parts) | Or(parts):
                for part in parts:
                    collect(part)
            case _:
                # What is excluded cannot be marked, and a tag marks no words.
                pass

    collect(tree)
    return Wanted(tuple(words), tuple(filter(None, phrases)), tuple(filter(None, prefixes)))


def make_snippet(text: str, language: str, wanted: Wanted, length: int) -> Snippet | None:
    """None where no wanted word occurs."""
    matches = _matches(text[:_LOOK_AT], language, wanted)
    if not matches:
        return None
    start, end = _window(text, _best(matches, length), length)
    pieces: list[tuple[str, bool]] = [(_ELLIPSIS, False)] if start else []
    position = start
    for first, last, _ in matches:
        if first < position or last > end:
            continue
        if first > position:
            pieces.append((text[position:first], False))
        pieces.append((text[first:last], True))
        position = last
    if position < end:
        pieces.append((text[position:end], False))
    if end < len(text):
        pieces.append((_ELLIPSIS, False))
    return Snippet(tuple(pieces))


@dataclass(frozen=True, slots=True)
class _Row:
    """Words in a row that are to be marked together: a set of stems, of words or of beginnings for each place."""

    number: int
    by: Literal["stem", "word", "prefix"]
    places: tuple[frozenset[str], ...]

    def fits(self, place: int, lower: str, family: str) -> bool:
        match self.by:
            case "stem":
                return analysis.term(family, lower) in self.places[place]
            case "word":
                return lower in self.places[place]
            case "prefix":
                return lower.startswith(tuple(self.places[place]))


def _matches(text: str, language: str, wanted: Wanted) -> list[Match]:
    """(start, end, number of what was wanted) in the order of the text, none inside another."""
    rows = _rows(language, wanted)
    if not rows:
        return []
    family = analysis.family_of(language)
    lower, spans = _words(text, rows)
    # Once for each distinct word of the text, and two look-ups for most of them, which begin nothing.
    stems = {term for row in rows if row.by == "stem" for term in row.places[0]}
    words = {word for row in rows if row.by == "word" for word in row.places[0]}
    prefixes = tuple(prefix for row in rows if row.by == "prefix" for prefix in row.places[0])
    beginning = {
        word: [row for row in rows if row.fits(0, word, family)]
        for word in set(lower)
        if word in words or (stems and analysis.term(family, word) in stems) or (prefixes and word.startswith(prefixes))
    }
    matches: list[Match] = []
    position = 0
    for index, word in enumerate(lower):
        if word not in beginning or spans[index][0] < position:
            continue
        for row in beginning[word]:
            following = lower[index : index + len(row.places)]
            if len(following) == len(row.places) and all(row.fits(at, one, family) for at, one in enumerate(following)):
                position = spans[index + len(following) - 1][1]
                matches.append((spans[index][0], position, row.number))
                break
        if len(matches) >= _MOST_MATCHES:
            break
    return matches


def _words(text: str, rows: list[_Row]) -> analysis.Words:
    """The words that can begin a match; all words where one of *rows* has to know what follows."""
    if any(len(row.places) > 1 for row in rows):
        return analysis.words_of(text)
    wanted = {word.rpartition(":")[2] for row in rows for word in row.places[0]}
    initials = frozenset(analysis.initial_of(word) for word in wanted)
    found = None if "" in initials else analysis.words_beginning(text, initials)
    return analysis.words_of(text) if found is None else found


def _rows(language: str, wanted: Wanted) -> list[_Row]:
    rows = [_Row(0, "word", tuple(frozenset({word}) for word in phrase)) for phrase in wanted.phrases]
    for typed in wanted.words:
        for places in analysis.query_terms(typed, language):
            rows.append(_Row(0, "stem", tuple(frozenset(terms) for terms in places)))
    rows += [_Row(0, "prefix", (frozenset({prefix}),)) for prefix in wanted.prefixes]
    # The longest first, so that a phrase is marked whole and not by the word it begins with.
    return sorted((replace(row, number=number) for number, row in enumerate(rows)), key=lambda row: -len(row.places))


def _best(matches: list[Match], length: int) -> tuple[int, int]:
    """First and last character of the matches that fit in *length* and show the most different wanted things."""
    best, best_worth, first = matches[0][:2], (0, 0), 0
    for last in range(len(matches)):
        while matches[last][1] - matches[first][0] > length and first < last:
            first += 1
        shown = [number for _, _, number in matches[first : last + 1]]
        worth = (len(set(shown)), len(shown))
        if worth > best_worth:
            best, best_worth = (matches[first][0], matches[last][1]), worth
    return best


def _window(text: str, shown: tuple[int, int], length: int) -> tuple[int, int]:
    """*shown* with what stands around it, from a sentence's or a word's beginning to the end of a word."""
    first, last = shown
    spare = max(length - (last - first), 0)
    start = max(0, first - spare // 2)
    if start:
        before = text[start:first]
        sentence = max(before.rfind(". "), before.rfind("\n") - 1)
        space = before.find(" ")
        if sentence >= 0:
            start += sentence + 2
        elif space >= 0:
            start += space + 1
    end = min(len(text), max(last, start + length))
    if end < len(text):
        space = text.rfind(" ", last, end)
        end = space if space >= 0 else max(last, end)
    return start, end
