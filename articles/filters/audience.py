"""Whose eyes a question to the index is for."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from articles.search.criteria import Audience


def audience_of(user: Any) -> Audience:
    """The twin of `Article.objects.visible_to(user)`, as of now."""
    return Audience(editor=bool(getattr(user, "is_editor", False)), now=timezone.now())
