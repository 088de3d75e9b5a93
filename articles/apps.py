"""The one Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("News archive")

    def ready(self) -> None:
        from articles import checks  # noqa: F401  registering is the import's purpose
