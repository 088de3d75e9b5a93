"""Whether the reader of a page has put its article on their list."""

from __future__ import annotations

from typing import Any

from django import template

from articles.models import Article, Bookmark, User

register = template.Library()


@register.simple_tag
def is_kept(article: Article, user: Any) -> bool:
    return isinstance(user, User) and Bookmark.objects.filter(user=user, article=article).exists()
