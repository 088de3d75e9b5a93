"""How a text names something, from the names it has: the form a mention gets when an editor says what it means."""

from __future__ import annotations

from articles.models import Entity, EntityKind, MentionForm, Name, NameKind, Status
from articles.text.names import name_key

_FORMS = {
    NameKind.PREFERRED: MentionForm.NAME,
    NameKind.ALIAS: MentionForm.ALIAS,
    NameKind.ACRONYM: MentionForm.ALIAS,
    NameKind.FORMER: MentionForm.ALIAS,
    NameKind.ADJECTIVE: MentionForm.ADJECTIVE,
    NameKind.DEMONYM: MentionForm.DEMONYM,
    NameKind.METONYM: MentionForm.METONYM,
    NameKind.TRANSLITERATION: MentionForm.TRANSLITERATION,
    NameKind.MISSPELLING: MentionForm.MISSPELLING,
    NameKind.TITLE: MentionForm.DESCRIPTION,
}
# Of several names spelt alike, the one that says most about the form.
_ORDER = list(_FORMS)
# They say how one entity is named and nothing about another.
_OF_ITS_ENTITY = (MentionForm.METONYM, MentionForm.MISSPELLING, MentionForm.TRANSLITERATION, MentionForm.DEMONYM)


def form_of(quote: str, entity: Entity | None, before: str = MentionForm.NAME) -> str:
    """The form of *quote* as *entity*; *before*, what it was taken for, where no name says otherwise."""
    if entity is not None:
        names = Name.objects.filter(entity=entity, key=name_key(quote)).exclude(status=Status.REJECTED)
        kinds = sorted((NameKind(kind) for kind in names.values_list("kind", flat=True)), key=_ORDER.index)
        if kinds:
            return _surname(quote, entity) or _FORMS[kinds[0]]
        if before == MentionForm.NAME:
            return _surname(quote, entity) or before
    return MentionForm.NAME if before in _OF_ITS_ENTITY else before


def form_as(kind: NameKind | None, form: str) -> str:
    """*form*, unless its words are to be remembered as a name of a telling *kind*."""
    telling = (NameKind.MISSPELLING, NameKind.TRANSLITERATION, NameKind.ADJECTIVE, NameKind.DEMONYM, NameKind.METONYM)
    return _FORMS[kind] if kind in telling else form


def _surname(quote: str, entity: Entity) -> str:
    """The last word of a person's name stands for the person: a surname."""
    last = entity.name_de.rpartition(" ")
    alone = entity.kind == EntityKind.PERSON and last[0] and name_key(quote) == name_key(last[2])
    return MentionForm.SURNAME if alone else ""
