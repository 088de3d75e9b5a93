"""From criteria to tantivy's own query objects. User text never reaches the engine's parser.

3,000 opening parentheses handed to that parser kill the process (tantivy-py 0.27), and it opens every field.
"""

from __future__ import annotations

import time
from datetime import date
from itertools import islice, product
from math import log1p

import tantivy
from tantivy import Occur, Query

from articles.search.backends import analysis
from articles.search.backends.days import above, cover
from articles.search.backends.tantivy_schema import CONFIRMED, EXACT, PROMINENCE, TEXTS, schema
from articles.search.criteria import Criteria, Filter, Sort
from articles.search.query import (
    Among,
    And,
    Everything,
    Field,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Published,
    Tagged,
    Word,
)

_WEIGHTS = {"headline": 2.0, "lead": 0.5, "body": 1.0}
# "Choe Son-huis" is three words, each with or without its s: eight phrases say all of it.
_MOST_PHRASES = 8
# Enough to rank by; every one of them is matched.
_MOST_RANKED = 20
_FIRST_DAY, _LAST_DAY = 1, 3_652_059
_HIGHEST_KEY = 2**62


class QueryCompiler:
    """Compiles one criteria against one searcher, whose word counts decide how much each language's stem weighs."""

    def __init__(self, searcher: tantivy.Searcher, criteria: Criteria) -> None:
        self.searcher = searcher
        self.criteria = criteria
        self.documents = max(searcher.num_docs, 1)

    def query(self) -> Query:
        clauses = [(Occur.Must, self.node(self.criteria.query.tree)), *self.visibility()]
        for one in self.criteria.filters:
            clauses += self._filter(one)
        clauses += [(Occur.Must, unranked(query)) for query in self._periods()]
        return Query.boolean_query(clauses)

    def beyond_cursor(self) -> Query | None:
        """The hits that come after the last one of the page before; None on the first page and by relevance."""
        order = order_of(self.criteria)
        if self.criteria.after is None or order is None:
            return None
        column, direction = order
        # As typed in an address: no key of an article is outside of this.
        after = min(max(self.criteria.after, 0), _HIGHEST_KEY)
        if direction == tantivy.Order.Asc:
            return unranked(between(column, after + 1, None))
        return unranked(between(column, None, after - 1))

    def visibility(self) -> list[tuple[Occur, Query]]:
        """The one rule of who sees what, as Article.objects.visible_to states it for the database."""
        audience = self.criteria.audience
        if audience.editor:
            return []
        now = int(audience.now.timestamp() if audience.now else time.time())
        return [
            (Occur.Must, unranked(Query.term_query(schema(), "public", 1))),
            (Occur.Must, unranked(between("visible_from", None, now))),
        ]

    def node(self, node: Node) -> Query:
        match node:
            case Everything():
                return unranked(Query.all_query())
            case Word(text):
                return self._word(text)
            case Phrase(words):
                return exact_phrase(" ".join(words))
            case Prefix(text):
                return prefix(text)
            case Tagged(kind, ids):
                return self._tagged(kind, ids)
            case Among(column, values):
                return unranked(Query.term_set_query(schema(), column, sorted(values)))
            case Published(earliest, latest):
                return _together([(Occur.Must, query) for query in _published(earliest, latest)])
            case And(parts):
                return _together([self._part(part, Occur.Must) for part in parts])
            case Or(parts):
                return Query.boolean_query([(Occur.Should, self.node(part)) for part in parts])
            case Not(part):
                return _together([(Occur.MustNot, self.node(part))])
            case Field():
                # Nobody has looked the name up, so nobody is tagged with it.
                return Query.empty_query()

    def _part(self, part: Node, occur: Occur) -> tuple[Occur, Query]:
        return (Occur.MustNot, self.node(part.part)) if isinstance(part, Not) else (occur, self.node(part))

    def _word(self, text: str) -> Query:
        alternatives = analysis.query_terms(text, self.criteria.language)
        if alternatives and all(len(places) == 1 for places in alternatives):
            return self._any_term({marked for places in alternatives for marked in places[0]})
        shoulds = []
        for places in alternatives:
            for words in islice(product(*places), _MOST_PHRASES):
                if all(any(self.searcher.doc_freq(name, word) for name in TEXTS) for word in words):
                    phrase = [Query.phrase_query(schema(), name, list(words)) for name in TEXTS]
                    shoulds += [
                        (Occur.Should, Query.boost_query(query, _WEIGHTS[name]))
                        for name, query in zip(TEXTS, phrase, strict=True)
                    ]
        return Query.boolean_query(shoulds) if shoulds else Query.empty_query()

    def _any_term(self, terms: set[str]) -> Query:
        """Any of *terms* in any part of the text, each scored as if all of them were one word.

        Otherwise the one English article about Putin would outrank every German one, because his name is rare among
        the English stems.
        """
        shoulds = []
        for name in TEXTS:
            frequency = {one: self.searcher.doc_freq(name, one) for one in sorted(terms)}
            everywhere = min(sum(frequency.values()), self.documents)
            for one, count in frequency.items():
                if analysis.is_lone_sign(one):
                    shoulds.append((Occur.Should, Query.regex_query(schema(), name, f"{one}.*")))
                elif count:
                    weight = _WEIGHTS[name] * self._rarity(everywhere) / self._rarity(count)
                    query = Query.term_query(schema(), name, one, "freq")
                    shoulds.append((Occur.Should, Query.boost_query(query, weight)))
        return Query.boolean_query(shoulds) if shoulds else Query.empty_query()

    def _rarity(self, count: int) -> float:
        """The inverse document frequency as tantivy's BM25 takes it."""
        return log1p((self.documents - count + 0.5) / (count + 0.5))

    def _tagged(self, kind: str, ids: frozenset[int]) -> Query:
        if not ids:
            return Query.empty_query()
        ranked = [Query.term_query(schema(), PROMINENCE, f"e{one}", "freq") for one in sorted(ids)[:_MOST_RANKED]]
        return Query.boolean_query(
            [
                (Occur.Must, unranked(Query.term_set_query(schema(), self._column(kind), sorted(ids)))),
                *((Occur.Should, query) for query in ranked),
            ]
        )

    def _column(self, name: str) -> str:
        return CONFIRMED.get(name, name) if self.criteria.confirmed_only else name

    def _filter(self, one: Filter) -> list[tuple[Occur, Query]]:
        column = self._column(one.column)
        clauses = [
            (Occur.Must, unranked(Query.term_set_query(schema(), column, sorted(group)))) for group in one.groups
        ]
        if one.without:
            clauses.append((Occur.MustNot, Query.term_set_query(schema(), column, sorted(one.without))))
        return clauses

    def _periods(self) -> list[Query]:
        """The dates asked for, of publication and of events."""
        criteria = self.criteria
        queries = _published(criteria.published_from, criteria.published_to)
        if criteria.event_from or criteria.event_to:
            wanted = cover(
                criteria.event_from.toordinal() if criteria.event_from else _FIRST_DAY,
                criteria.event_to.toordinal() if criteria.event_to else _LAST_DAY,
            )
            queries.append(
                Query.boolean_query(
                    [
                        (Occur.Should, Query.term_set_query(schema(), "event_cover", sorted(wanted | above(wanted)))),
                        (Occur.Should, Query.term_set_query(schema(), "event_above", sorted(wanted))),
                    ]
                )
            )
        return queries


