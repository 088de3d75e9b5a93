"""Accepting what is safe at one go, after a look at all of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from articles.rendering.numbers import figure
from articles.review.errors import NotPossible
from articles.review.mentions import accept_safe, decided_by, left_by
from articles.views.access import require_editor
from articles.views.desk.review_asked import number
from articles.views.desk.review_page import article_to_review, editor_of
from articles.views.desk.reviewing import Reviewing


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def safe(request: HttpRequest, pk: int) -> HttpResponse:
    """What would be accepted, each with its box; sent, what is still ticked is."""
    article = article_to_review(pk)
    if request.method != "POST":
        reviewing = Reviewing(article)
        offered = [one for one in reviewing.questions if one.undecided and one.is_safe]
        places = sum(len(one.undecided) for one in offered)
        context = {"article": article, "reviewing": reviewing, "offered": offered, "places": places}
        return render(request, "desk/review_safe.html", context)
    # A box stands for all places of its question.
    only = {place for sent in request.POST.getlist("m") for one in sent.split() if (place := number(one)) is not None}
    try:
        decision = accept_safe(article, by=editor_of(request), only=only)
    except NotPossible as error:
        messages.error(request, str(error))
        return redirect("desk_review", pk=pk)
    count = len(decided_by(decision))
    said = ngettext("%(count)s proposal accepted", "%(count)s proposals accepted", count) % {"count": figure(count)}
    if left := left_by(decision, only):
        names = ", ".join(sorted({_("“%(phrase)s”") % {"phrase": one.quote} for one in left}))
        said += ". " + _("Left out, because somebody changed it meanwhile: %(names)s") % {"names": names}
    messages.success(request, said)
    return redirect("desk_review", pk=pk)
