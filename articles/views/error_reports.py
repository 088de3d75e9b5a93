"""Readers say what is wrong: a form for everybody, whose words an editor finds at the desk."""

from __future__ import annotations

from typing import Any

from allauth.core import ratelimit
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.models import Article, ErrorReport
from articles.rendering.numbers import figure
from articles.views.errors import too_many

_LIMIT = "error_report"
_LONGEST_PAGE = 500
LONGEST_MESSAGE = 4000


class ErrorReportForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs only
    """`website` is for programs that fill in every field they find; people do not see it."""

    website = forms.CharField(required=False)

    class Meta:
        model = ErrorReport
        fields = ("message", "contact")
        error_messages = {"message": {"required": gettext_lazy("Please say what is wrong.")}}

    def clean_message(self) -> str:
        message = str(self.cleaned_data["message"]).replace("\0", "").strip()
        if not message:
            raise forms.ValidationError(_("Please say what is wrong."))
        if len(message) > LONGEST_MESSAGE:
            raise forms.ValidationError(
                _("That is longer than %(most)s characters: please say it in fewer.")
                % {"most": figure(LONGEST_MESSAGE)}
            )
        return message

    def clean_contact(self) -> str:
        return str(self.cleaned_data["contact"]).replace("\0", "").strip()


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest) -> HttpResponse:
    """`?article=7` says which article it is about; of one the reader may not know of, as if nothing were said."""
    sent = request.POST if request.method == "POST" else request.GET
    article, page = _article(request, sent.get("article", "")), _page(sent.get("page", ""))
    form = ErrorReportForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "article": article, "page": page, "most": LONGEST_MESSAGE}
    if request.method != "POST" or not form.is_valid():
        return render(request, "articles/report_error.html", context, status=422 if form.errors else 200)
    if not ratelimit.consume(request, action=_LIMIT):
        return too_many(request)
    if not form.cleaned_data["website"]:
        report = form.save(commit=False)
        report.article, report.page = article, article.get_absolute_url() if article else page
        report.save()
    messages.success(request, _("Thank you. An editor will look at it."))
    return redirect(article.get_absolute_url() if article else page)


def _article(request: HttpRequest, number: str) -> Article | None:
    if not number.isascii() or not number.isdigit() or len(number) > 12:
        return None
    return Article.objects.visible_to(request.user).filter(pk=int(number)).only("pk", "headline").first()


def _page(address: str) -> str:
    """The page it was sent from, on this site; whatever else was sent in its place is the start page."""
    on_this_site = address.startswith("/") and not address.startswith(("//", "/\\"))
    is_plain = address.isprintable() and len(address) <= _LONGEST_PAGE
    return address if on_this_site and is_plain else "/"
