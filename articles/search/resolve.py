"""Names in a query looked up: `country:Nordkorea` and a plain КНДР both become the entities they mean.

Five queries at most, however long the query is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q

from articles.models import QUERY_KEYS, Article, Entity, Name, NameKind, Source, Status
from articles.models.prepared import Prepared
from articles.search.query import Among, And, Field, Node, Not, Or, Query, Tagged, Word
from articles.text.country_names import countries_named
from articles.text.event_kinds import event_kind_named
from articles.text.languages import UNDETERMINED, language_code
from articles.text.names import address_word, name_key

# "Ministerium für Staatssicherheit der DVRK" is five words; nobody types a longer name.
LONGEST_NAME = 6
# A surname that many share says nothing about which of them is meant: its word is searched as a word.
_MOST_NAMESAKES = 10
# Below this many letters a name counts only as written: `us` and `un` are words, `US` and `UN` are not.
_SHORT = 3
# Kinds of names that name; an adjective or a capital points at a country without being its name.
NAMING = (
    NameKind.PREFERRED,
    NameKind.ALIAS,
    NameKind.ACRONYM,
    NameKind.TRANSLITERATION,
    NameKind.MISSPELLING,
    NameKind.FORMER,
)
_KIND_OF_FIELD = {key: kind for kind, key in QUERY_KEYS.items()}


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words of the query that name an entity the archive knows."""

    words: str
    entity_id: int
    kind: str
    key: str
    name_de: str
    name_en: str

    def explained(self) -> dict[str, str]:
        return {"words": self.words, "kind": self.kind, "entity": self.key, "name": self.name_de}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A query whose fields and names are looked up; its notes hold those of the parser too."""

    query: Query
    recognised: tuple[Recognised, ...] = ()


@dataclass(slots=True)
class _Found:
    """What the database says to everything the query may name."""

    by_name: dict[str, list[tuple[Entity, str]]] = field(default_factory=lambda: defaultdict(list))
    by_key: dict[str, Entity] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)


def resolve(query: Query, *, editor: bool = False) -> Resolved:
    """*query* with every field turned into what it means; one that means nothing matches nothing and is noted.

    For readers a name that occurs in nothing they may see means nothing: they must not find out by trying who is in a
    draft. Asked again about its own answer it does nothing.
    """
    if query.resolved:
        return Resolved(query)
    fields = list(_fields(query.tree))
    runs = [run for words in _runs(query.tree) for run in _ngrams(words)]
    found = _look_up(runs, fields)
    if not editor:
        _forget_secrets(found)
    resolver = _Resolver(found)
    tree = resolver.node(query.tree)
    notes = (*query.notes, *resolver.notes)
    return Resolved(replace(query, tree=tree, notes=notes, resolved=True), tuple(dict.fromkeys(resolver.recognised)))


def entities_named(names: Iterable[str], kind: str | None = None) -> dict[str, tuple[Entity, ...]]:
    """For each of *names* - slug, key, or a name in any spelling and language - the entities it can mean.

    Whether whoever asks may know of them is the caller's to ask (`Entity.objects.known_to`).
    """
    asked = list(names)
    fields = [Field(QUERY_KEYS[kind], one) if kind in QUERY_KEYS else Field("", one) for one in asked]
    found = _look_up(asked, fields)
    return {one: tuple(_entities_of(found, one, kind)) for one in asked}


def _fields(node: Node) -> Iterator[Field]:
    match node:
        case Field():
            yield node
        case And(parts) | Or(parts):
            for part in parts:
                yield from _fields(part)
        case Not(part):
            yield from _fields(part)


def _runs(node: Node) -> Iterator[tuple[str, ...]]:
    """Words that stand side by side."""
    match node:
        case Word(text):
            yield (text,)
        case And(parts):
            run: list[str] = []
            for part in (*parts, None):
                if isinstance(part, Word):
                    run.append(part.text)
                    continue
                if run:
                    yield tuple(run)
                run = []
                if part is not None:
                    yield from _runs(part)
        case Or(parts):
            for part in parts:
                yield from _runs(part)
        case Not(part):
            yield from _runs(part)


def _ngrams(words: tuple[str, ...]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST_NAME, len(words)) + 1):
            yield " ".join(words[start:end])


def _keys(words: str) -> list[str]:
    """The keys under which *words* may be a name: as they stand, and without a genitive's s ("Nordkoreas")."""
    key = name_key(words)
    return [key, key[:-1]] if len(key) > _SHORT + 1 and key.endswith("s") else [key]


def _look_up(names: list[str], fields: list[Field]) -> _Found:
    found = _Found()
    values = [one.value for one in fields if one.name not in ("source", "lang", "event")]
    name_keys = {key for one in (*names, *values) for key in _keys(one) if key}
    entity_keys = {f"country:{code}" for one in (*names, *values) for code in countries_named(one)}
    slugs = {one.lower().rpartition(":")[2] for one in values}
    written = _names_by_key(name_keys)
    named = {entity for entity, _, _ in written}
    # Most words are no name, and then nothing more is asked.
    if named or entity_keys or slugs:
        wanted = Entity.objects.filter(Q(pk__in=named) | Q(key__in=entity_keys) | Q(slug__in=slugs))
        entities = {one.pk: one for one in wanted.select_related("merged_into__merged_into")}
        for pk, key, text in written:
            if pk in entities:
                found.by_name[key].append((entities[pk].survivor, text))
        for entity in entities.values():
            if entity.key in entity_keys or entity.slug in slugs:
                found.by_key[entity.key] = entity
    sources = [one.value for one in fields if one.name == "source"]
    if sources:
        # Sources are few; their names are compared here, where ß is ss and Ö is o.
        found.sources = list(Source.objects.all())
    return found


