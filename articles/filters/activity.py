"""Who decided what: decisions by person, kind and day, the newest first."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, FilterSet

from articles.models import Decision, DecisionKind, User

PAGE_SIZE = 50
_DAY = forms.DateInput(attrs={"type": "date", "class": "in"}, format="%Y-%m-%d")


# Beyond these no time zone can be reckoned with, and nothing was decided.
_FIRST_DAY, _LAST_DAY = date(1, 1, 2), date(9999, 12, 29)


def _people() -> list[tuple[int, str]]:
    deciding = User.objects.filter(Exists(Decision.objects.filter(by=OuterRef("pk"))))
    people = deciding.order_by("first_name", "username")
    return [(person.pk, person.get_full_name() or person.get_username()) for person in people]


class DecisionFilter(FilterSet):  # type: ignore[misc]  # django-filter brings no types
    """Decisions as an address asks for them; `before` is the place in the list."""

    by = ChoiceFilter(
        label=_("Who"), choices=_people, empty_label=_("everybody"), widget=forms.Select(attrs={"class": "in"})
    )
    kind = ChoiceFilter(
        label=_("What"),
        choices=DecisionKind.choices,
        empty_label=_("everything"),
        widget=forms.Select(attrs={"class": "in"}),
    )
    since = DateFilter(label=_("From"), method="from_day", widget=_DAY)
    until = DateFilter(label=_("To"), method="to_day", widget=_DAY)

    class Meta:
        model = Decision
        fields: list[str] = []

    def from_day(self, decisions: QuerySet[Decision], name: str, day: Any) -> QuerySet[Decision]:
        return decisions.filter(made_at__gte=_midnight(day)) if day > _FIRST_DAY else decisions

    def to_day(self, decisions: QuerySet[Decision], name: str, day: Any) -> QuerySet[Decision]:
        # The next day's own midnight: two days a year do not have 24 hours.
        return decisions.filter(made_at__lt=_midnight(day + timedelta(days=1))) if day < _LAST_DAY else decisions

    def page(self, before: int | None) -> tuple[list[Decision], int | None]:
        """One page behind the decision *before*, and behind which the next one begins. One query."""
        found = self.qs.select_related("article", "by", "undone_by").defer("article__text", "article__parts")
        if before:
            found = found.filter(pk__lt=before)
        decisions = list(found.order_by("-pk")[: PAGE_SIZE + 1])
        shown = decisions[:PAGE_SIZE]
        return shown, shown[-1].pk if len(decisions) > PAGE_SIZE else None


def _midnight(day: Any) -> datetime:
    return make_aware(datetime.combine(day, time.min))
