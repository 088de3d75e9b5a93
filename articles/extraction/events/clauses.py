"""A sentence cut into clauses, so that no verb takes its parties from its neighbour's clause."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from articles.extraction.events.phrases import Item, Phrase
from articles.extraction.events.tokens import Token
from articles.extraction.events.words import EventWords

Kind = Literal["main", "subordinate", "relative", "purpose"]
_OPENING, _CLOSING = "(", ")"
_STOPS = (";", ":", "–", "—", "-")


@dataclass(slots=True)
class Clause:
    """*before* shares its subject with a clause that has none; *antecedent* is what a relative clause is about."""

    kind: Kind
    parent: Clause | None = None
    before: Clause | None = None
    items: list[Item] = field(default_factory=list)
    antecedent: Phrase | None = None
    relative: str = ""
    relative_preposition: str = ""
    introduced_by: str = ""
    shared_auxiliaries: list[str] = field(default_factory=list)

    @property
    def phrases(self) -> list[Phrase]:
        return [item for item in self.items if isinstance(item, Phrase)]

    @property
    def words(self) -> list[Token]:
        return [item for item in self.items if isinstance(item, Token)]


class ClauseReader:
    """Hands out the items of one sentence to clauses, from left to right."""

    def __init__(self, items: list[Item], words: EventWords) -> None:
        self._items = items
        self._words = words
        self._clauses: list[Clause] = []

    def clauses(self) -> list[Clause]:
        index = self._open_first()
        while index < len(self._items):
            item = self._items[index]
            if isinstance(item, Token) and item.is_sign:
                index = self._at_sign(index, item)
            elif isinstance(item, Token) and self._splits(index, item):
                self._begin(self._current.kind, before=self._current)
                index += 1
            else:
                self._current.items.append(item)
                index += 1
        clauses = [clause for clause in self._clauses if clause.items]
        for clause in clauses:
            if clause.before is not None:
                self._share_auxiliaries(clause.before, clause)
        return clauses

    def _share_auxiliaries(self, first: Clause, second: Clause) -> None:
        """“die Russland erhalten und eingesetzt hat”, “wurde festgenommen und verurteilt”."""
        for one, other in ((first, second), (second, first)):
            own = [word.text for word in one.words if self._words.has("auxiliary", word.text)]
            other.shared_auxiliaries = other.shared_auxiliaries or own

    def _open_first(self) -> int:
        first = self._items[0] if self._items else None
        if isinstance(first, Token) and self._words.has("subordinator", first.word) and len(self._items) > 1:
            self._begin("subordinate", introduced_by=first.word)
            return 1
        if isinstance(first, Token) and self._words.has("purpose", first.word):
            self._begin("purpose", introduced_by=first.word)
            return 1
        self._begin("main")
        return 0

    def _at_sign(self, index: int, sign: Token) -> int:
        if sign.text == ",":
            return self._after_comma(index + 1)
        if sign.text in _STOPS:
            self._begin("main")
        elif sign.text == _OPENING:
            # What stands in brackets is no party: "Minister Lawrow (Russland)".
            closing = next((i for i in range(index, len(self._items)) if self._text(i) == _CLOSING), index)
            return closing + 1
        return index + 1

    def _after_comma(self, index: int) -> int:
        item = self._item(index)
        if isinstance(item, Token):
            if self._words.has("purpose", item.word) and self._segment_has_infinitive(index):
                self._begin("purpose", parent=self._current, introduced_by=item.word)
                return index + 1
            if self._words.has("subordinator", item.word):
                self._begin("subordinate", parent=self._main(), introduced_by=item.word)
                return index + 1
            if self._words.has("elaboration", item.word):
                return self._apposition(index + 1) or index + 1
            preposition = self._words.value("preposition", item.word)
            pronoun = self._item(index + 1) if preposition else item
            if isinstance(pronoun, Token) and self._words.has("relative", pronoun.word):
                return self._relative(index + (2 if preposition else 1), pronoun.word, preposition)
        if isinstance(item, Phrase):
            if self._words.has("relative", item.determiner) and self._ends_with_verb(index) and not self._is_v2(index):
                return self._relative_before(index, item)
            after = self._apposition(index)
            if after is not None:
                return after
        self._resume(index)
        return index

    def _relative(self, index: int, pronoun: str, preposition: str) -> int:
        antecedent = self._last_phrase()
        self._begin("relative", parent=self._current, antecedent=antecedent, relative=pronoun)
        self._current.relative_preposition = preposition
        return index

    def _relative_before(self, index: int, phrase: Phrase) -> int:
        """“…, die Waffen liefern”: the pronoun was read as the determiner of the noun behind it."""
        self._relative(index, phrase.determiner, phrase.preposition)
        phrase.preposition, phrase.cases = "", frozenset({"nom", "acc", "dat"})
        self._current.items.append(phrase)
        return index + 1

    def _apposition(self, index: int) -> int | None:
        """Where it goes on after “…, ein Vertreter des Ministeriums”; None where something else stands there."""
        phrases: list[Phrase] = []
        here = index
        while isinstance(item := self._item(here), Phrase):
            phrases.append(item)
            here += 1
        target = self._last_phrase()
        ends = self._text(here) in (",", "", ".", "!")
        if not phrases or phrases[0].preposition or not ends or target is None or not self._bare_end():
            return None
        target.members[-1].about += [member for phrase in phrases for member in phrase.members]
        return here

    def _resume(self, index: int) -> None:
        """After a comma that opens nothing: back into the clause that was broken off, or on to the next one."""
        current = self._current
        main = self._main()
        verb_next = self._begins_with_verb(index)
        if current is not main:
            if verb_next or not self._has_verb(main):
                self._clauses = [clause for clause in self._clauses if clause is not main] + [main]
                return
            if main.kind != "main":
                self._begin("main")
                return
        if current.kind != "main":
            self._begin("main", parent=current if current is main else None)
            return
        if self._has_verb(current) and self._segment_has_verb(index):
            # "…, traf Kim" has the same subject, "…, sagte Putin" its own.
            shares_subject = verb_next and self._text_of_word(index) not in self._words.claims
            self._begin("main", before=current if shares_subject else None)

    def _begin(
        self,
        kind: Kind,
        *,
        parent: Clause | None = None,
        before: Clause | None = None,
        antecedent: Phrase | None = None,
        relative: str = "",
        introduced_by: str = "",
    ) -> None:
        clause = Clause(kind, parent, before, [], antecedent, relative, "", introduced_by)
        if before is not None:
            clause.parent, clause.antecedent = before.parent, before.antecedent
            clause.relative, clause.introduced_by = before.relative, before.introduced_by
            clause.relative_preposition = before.relative_preposition
        self._clauses.append(clause)

    @property
    def _current(self) -> Clause:
        return self._clauses[-1]

    def _main(self) -> Clause:
        clause = self._current
        while clause.parent is not None:
            clause = clause.parent
        return clause

    def _splits(self, index: int, item: Token) -> bool:
        """Whether a conjunction begins a clause: a verb stands before it, and one behind it."""
        joins = self._words.has("conjunction", item.word) or self._words.has("clause_conjunction", item.word)
        return joins and self._has_verb(self._current) and self._segment_has_verb(index + 1)

    def _last_phrase(self) -> Phrase | None:
        return next((item for item in reversed(self._current.items) if isinstance(item, Phrase)), None)

    def _bare_end(self) -> bool:
        return bool(self._current.items) and isinstance(self._current.items[-1], Phrase)

    def _has_verb(self, clause: Clause) -> bool:
        return any(self._is_verb(word) for word in clause.words)

    def _segment(self, index: int) -> list[Item]:
        segment: list[Item] = []
        while index < len(self._items) and self._text(index) not in (",", ";", ":", "."):
            segment.append(self._items[index])
            index += 1
        return segment

    def _segment_has_verb(self, index: int) -> bool:
        return any(isinstance(item, Token) and self._is_verb(item) for item in self._segment(index))

    def _segment_has_infinitive(self, index: int) -> bool:
        return any(isinstance(item, Token) for item in self._segment(index)[1:])

    def _ends_with_verb(self, index: int) -> bool:
        segment = self._segment(index)
        return any(isinstance(item, Token) and self._is_verb(item) for item in segment) or (
            bool(segment) and isinstance(segment[-1], Token) and segment[-1].text.endswith(self._words.verb_endings)
        )

    def _is_v2(self, index: int) -> bool:
        """“…, der Hilfsflug sei in Rangun eingetroffen”: the verb stands second, so this is no relative clause."""
        second, third = self._item(index + 1), self._item(index + 2)
        if not isinstance(second, Token) or not self._is_verb(second) or index + 2 >= len(self._items):
            return False
        if isinstance(third, Token):
            return not (third.is_sign or self._words.has("auxiliary", third.text))
        return True

    def _begins_with_verb(self, index: int) -> bool:
        item = self._item(index)
        return isinstance(item, Token) and self._is_verb(item)

    def _is_verb(self, token: Token) -> bool:
        word = token.text
        if token.mention is not None or token.is_date or not word[0].islower():
            return False
        if word in self._words.known_verbs:
            return True
        return word.endswith(self._words.verb_endings) and word not in self._words.small_words and word.isalpha()

    def _item(self, index: int) -> Item | None:
        return self._items[index] if index < len(self._items) else None

    def _text_of_word(self, index: int) -> str:
        item = self._item(index)
        return item.text if isinstance(item, Token) else ""

    def _text(self, index: int) -> str:
        item = self._item(index)
        return item.text if isinstance(item, Token) else "" if item is None else "…"
