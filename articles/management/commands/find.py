"""`manage.py find QUERY`: the search page for a terminal or a program, with a reader's eyes."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.datastructures import MultiValueDict

from articles.filters import ArticleFilter
from articles.filters.answer import answer
from articles.filters.keys import KEYS, WITHOUT
from articles.filters.plain import plain_answer, visible_hits
from articles.models import User
from articles.rendering.notes import OVER_LIMIT, sentences_for

_SINGLE = ("from", "to", "sort", "page")
_REPEATED = tuple(prefix + key.name for prefix in ("", WITHOUT) for key in KEYS)


class Command(BaseCommand):
    help = "Find articles: the same query, filters and order as the search page, seen as a reader."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", nargs="?", default="", help="words, phrases in quotes, country:KP, before:2024 …")
        for name in _REPEATED:
            parser.add_argument(f"--{name.replace('_', '-')}", dest=name, action="append", metavar="VALUE", default=[])
        for name in _SINGLE:
            parser.add_argument(f"--{name}", dest=name, metavar="VALUE", default="")
        parser.add_argument("--confirmed", action="store_const", const="1", default="", help="only confirmed tags")
        parser.add_argument(
            "--as", dest="account", default="", metavar="USERNAME", help="with the eyes of this account"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        filters = ArticleFilter(_as_address(options), user=_account(options["account"]))
        problems = [sentence for sentences in filters.period_errors for sentence in sentences]
        over_limit = sentences_for(note for note in filters.query.notes if note[0] in OVER_LIMIT)
        if options["json"] and (over_limit or problems):
            raise CommandError(" ".join([*over_limit, *problems]))
        found = answer(filters)
        notes = sentences_for(found.found.notes if found.found else filters.query.notes)
        for sentence in [*notes, *filters.value_errors, *problems]:
            self.stderr.write(sentence)
        if found.from_database:
            self.stderr.write("The search index does not answer; the database was asked. Run manage.py search_index.")
        plain = plain_answer(found, visible_hits(found, filters.user))
        if options["json"]:
            self.stdout.write(json.dumps(plain, ensure_ascii=False))
        else:
            self._print(plain)

    def _print(self, plain: dict[str, Any]) -> None:
        self.stdout.write(f"{plain['total']} articles")
        for hit in plain["hits"]:
            self.stdout.write(f"{hit['published'] or '-':<12}{hit['headline']}\n            {hit['url']}")
        for kind, counts in plain["facets"].items():
            if counts:
                self.stdout.write(f"{kind}: " + ", ".join(f"{one['name']} {one['count']}" for one in counts))
        for one in plain["explained"]:
            self.stdout.write(f"{one['words']} = {one['entity']}")


def _as_address(options: dict[str, Any]) -> MultiValueDict[str, str]:
    values: MultiValueDict[str, str] = MultiValueDict()
    values.setlist("q", [options["query"]])
    for name in _REPEATED:
        values.setlist(name, options[name])
    for name in (*_SINGLE, "confirmed"):
        values.setlist(name, [options[name]])
    return values


def _account(username: str) -> User | None:
    if not username:
        return None
    try:
        return User.objects.get(username=username, is_active=True)
    except User.DoesNotExist:
        raise CommandError(f"There is no active account “{username}”.") from None
