"""What a decision is about to change: locked, read anew, and compared with what the editor saw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from articles.models import Article, Decision, Entity, Mention
from articles.review.errors import NotPossible, Stale
from articles.review.rows import row_key

# More rows of one decision than this are not asked about one by one.
_ASKED_ABOUT = 20


def hold_article(pk: int) -> Article:
    """The article, nobody else's until the transaction ends. What lies in the trash is decided on by nobody."""
    article = Article.objects.select_for_update().filter(pk=pk).first()
    if article is None:
        raise NotPossible(_("The article has been deleted."))
    if article.trashed_at is not None:
        raise NotPossible(_("The article lies in the trash: take it out first."))
    return article


def hold_mentions(mentions: Sequence[Mention], seen: Mapping[int, str] | None = None) -> tuple[Article, list[Mention]]:
    """The article of *mentions* and these as they stand now, in the order of the text.

    Raises Stale where they are not what was *seen*, NotPossible where one is gone.
    """
    articles = {mention.article_id for mention in mentions}
    if len(articles) != 1:
        raise ValueError("One decision is about mentions of one article.")
    article = hold_article(articles.pop())
    wanted = {mention.pk for mention in mentions}
    rows = list(article.mentions.filter(pk__in=wanted).select_related("entity__merged_into__merged_into"))
    for row in rows:
        row.article = article
    if len(rows) < len(wanted):
        raise NotPossible(_("Somebody or a newer reading has taken one of these out of the text. Reload the page."))
    check_seen(rows, seen or {})
    return article, rows


def hold_entity(entity: Entity) -> Entity:
    """What *entity* stands for now, held so that nobody takes it away before something points at it."""
    entity = Entity.objects.select_related("merged_into__merged_into").filter(pk=entity.pk).first() or entity
    # Without the key's lock: many may link to Russia at once, only whoever deletes it has to wait.
    held = Entity.objects.select_for_update(no_key=True).filter(pk=entity.survivor.pk).first()
    if held is None:
        raise NotPossible(_("“%(name)s” has been taken away meanwhile.") % {"name": entity.name})
    return held


def seen(mention: Mention) -> str:
    """What a page remembers of a mention, to say later what it was that somebody decided on.

    Without its place: that moves with every edit of the text before it, and the mention stays what it is.
    """
    return f"{mention.status}.{mention.kind}.{mention.entity_id or 0}.{mention.quote}"


def check_seen(mentions: Iterable[Mention], tokens: Mapping[int, str]) -> None:
    """Raises Stale for those of *mentions* that are no longer what *tokens* say, with what changed them."""
    differing = [mention for mention in mentions if tokens.get(mention.pk, seen(mention)) != seen(mention)]
    if differing:
        raise Stale(differing, newest_decision_on(differing))


def newest_decision_on(mentions: Sequence[Mention]) -> Decision | None:
    changed = Q()
    for mention in mentions[:_ASKED_ABOUT]:
        changed |= Q(after__has_key=row_key(mention))
    return Decision.objects.filter(changed, article=mentions[0].article_id).order_by("-pk").first()
