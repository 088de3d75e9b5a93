"""What can be done with several articles of the inbox at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from articles.filters.inbox import PAGE_SIZE, InboxQuestion
from articles.jobs import ask_again, extraction_request
from articles.models import Article, Mention, Publication, Role, Status, User
from articles.review.errors import NotPossible
from articles.review.mentions import accept_safe, decided_by, is_safe
from articles.review.standing import assign_all, finish_review, trash
from articles.search.outbox import refreshed_together
from articles.views.access import require_editor
from articles.views.desk.inbox import inbox_url

# Fields of the preview: which proposals of an article it showed.
_SAFE = "safe-"


@require_editor
@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """One action for the articles that were ticked; accepting asks once more on a page of its own."""
    back = inbox_url(InboxQuestion.of(request.POST))
    ticked = request.POST.getlist("article")
    articles = _chosen(ticked)
    action = ACTIONS.get(request.POST.get("action", ""))
    _tell_what_left(request, ticked, articles)
    if not _numbers(ticked):
        messages.error(request, _("No article is chosen: tick those you mean."))
    elif not articles:
        return redirect(back)
    elif action is None:
        return HttpResponse(status=400)
    else:
        try:
            if answer := action(request, articles):
                return answer
        except NotPossible as error:
            messages.error(request, str(error))
    return redirect(back)


@require_editor
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest) -> HttpResponse:
    """Accept what is safe and publish: what that means, article by article, and then the deed."""
    user = cast(User, request.user)
    asked = request.GET if request.method != "POST" else request.POST
    articles = _chosen(asked.getlist("article"))
    if request.method != "POST":
        previews = _previews(articles)
        context = {
            "previews": previews,
            "safe": sum(len(one.safe) for one in previews),
            "left": sum(one.left for one in previews),
            "unseen": sum(one.article.status != Publication.PUBLISHED for one in previews),
        }
        return render(request, "desk/accept.html", context)
    _tell_what_left(request, asked.getlist("article"), articles)
    published = confirmed = 0
    with refreshed_together(article.pk for article in articles):
        # In the order in which every other change of several articles locks them.
        for article in sorted(articles, key=lambda article: article.pk):
            try:
                confirmed += _accept(article, _numbers(request.POST.get(f"{_SAFE}{article.pk}", "").split(",")), user)
                published += 1
            except NotPossible as error:
                messages.error(request, f"{article.headline}: {error}")
    if published:
        messages.success(request, _accepted(published, confirmed))
    return redirect("desk_inbox")


@require_editor
@require_POST
def read_again(request: HttpRequest) -> HttpResponse:
    """Have a text read once more that could not be read."""
    for pk in (
        Article.objects.kept().filter(pk__in=_numbers(request.POST.getlist("article"))).values_list("pk", flat=True)
    ):
        ask_again(extraction_request(pk))
        messages.success(request, _("The text will be read again."))
    return redirect("desk_inbox")


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting would do to one article."""

    article: Article
    safe: list[Mention]
    left: int

    @property
    def ids(self) -> str:
        return ",".join(str(mention.pk) for mention in self.safe)

    @property
    def names(self) -> list[tuple[Mention, int]]:
        """Each name with what it is taken for, once, and how often it stands there."""
        found: dict[tuple[str, int | None], list[Mention]] = {}
        for mention in self.safe:
            found.setdefault((mention.quote, mention.entity_id), []).append(mention)
        return [(some[0], len(some)) for some in found.values()]


def _previews(articles: Iterable[Article]) -> list[Preview]:
    articles = list(articles)
    proposals = Mention.objects.filter(article__in=articles, status=Status.PROPOSED).select_related(
        "entity__merged_into"
    )
    of: dict[int, list[Mention]] = {article.pk: [] for article in articles}
    for mention in proposals:
        of[mention.article_id].append(mention)
    previews = []
    for article in articles:
        safe = [mention for mention in of[article.pk] if is_safe(mention)]
        previews.append(Preview(article, safe, len(of[article.pk]) - len(safe)))
    return previews


