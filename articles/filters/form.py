"""The form of a search: what was typed becomes what it stands for, and every mistake a sentence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from articles.filters.fields import GroupsField
from articles.filters.keys import ANY
from articles.filters.lookup import look_up
from articles.filters.selection import Selection


class ArticleFilterForm(forms.Form):
    """Looks typed values up and says of each that is unknown that it is; they stay chosen and match nothing."""

    user: Any = None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        keys = {name: field.key for name, field in self.fields.items() if isinstance(field, GroupsField)}
        typed: dict[str, list[str]] = {}
        for name, key in keys.items():
            for group in cleaned[name]:
                typed.setdefault(key.column, []).extend(group)
        found = look_up(typed, self.user)
        for name, key in keys.items():
            groups = [
                tuple(dict.fromkeys(choice for text in group for choice in found[key.column, text]))
                for group in cleaned[name]
            ]
            if name in cleaned[ANY] and groups:
                groups = [tuple(dict.fromkeys(choice for group in groups for choice in group))]
            cleaned[name] = Selection(tuple(dict.fromkeys(groups)))
            for choice in cleaned[name].unknown:
                self._keep_with_error(
                    name, _("The archive does not know “%(value)s”.") % {"value": choice.label}, cleaned
                )
        for first, last in (("from", "to"), ("event_from", "event_to")):
            if cleaned.get(first) and cleaned.get(last) and cleaned[first].earliest > cleaned[last].latest:
                self._keep_with_error(last, _("The period ends before it begins."), cleaned)
        return cleaned

    def _keep_with_error(self, name: str, sentence: str, cleaned: dict[str, Any]) -> None:
        # add_error() takes the value out, and a filter taken out would show articles nobody asked for.
        value = cleaned[name]
        self.add_error(name, sentence)
        cleaned[name] = value
