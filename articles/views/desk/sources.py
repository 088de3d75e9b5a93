"""The sources: where texts came from, and who may read all of them."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from articles.models import Article, Entity, EntityKind, FullText, Source, User
from articles.review.errors import NotPossible
from articles.review.sources import edit_source, newest_decision
from articles.views.access import require_editor

MOST_SHOWN = 2_000


class SourceForm(forms.Form):
    """The fields of a source; what each may hold, the model says."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    url = forms.URLField(label=gettext_lazy("Address"), required=False, max_length=500, assume_scheme="https")
    language = forms.RegexField(
        "^[a-z]{2,3}(-[A-Za-z]{2,4})?$",
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("A code such as de, en or uk."),
        required=False,
        max_length=8,
        error_messages={"invalid": gettext_lazy("This is no language code such as de, en or uk.")},
    )
    country = forms.ModelChoiceField(
        Entity.objects.none(), label=gettext_lazy("Country"), required=False, empty_label=gettext_lazy("none")
    )
    rights = forms.CharField(
        label=gettext_lazy("Rights"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    full_text = forms.ChoiceField(
        label=gettext_lazy("Who reads the whole text"),
        help_text=gettext_lazy("Everybody else gets headline and extract. A single article can say otherwise."),
        choices=FullText.choices[1:],
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For those who look at the history later."),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        assert isinstance(country, forms.ModelChoiceField)
        countries = Entity.objects.standing().filter(kind=EntityKind.COUNTRY)
        # In the alphabet of this page's language.
        country.queryset = countries.order_by(Entity.name_column())
        for field in self.fields.values():
            field.widget.attrs["class"] = "in"


@require_editor
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    found = list(Source.objects.select_related("country").order_by("name")[:MOST_SHOWN])
    # By itself along the index of the column; joined to the sources it reads every article (50 ms at 20,000).
    counts = dict(
        Article.objects.order_by().values("source").annotate(count=Count("pk")).values_list("source", "count")
    )
    return render(request, "desk/sources.html", {"sources": [(one, counts.get(one.pk, 0)) for one in found]})


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def source(request: HttpRequest, pk: int) -> HttpResponse:
    shown = get_object_or_404(Source, pk=pk)
    newest = newest_decision(shown)
    seen = newest.pk if newest else 0
    if request.method != "POST":
        columns = ("name", "url", "language", "country", "rights", "full_text")
        form = SourceForm(initial={column: getattr(shown, column) for column in columns})
        return _page(request, shown, form, seen)
    form = SourceForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form, seen, status=422)
    values = dict(form.cleaned_data)
    reason = values.pop("reason")
    sent = request.POST.get("seen", "")
    try:
        edit_source(
            shown,
            values,
            by=cast(User, request.user),
            reason=reason,
            seen=int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 19 else None,
        )
    except NotPossible as error:
        form.add_error(None, str(error))
        shown.refresh_from_db()
        return _page(request, shown, form, seen, status=409)
    messages.success(request, _("The source is changed."))
    return redirect("desk_source", pk=pk)


def _page(request: HttpRequest, shown: Source, form: SourceForm, seen: int, status: int = 200) -> HttpResponse:
    context = {"source": shown, "form": form, "seen": seen, "articles": shown.articles.kept().count()}
    return render(request, "desk/source.html", context, status=status)