def order_of(criteria: Criteria) -> tuple[str, tantivy.Order] | None:
    """The column hits are ordered by; None for the order by relevance, which needs words to be relevant to."""
    match criteria.sort:
        case Sort.OLDEST:
            return "oldest_key", tantivy.Order.Asc
        case Sort.ADDED:
            return "added_key", tantivy.Order.Desc
        case Sort.RELEVANCE if criteria.by_relevance:
            return None
        case _:
            return "sort_key", tantivy.Order.Desc


def unranked(query: Query) -> Query:
    """*query* as a condition that leaves the order of the hits alone."""
    return Query.const_score_query(query, 0.0)


def between(column: str, least: int | None, most: int | None) -> Query:
    return Query.range_query(schema(), column, tantivy.FieldType.Integer, least, most)


def exact_phrase(typed: str) -> Query:
    words = analysis.searched_words(typed)
    if len(words) > 1:
        return Query.phrase_query(schema(), EXACT, list(words))
    return Query.term_query(schema(), EXACT, words[0], "freq") if words else Query.empty_query()


def prefix(typed: str) -> Query:
    *whole, beginning = analysis.searched_words(typed) or [""]
    if not beginning:
        return Query.empty_query()
    # A word is letters, digits and their marks, none of which means anything in a regular expression.
    queries = [Query.regex_query(schema(), EXACT, f"{beginning}.*"), *(exact_phrase(word) for word in whole)]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def _published(earliest: date | None, latest: date | None) -> list[Query]:
    queries = []
    if earliest is not None:
        queries.append(unranked(between("published_to", earliest.toordinal(), None)))
    if latest is not None:
        queries.append(unranked(between("published_from", None, latest.toordinal())))
    return queries


def _together(clauses: list[tuple[Occur, Query]]) -> Query:
    """All of *clauses*; exclusions alone mean everything but them."""
    if not any(occur == Occur.Must for occur, _ in clauses):
        clauses = [(Occur.Must, unranked(Query.all_query())), *clauses]
    return Query.boolean_query(clauses)
