"""The two vocabularies of standing: of what machines propose, and of an article on its way to readers."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    """Of every mention, name, event, report and role."""

    PROPOSED = "proposed", _("proposed")
    CONFIRMED = "confirmed", _("confirmed")
    REJECTED = "rejected", _("rejected")


class Publication(models.TextChoices):
    """Of an article. Readers see published ones, and embargoed ones once their time has come."""

    DRAFT = "draft", _("draft")
    IN_REVIEW = "in_review", _("in review")
    PUBLISHED = "published", _("published")
    EMBARGOED = "embargoed", _("embargoed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class FullText(models.TextChoices):
    """Who reads the whole text; everybody else gets headline and snippet."""

    INHERIT = "inherit", _("as the source says")
    EVERYONE = "everyone", _("everyone")
    EDITORS = "editors", _("editors only")


def text_is_open(rule: str, source_rule: str | None, user: Any) -> bool:
    """Whether *user* reads the text of an article with that *rule* and a source with that, or only its beginning."""
    if getattr(user, "is_editor", False):
        return True
    # What has no source has nobody whose rights say otherwise.
    decides = (source_rule or FullText.EVERYONE) if rule == FullText.INHERIT else rule
    return decides == FullText.EVERYONE
