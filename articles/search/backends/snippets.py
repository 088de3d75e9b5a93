"""The extract of a text that shows a query best: found in the text itself, word by word, as the index would.

Made here and not by an engine, because an engine that highlights knows neither phrases nor prefixes, and counts in
bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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


def _matches(text: str, language: str, wanted: Wanted) -> list[Match]:
    """(start, end, number of what was wanted) in the order of the text, none inside another."""
    sequences = _sequences(language, wanted)
    if not sequences:
        return []
    words = list(analysis.words_of(text))
    beginnings: dict[str, list[tuple[int, list[Callable[[str], bool]]]]] = {}
    matches: list[Match] = []
    position = 0
    for index, word in enumerate(words):
        if word.lower not in beginnings:
            # Once for each distinct word of the text: most of them begin nothing.
            beginnings[word.lower] = [one for one in sequences if one[1][0](word.lower)]
        for number, places in beginnings[word.lower]:
            following = words[index : index + len(places)]
            if word.start >= position and len(following) == len(places) and _all_fit(places, following):
                position = following[-1].end
                matches.append((word.start, position, number))
                break
        if len(matches) >= _MOST_MATCHES:
            break
    return matches


def _all_fit(places: list[Callable[[str], bool]], words: list[analysis.Word]) -> bool:
    return all(fits(word.lower) for fits, word in zip(places, words, strict=True))


def _sequences(language: str, wanted: Wanted) -> list[tuple[int, list[Callable[[str], bool]]]]:
    """Each wanted thing as a number and a row of questions to the words of a text in *language*."""
    family = analysis.family_of(language)
    rows: list[list[Callable[[str], bool]]] = [[_is(word) for word in phrase] for phrase in wanted.phrases]
    for typed in wanted.words:
        for places in analysis.query_terms(typed, language):
            rows.append([_is_one_of(family, frozenset(terms)) for terms in places])
    rows += [[_begins(prefix)] for prefix in wanted.prefixes]
    # The longest first, so that a phrase is marked whole and not by the word it begins with.
    return sorted(enumerate(rows), key=lambda one: -len(one[1]))


def _is(wanted: str) -> Callable[[str], bool]:
    return lambda lower: lower == wanted


def _is_one_of(family: str, terms: frozenset[str]) -> Callable[[str], bool]:
    return lambda lower: analysis.term(family, lower) in terms


def _begins(prefix: str) -> Callable[[str], bool]:
    return lambda lower: lower.startswith(prefix)


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