@transaction.atomic
def _accept(article: Article, mentions: list[int], user: User) -> int:
    """How many proposals were confirmed: one that was decided meanwhile stays as somebody decided it."""
    confirmed = 0
    if Mention.objects.filter(pk__in=mentions, article=article, status=Status.PROPOSED).exists():
        confirmed = len(decided_by(accept_safe(article, by=user, only=mentions)))
    finish_review(article, by=user, publish=True)
    return confirmed


def _accepted(published: int, confirmed: int) -> str:
    articles = ngettext("%(count)s article is published", "%(count)s articles are published", published)
    proposals = ngettext("%(count)s proposal confirmed.", "%(count)s proposals confirmed.", confirmed)
    return f"{articles % {'count': published}}, {proposals % {'count': confirmed}}"


def _assign_to_me(request: HttpRequest, articles: list[Article]) -> None:
    user = cast(User, request.user)
    assign_all(articles, user, by=user)
    done = ngettext("%(count)s article is yours now.", "%(count)s articles are yours now.", len(articles))
    messages.success(request, done % {"count": len(articles)} + _taken_over(articles, user))


def _hand_over(request: HttpRequest, articles: list[Article]) -> None:
    keys = _numbers([request.POST.get("to", "")])
    person = User.objects.filter(pk__in=keys, is_active=True, role__in=(Role.EDITOR, Role.CHIEF_EDITOR)).first()
    if person is None:
        raise NotPossible(_("Choose who is to have them."))
    assign_all(articles, person, by=cast(User, request.user))
    name = person.get_full_name() or person.get_username()
    done = ngettext(
        "%(count)s article is handed to %(who)s.", "%(count)s articles are handed to %(who)s.", len(articles)
    )
    messages.success(request, done % {"count": len(articles), "who": name} + _taken_over(articles, person))


def _taken_over(articles: Iterable[Article], person: User) -> str:
    """Who had them before: somebody else may have taken one while its box was being ticked."""
    others = {one.assigned_to for one in articles if one.assigned_to and one.assigned_to != person}
    names = sorted(one.get_full_name() or one.get_username() for one in others)
    return " " + _("Taken over from %(who)s.") % {"who": ", ".join(names)} if names else ""


def _ask_to_accept(request: HttpRequest, articles: list[Article]) -> HttpResponse:
    chosen = urlencode([("article", article.pk) for article in articles])
    return redirect(f"{reverse('desk_inbox_accept')}?{chosen}")


def _to_the_trash(request: HttpRequest, articles: list[Article]) -> None:
    trash(articles, by=cast(User, request.user))
    done = ngettext(
        "%(count)s article lies in the trash now and can be restored for 30 days.",
        "%(count)s articles lie in the trash now and can be restored for 30 days.",
        len(articles),
    )
    messages.success(request, done % {"count": len(articles)})


Action = Callable[[HttpRequest, list[Article]], HttpResponse | None]
ACTIONS: dict[str, Action] = {
    "assign": _assign_to_me,
    "hand_over": _hand_over,
    "accept": _ask_to_accept,
    "trash": _to_the_trash,
}


def _chosen(typed: list[str]) -> list[Article]:
    """Those that still wait, the oldest first; never more than a page of them."""
    waiting = Article.objects.waiting().filter(pk__in=_numbers(typed)[:PAGE_SIZE])
    return list(waiting.select_related("assigned_to").defer("text", "parts").order_by("created_at", "pk"))


def _tell_what_left(request: HttpRequest, ticked: list[str], articles: list[Article]) -> None:
    """Of what was ticked, that some of it waits no longer: another editor was faster."""
    if left := len({*_numbers(ticked)[:PAGE_SIZE]}) - len(articles):
        said = ngettext(
            "%(count)s article has left the inbox meanwhile: somebody else has finished it or thrown it away.",
            "%(count)s articles have left the inbox meanwhile: somebody else has finished them or thrown them away.",
            left,
        )
        messages.error(request, said % {"count": left})


def _numbers(typed: Iterable[str]) -> list[int]:
    return [int(one) for one in typed if one.isascii() and one.isdigit() and len(one) < 19]
