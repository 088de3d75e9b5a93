"""`manage.py sign_in_link USERNAME`: back in for who has lost the password when no chief editor is left to ask."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from articles.models import User
from articles.review.accounts import link_of, replace_password_by_link


class Command(BaseCommand):
    help = "Print a one-time link to choose a new password with; the old one and all sessions end at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(username=User.normalize_username(options["username"])).first()
        if person is None:
            raise CommandError(f"There is no account “{options['username']}”.")
        if not person.is_active:
            raise CommandError(f"The account “{person.username}” is closed; a chief editor can open it again.")
        replace_password_by_link(by=None, person=person)
        person.refresh_from_db()
        self.stdout.write(f"{_base_address()}{reverse('welcome', kwargs=link_of(person))}")
        self.stdout.write(f"Works once, for {settings.PASSWORD_RESET_TIMEOUT // 3600} hours.")


def _base_address() -> str:
    if settings.PRODUCTION:
        return f"https://{settings.ALLOWED_HOSTS[0].removeprefix('.')}"
    host = f"[{settings.HOST}]" if ":" in settings.HOST else settings.HOST
    return f"http://{host}:{settings.PORT}"
