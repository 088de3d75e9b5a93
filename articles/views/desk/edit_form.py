"""The form of an article's text and catalogue: what is typed, as values of the review room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.ingest.cleaning import clean, clean_line
from articles.ingest.readers.fields import UnusableField, read_list, read_url
from articles.models import Article, Collection, FullText, Source, Subject
from articles.rendering.catalogue import LABELS
from articles.rendering.languages import language_choices
from articles.review.catalogue import FIELDS
from articles.text.differences import difference
from articles.text.edits import Edit, EditScript
from articles.text.languages import UNDETERMINED
from articles.views.typed_dates import typed_date

# A datalist of more is no help to anybody, and every page would carry it.
_SUGGESTED = 200
_LISTS = ("authors", "subjects", "keywords")
# One line each; what the archive stores has room for so much.
_LINES = {"headline": 500, "subheadline": 500, "byline": 300, "dateline": 200, "credit_line": 500, "source": 200,
          "collection": 200, "edition": 100, "page": 20}  # fmt: skip
_LONGEST_NAME = 200


class EditForm(forms.Form):
    """One field for each of review.catalogue.FIELDS, and why."""

    text = forms.CharField(strip=False, widget=forms.Textarea)
    published = forms.CharField(max_length=64, required=False)
    authors = forms.CharField(max_length=2000, required=False)
    language = forms.ChoiceField()
    machine_translated = forms.BooleanField(required=False)
    subjects = forms.CharField(max_length=2000, required=False)
    keywords = forms.CharField(max_length=2000, required=False)
    canonical_url = forms.CharField(max_length=1000, required=False)
    accessed_on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))
    rights = forms.CharField(max_length=2000, required=False)
    full_text = forms.ChoiceField(choices=FullText.choices)
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=500, required=False)

    def __init__(self, article: Article, *args: Any, now: Mapping[str, Any], **kwargs: Any) -> None:
        """*now* is the article's catalogue."""
        self._stored_text: str = now["text"]
        kwargs.setdefault("initial", {field: _typed(field, value) for field, value in now.items()})
        super().__init__(*args, **kwargs)
        for name, longest in _LINES.items():
            self.fields[name] = forms.CharField(max_length=longest, required=name == "headline")
        languages = [(UNDETERMINED, _("unknown")), *language_choices()]
        if article.language not in dict(languages):
            languages.append((article.language, article.language))
        self.fields["language"].choices = languages  # type: ignore[attr-defined]  # a ChoiceField
        for name, label in LABELS.items():
            self.fields[name].label = str(label)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name in _LINES:
            if name in data:
                data[name] = clean_line(data[name])
        return data

    def clean_text(self) -> str:
        return with_clean_insertions(self._stored_text, self.cleaned_data["text"])

    def clean_published(self) -> str:
        date = typed_date(self.cleaned_data["published"])
        return date.edtf if date else ""

    def clean_canonical_url(self) -> str:
        try:
            return read_url(self.cleaned_data["canonical_url"])
        except UnusableField as error:
            raise ValidationError(str(error)) from error

    def clean_accessed_on(self) -> str:
        day = self.cleaned_data["accessed_on"]
        return day.isoformat() if day else ""

    def clean_rights(self) -> str:
        return clean(self.cleaned_data["rights"])[0]

    def clean_authors(self) -> tuple[str, ...]:
        return self._names("authors")

    def clean_subjects(self) -> tuple[str, ...]:
        return self._names("subjects")

    def clean_keywords(self) -> tuple[str, ...]:
        return self._names("keywords")

    @property
    def values(self) -> dict[str, Any]:
        """What the review room takes."""
        return {field: self.cleaned_data[field] for field in FIELDS}

    @property
    def sources(self) -> list[str]:
        return list(Source.objects.values_list("name", flat=True)[:_SUGGESTED])

    @property
    def collections(self) -> list[str]:
        return list(Collection.objects.values_list("name", flat=True)[:_SUGGESTED])

    @property
    def known_subjects(self) -> list[str]:
        return list(Subject.objects.values_list("name", flat=True)[:_SUGGESTED])

    def _names(self, field: str) -> tuple[str, ...]:
        names = tuple(dict.fromkeys(clean_line(name) for name in read_list(self.cleaned_data[field], field)))
        if any(len(name) > _LONGEST_NAME for name in names):
            raise ValidationError(_("Put semicolons between several: one name has at most 200 characters."))
        return tuple(name for name in names if name)


def with_clean_insertions(stored: str, typed: str) -> str:
    """*typed* with what was put in cleaned as uploads are, and what stood there left as it is.

    Browsers send every line end as CR LF; a text whose line ends were brought back by an editor keeps them.
    """
    typed = typed.replace("\r\n", "\n")
    if typed == stored.replace("\r\n", "\n").replace("\r", "\n"):
        return stored
    edits = difference(stored, typed).edits
    return EditScript(Edit(one.start, one.removed, clean(one.inserted)[0], one.reason) for one in edits).apply(stored)


def _typed(field: str, value: Any) -> Any:
    return "; ".join(value) if field in _LISTS else value