_names_by_key = Prepared(
    lambda keys: (
        Name.objects.filter(key__in=keys, kind__in=NAMING)
        .exclude(status=Status.REJECTED)
        .order_by("pk")
        .values_list("entity", "key", "text")
    ),
    of=str,
)


def _forget_secrets(found: _Found) -> None:
    """Leave out whatever an anonymous reader may not learn of."""
    entities = [entity for some in found.by_name.values() for entity, _ in some]
    entities += [entity.survivor for entity in found.by_key.values()]
    # Nearly every name typed is from the starter data, and known_to() takes three times as long as the whole search.
    asked = {entity.pk for entity in entities if not entity.is_no_secret}
    if asked:
        secret = asked - set(Entity.objects.known_to(None).filter(pk__in=asked).values_list("pk", flat=True))
        for key, some in found.by_name.items():
            found.by_name[key] = [(entity, text) for entity, text in some if entity.pk not in secret]
        found.by_key = {key: one for key, one in found.by_key.items() if one.survivor.pk not in secret}
    if found.sources:
        public = Article.objects.visible_to(None).filter(source=OuterRef("pk"))
        known = set(Source.objects.filter(Exists(public)).values_list("pk", flat=True))
        found.sources = [one for one in found.sources if one.pk in known]


def _entities_of(found: _Found, words: str, kind: str | None) -> list[Entity]:
    slug = words.lower().rpartition(":")[2]
    entities = [one.survivor for one in found.by_key.values() if kind and one.kind == kind and one.slug == slug]
    return entities or [one for one in _named(found, words) if kind is None or one.kind == kind]


def _named(found: _Found, words: str) -> list[Entity]:
    for key in _keys(words):
        entities = {
            entity.pk: entity
            for entity, written in found.by_name.get(key, ())
            if len(key) > _SHORT or not key.isascii() or written == words
        }
        if entities:
            return list(entities.values())
    codes = (f"country:{code}" for code in countries_named(words))
    return [found.by_key[key].survivor for key in codes if key in found.by_key]


class _Resolver:
    def __init__(self, found: _Found) -> None:
        self.found = found
        self.recognised: list[Recognised] = []
        self.notes: list[tuple[str, str]] = []

    def node(self, node: Node) -> Node:
        match node:
            case Field(name, value):
                return self._field(name, value, str(node))
            case Word():
                return self._words((node,))[0]
            case And(parts):
                return _all_of(self._conjunction(parts))
            case Or(parts):
                return Or(tuple(self.node(part) for part in parts))
            case Not(part):
                return Not(self.node(part))
            case _:
                return node

    def _conjunction(self, parts: tuple[Node, ...]) -> list[Node]:
        resolved: list[Node] = []
        run: list[Word] = []
        for part in parts:
            if isinstance(part, Word):
                run.append(part)
                continue
            resolved += [*self._words(tuple(run)), self.node(part)]
            run = []
        return [*resolved, *self._words(tuple(run))]

    def _words(self, run: tuple[Word, ...]) -> list[Node]:
        """*run* with each name in it widened to whatever is tagged with it, the longest name first."""
        resolved: list[Node] = []
        start = 0
        while start < len(run):
            for end in range(min(start + LONGEST_NAME, len(run)), start, -1):
                words = " ".join(word.text for word in run[start:end])
                entities = _named(self.found, words)
                if entities and len(entities) <= _MOST_NAMESAKES:
                    resolved.append(self._widened(run[start:end], words, entities))
                    start = end
                    break
            else:
                resolved.append(run[start])
                start += 1
        return resolved

    def _widened(self, run: tuple[Word, ...], words: str, entities: list[Entity]) -> Node:
        kinds: dict[str, set[int]] = defaultdict(set)
        for entity in entities:
            kinds[entity.kind].add(entity.pk)
            self.recognised.append(
                Recognised(words, entity.pk, entity.kind, entity.key, entity.name_de, entity.name_en)
            )
        tagged = (Tagged(kind, frozenset(ids), words) for kind, ids in sorted(kinds.items()))
        return Or((_all_of(list(run)), *tagged))

    def _field(self, name: str, value: str, text: str) -> Node:
        if name == "lang":
            code = language_code(value)
            known = frozenset({code}) if code != UNDETERMINED else frozenset()
            return self._noted(Among("lang", known, text), bool(known), name, value)
        if name == "source":
            slug, key = address_word(value), name_key(value)
            sources = frozenset(one.pk for one in self.found.sources if one.slug == slug or name_key(one.name) == key)
            return self._noted(Among("source", sources, text), bool(sources), name, value)
        if name == "event":
            meant = event_kind_named(value)
            return self._noted(Among("event", frozenset({meant.key} if meant else ()), text), bool(meant), name, value)
        kind = _KIND_OF_FIELD[name]
        ids = frozenset(one.pk for one in _entities_of(self.found, value, kind))
        return self._noted(Tagged(kind, ids, text), bool(ids), name, value)

    def _noted(self, node: Node, is_known: bool, name: str, value: str) -> Node:
        if not is_known:
            self.notes.append((f"unknown_{name}", value))
        return node


def _all_of(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else And(tuple(parts))
