"""Noun phrases of a sentence: what names somebody or something, with the words that stand before it or depend on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from articles.extraction.events.tokens import Mentions, Token
from articles.extraction.events.words import EventWords

_ANY_CASE = frozenset({"nom", "acc", "dat"})
_NAMES = ("person", "country", "place", "organisation")
_LONGEST_BEFORE_NOUN = 6
_LONGEST_LIST = 12


@dataclass(slots=True)
class Member:
    """One of the things a phrase names; "A, B und C" has three.

    *names* are mentions that are what it names, *belongs* those it belongs to ("russischen", "Südkoreas").
    """

    tokens: list[Token]
    names: list[int] = field(default_factory=list)
    belongs: list[int] = field(default_factory=list)
    head: str = ""
    about: list[Member] = field(default_factory=list)


@dataclass(slots=True)
class Phrase:
    preposition: str
    cases: frozenset[str]
    members: list[Member]
    determiner: str = ""

    @property
    def start(self) -> int:
        return self.members[0].tokens[0].start

    @property
    def end(self) -> int:
        return self.members[-1].tokens[-1].end

    @property
    def tokens(self) -> list[Token]:
        return [token for member in self.members for token in member.tokens]

    @property
    def may_be_subject(self) -> bool:
        return not self.preposition and "nom" in self.cases


Item = Phrase | Token


class PhraseReader:
    """Reads the tokens of one sentence from left to right."""

    def __init__(self, tokens: Sequence[Token], mentions: Mentions, words: EventWords) -> None:
        self._tokens = tokens
        self._mentions = mentions
        self._words = words
        self._verb_seen = False

    def items(self) -> list[Item]:
        """Phrases, and between them the tokens that belong to none."""
        items: list[Item] = []
        index = 0
        while index < len(self._tokens):
            phrase, after = self._phrase(index)
            if phrase:
                items.append(phrase)
                index = after
                continue
            token = self._tokens[index]
            self._verb_seen = (self._verb_seen or self._is_verb(token)) and token.text not in ";:"
            items.append(token)
            index += 1
        return items

    def _phrase(self, index: int) -> tuple[Phrase | None, int]:
        start, preposition = index, ""
        while (token := self._at(index)) and token.mention is None and self._words.has("preposition", token.word):
            preposition = self._words.value("preposition", token.word)
            index += 1
        if (token := self._at(index)) and self._words.has("about", token.word) and self._is_counted(index + 1):
            index += 1
        member, cases, index = self._member(index, marked=index > start)
        if member is None:
            return None, start
        member.tokens = list(self._tokens[start:index])
        determiner = next((token.word for token in member.tokens if self._words.has("determiner", token.word)), "")
        phrase = Phrase(preposition, cases, [member], determiner)
        return phrase, self._more_members(phrase, index)

    def _more_members(self, phrase: Phrase, index: int) -> int:
        """Members behind commas and a conjunction. A comma joins only where a conjunction follows in the end."""
        pending: list[Member] = []
        taken = index
        while (token := self._at(index)) and len(pending) < _LONGEST_LIST:
            joins = token.mention is None and self._words.has("conjunction", token.word)
            if not joins and token.text != ",":
                break
            begin = index + 1
            member, _, index = self._member(begin, marked=False)
            if member is None:
                break
            member.tokens = list(self._tokens[begin:index])
            pending.append(member)
            if joins:
                if not phrase.preposition and self._begins_a_clause(index):
                    break
                phrase.members += pending
                pending, taken = [], index
        return taken

    def _begins_a_clause(self, index: int) -> bool:
        """“… und Lawrow traf Xi”, but not “hat Japan und Polen verurteilt”: a verb at the end closes the clause."""
        verb, follower = self._at(index), self._at(index + 1)
        if not self._verb_seen or verb is None or not self._is_verb(verb):
            return False
        return follower is not None and not follower.is_sign

    def _member(self, index: int, *, marked: bool) -> tuple[Member | None, frozenset[str], int]:
        """Determiner, adjectives, nouns and names from *index* on, and the genitives that depend on them."""
        member, cases = Member([]), _ANY_CASE
        first = self._at(index)
        if first and first.mention is None and self._words.has("determiner", first.word):
            cases = frozenset(self._words.value("determiner", first.word).split())
            index, marked = index + 1, True
        index = self._skip_adjectives(index, member, marked)
        begin = index
        while (token := self._at(index)) and self._is_noun(token, first_word=index == 0):
            whose = self._is_name_in_genitive(token)
            if not self._goes_on(member, token) or (whose and index > begin):
                break
            follower = self._at(index + 1)
            if whose and token.mention is not None and follower and self._is_noun(follower, first_word=False):
                member.belongs.append(token.mention)  # "Russlands Außenminister"
            else:
                self._add_head(member, token)
            index += 1
        if index == begin:
            return None, cases, index
        return member, cases, self._genitives(member, index)

    def _skip_adjectives(self, index: int, member: Member, marked: bool) -> int:
        """Past what may stand before a noun. *marked*: a determiner or preposition stands in front."""
        belongs: list[int] = []
        here = index
        while (token := self._at(here)) and here - index < _LONGEST_BEFORE_NOUN:
            if self._is_adjective_mention(token):
                belongs += [token.mention] if token.mention is not None else list(token.inside)
            elif self._is_noun(token, first_word=here == 0):
                member.belongs += belongs
                return here
            elif not (token.is_number or token.is_date or self._is_adjective(token, marked)):
                break
            here += 1
        return index

    def _genitives(self, member: Member, index: int) -> int:
        """“Vertreter des Ministeriums”, “die Beauftragten Südkoreas, der Vereinigten Staaten und Japans”."""
        while token := self._at(index):
            begin = index
            joined = bool(member.belongs) and (token.text == "," or self._words.has("conjunction", token.word))
            if joined:
                begin += 1
            if not self._begins_genitive(self._at(begin), member):
                return index
            inner, _, after = self._member(begin, marked=False)
            if inner is None:
                return index
            member.belongs += inner.names + inner.belongs
            inner.tokens = list(self._tokens[begin:after])
            member.about.append(inner)
            index = after
        return index

    def _begins_genitive(self, token: Token | None, member: Member) -> bool:
        if token is None:
            return False
        if token.mention is not None:
            return self._is_name_in_genitive(token)
        if any(self._mentions[index].kind in ("person", "country") for index in member.names):
            return False
        return "gen" in self._words.value("determiner", token.word).split()

    def _is_name_in_genitive(self, token: Token) -> bool:
        """“Südkoreas” behind a noun says whose it is."""
        if token.mention is None:
            return False
        mention = self._mentions[token.mention]
        named = mention.kind in ("country", "person", "place") and mention.form not in ("adjective", "demonym")
        return named and token.text.endswith(self._words.genitive_endings) and not mention.name.endswith(token.text[-1])

    def _add_head(self, member: Member, token: Token) -> None:
        member.head = token.text
        member.belongs += token.inside
        if token.mention is not None:
            member.names.append(token.mention)

    def _goes_on(self, member: Member, token: Token) -> bool:
        """Whether *token* continues the same name: nobody is called by two names in a row ("gab Putin Nordkorea")."""
        if not member.names:
            return True
        return self._mentions[member.names[-1]].kind not in _NAMES

    def _is_noun(self, token: Token, *, first_word: bool) -> bool:
        if token.mention is not None or token.inside:
            return not self._is_adjective_mention(token)
        if token.is_date or token.is_number or not token.text[0].isupper():
            return False
        # The capital of a first word, or of a word that shouts, says nothing.
        says_nothing = first_word or token.text != token.text.capitalize()
        is_small = token.word in self._words.small_words or self._words.has("marker", token.word)
        return not (says_nothing and is_small)

    def _is_adjective_mention(self, token: Token) -> bool:
        indexes = [token.mention] if token.mention is not None else list(token.inside)
        forms = {self._mentions[index].form for index in indexes}
        return forms == {"adjective"} and (
            token.mention is not None or (token.text[-1].islower() and token.text[0].islower())
        )

    def _is_adjective(self, token: Token, marked: bool) -> bool:
        word = token.text
        if token.mention is not None or token.is_sign or word in self._words.small_words:
            return False
        if self._words.has("elaboration", word):
            return False
        if self._words.has("marker", word):
            return marked
        if word[0].isupper() and token is not self._tokens[0]:
            return False
        if marked and word not in self._words.known_verbs:
            return True  # "in ganz China"
        if not word.lower().endswith(self._words.adjective_endings):
            return False
        # Without a determiner "kritisierte Russland" is a verb, "russische Beamte" no adjective of our lists.
        return marked or not word.lower().endswith(self._words.verb_endings)

    def _is_counted(self, index: int) -> bool:
        token = self._at(index)
        return token is not None and (token.is_number or self._words.has("number", token.word))

    def _is_verb(self, token: Token) -> bool:
        return token.mention is None and token.text[0].islower() and token.text in self._words.known_verbs

    def _at(self, index: int) -> Token | None:
        return self._tokens[index] if index < len(self._tokens) else None
