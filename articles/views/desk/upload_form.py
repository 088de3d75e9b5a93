"""The form of an upload: a text to paste, and what holds for everything that is uploaded with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.ingest.readers.fields import UnusableField, read_list, read_url
from articles.ingest.statements import Statements
from articles.models import Collection, Source
from articles.rendering.languages import language_choices
from articles.text.dates import PartialDate
from articles.views.typed_dates import typed_date

# A datalist of more is no help to anybody, and every page would carry it.
_SUGGESTED = 200


class UploadForm(forms.Form):
    """*with_files* says that files come along, or are going to: then no text has to be pasted."""

    headline = forms.CharField(label=gettext_lazy("Headline"), max_length=500, required=False)
    text = forms.CharField(label=gettext_lazy("Text"), required=False, strip=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200, required=False)
    published = forms.CharField(label=gettext_lazy("Published"), max_length=64, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    authors = forms.CharField(label=gettext_lazy("Authors"), max_length=1000, required=False)
    url = forms.CharField(label=gettext_lazy("Address on the web"), max_length=1000, required=False)
    rights = forms.CharField(label=gettext_lazy("Rights"), max_length=2000, required=False)
    collection = forms.CharField(label=gettext_lazy("Collection"), max_length=200, required=False)
    machine_translated = forms.BooleanField(label=gettext_lazy("Translated by a machine"), required=False)
    publish = forms.ChoiceField(
        label=gettext_lazy("Visible to readers"),
        choices=[
            ("", gettext_lazy("after the review")),
            ("at once", gettext_lazy("at once, its tags marked as machine-made")),
        ],
        required=False,
        initial="",
    )

    def __init__(self, *args: Any, with_files: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.with_files = with_files
        self.fields["language"].choices = [("", _("recognise")), *language_choices()]  # type: ignore[attr-defined]  # a ChoiceField

    def clean_published(self) -> PartialDate | None:
        return typed_date(self.cleaned_data["published"])

    def clean_url(self) -> str:
        try:
            return read_url(self.cleaned_data["url"])
        except UnusableField as error:
            raise ValidationError(str(error)) from error

    def clean_authors(self) -> tuple[str, ...]:
        return read_list(self.cleaned_data["authors"], "author")

    def clean_text(self) -> str:
        # Browsers send CR LF whatever was pasted, and the ledger would tell of line ends nobody has seen.
        text: str = self.cleaned_data["text"].replace("\r\n", "\n")
        if not text.strip() and not self.with_files:
            raise ValidationError(_("Paste a text, or choose files."))
        return text

    @property
    def pasted(self) -> bytes | None:
        """The pasted text with its headline above it, as bytes to be kept; None where nothing was pasted."""
        headline, text = self._headline, self.cleaned_data["text"]
        if not text.strip():
            return None
        begins_with_it = not headline or text.lstrip().startswith(headline)
        whole = text.lstrip() if begins_with_it else f"{headline}\n\n{text}"
        return whole.encode()

    @property
    def statements(self) -> Statements:
        stated = {name: self.cleaned_data[name] for name in Statements.__dataclass_fields__}
        return Statements(**stated | {"headline": self._headline if self.pasted else ""})

    @property
    def publishes(self) -> bool:
        return bool(self.cleaned_data["publish"])

    @property
    def sources(self) -> list[str]:
        return list(Source.objects.values_list("name", flat=True)[:_SUGGESTED])

    @property
    def collections(self) -> list[str]:
        return list(Collection.objects.values_list("name", flat=True)[:_SUGGESTED])

    @property
    def _headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())
