"""Who may do what: every address, every role, every method, held against one table.

A new address needs a line in the table. `who` is the least that lets one in: anyone, account, editor or chief; with
READERS=accounts nothing that says anyone is open to strangers but what is listed in _WAY_IN. `takes` are the methods
the address knows; HEAD comes with GET, and every other method is answered 405 to those who are let in.
"""

from __future__ import annotations

from copy import deepcopy

from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings

from articles.models import Role, User
from tests.views.addresses import every_address, every_route
from tests.views.finding import FindingTests

TABLE = """
    route                                       who      takes
    /                                           anyone   GET
    /search/                                    anyone   GET
    /search/facet/<slug:name>/                  anyone   GET
    /search.json                                anyone   GET
    /search.csv                                 anyone   GET
    /search.atom                                anyone   GET
    /suggest/                                   anyone   GET
    /opensearch.xml                             anyone   GET
    /events/                                    anyone   GET
    /events/<int:pk>/                           anyone   GET
    /events.csv                                 anyone   GET
    /events.jsonl                               anyone   GET
    /events.atom                                anyone   GET
    /articles/<int:pk>/                         anyone   GET
    /articles/<int:pk>/<slug:slug>/             anyone   GET
    /articles/<int:pk>/cite.<str:form>          anyone   GET
    /map/world/                                 anyone   GET
    /calendar/                                  anyone   GET
    /calendar/<int:year>/                       anyone   GET
    /calendar/<int:year>/<int:month>/           anyone   GET
    /sources/                                   anyone   GET
    /subjects/                                  anyone   GET
    /pairs/                                     anyone   GET
    /pairs/<slug:a>/<slug:b>/                   anyone   GET
    /<kind:kind>/                               anyone   GET
    /<kind:kind>/<slug:slug>/                   anyone   GET
    /<kind:kind>/<slug:slug>/mentions/          anyone   GET
    /<kind:kind>/<slug:slug>/co-mentions/       anyone   GET
    /<kind:kind>/<slug:slug>.atom               anyone   GET

    /articles/<int:pk>/keep/                    account  POST
    /bookmarks/                                 account  GET
    /bookmarks/<int:pk>/                        account  POST
    /bookmarks.<str:form>                       account  GET
    /report/                                    anyone   GET POST
    /about/<slug:page>/                         anyone   GET
    /desk/reports/                              editor   GET
    /desk/reports/<int:pk>/                     editor   POST

    /articles/<int:pk>/edit/                    editor   GET POST
    /articles/<int:pk>/history/                 editor   GET
    /articles/<int:pk>/history/<int:decision>/  editor   GET
    /articles/<int:pk>/history/<int:decision>/restore/ editor POST
    /articles/<int:pk>/status/                  editor   GET POST
    /articles/<int:pk>/delete/                  editor   GET POST

    /sign-in/                                   anyone   GET POST
    /sign-out/                                  anyone   POST
    /welcome/<str:uid>/<str:token>/             anyone   GET POST
    /language/                                  anyone   POST
    /new-password/                              account  GET POST
    /account/                                   account  GET POST
    /account/sign-out-everywhere/               account  POST

    /desk/upload/                               editor   GET POST
    /desk/batches/                              editor   GET
    /desk/batches/<int:pk>/                     editor   GET
    /desk/batches/<int:pk>/files/               editor   POST
    /desk/batches/<int:pk>/retry/               editor   POST
    /desk/batches/<int:pk>/undo/                editor   GET POST

    /desk/                                      editor   GET
    /desk/inbox/                                editor   GET
    /desk/inbox/spellings/                      editor   GET
    /desk/inbox/chosen/                         editor   POST
    /desk/inbox/accept/                         editor   GET POST
    /desk/inbox/read-again/                     editor   POST
    /desk/activity/                             editor   GET
    /desk/trash/                                editor   GET
    /desk/trash/restore/                        editor   POST
    /desk/trash/<int:pk>/delete/                editor   GET POST
    /desk/sources/                              editor   GET
    /desk/sources/<int:pk>/                     editor   GET POST

    /desk/review/<int:pk>/                      editor   GET
    /desk/review/<int:pk>/mentions/             editor   POST
    /desk/review/<int:pk>/mark/                 editor   POST
    /desk/review/<int:pk>/safe/                 editor   GET POST
    /desk/review/<int:pk>/details/              editor   POST
    /desk/review/<int:pk>/cleaning/<int:step>/  editor   POST
    /desk/review/<int:pk>/displaced/<int:displaced>/ editor POST
    /desk/review/<int:pk>/finish/               editor   POST
    /desk/events/new/                           editor   GET POST
    /desk/events/<int:pk>/                      editor   GET POST
    /desk/events/<int:pk>/decide/               editor   POST
    /desk/events/<int:pk>/join/                 editor   GET POST

    /desk/undo/                                 editor   POST
    /desk/decisions/<int:pk>/undo/              editor   POST

    /desk/people/                               chief    GET POST
    /desk/people/<int:pk>/                      chief    GET
    /desk/people/<int:pk>/role/                 chief    POST
    /desk/people/<int:pk>/active/               chief    POST
    /desk/people/<int:pk>/link/                 chief    POST
"""

_LADDER = ["anyone", "account", "editor", "chief"]
_ROLES = {"stranger": None, "reader": Role.READER, "editor": Role.EDITOR, "chief": Role.CHIEF_EDITOR}
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE")
_WAY_IN = ("/sign-in/", "/sign-out/", "/welcome/<str:uid>/<str:token>/", "/language/")


def table() -> dict[str, tuple[str, set[str]]]:
    """Route -> who is let in, and the methods it takes."""
    lines = [line.split() for line in TABLE.strip().splitlines()[1:] if line.strip()]
    return {route: (who, {*methods, *({"HEAD"} if "GET" in methods else ())}) for route, who, *methods in lines}


def outcome(answer: HttpResponse) -> str:
    """One word for what became of a request. `let in` is also a page that is not there or an empty form refused."""
    to = answer.get("HX-Redirect") or answer.get("Location", "")
    if answer.status_code == 302 and to.startswith("/sign-in/?next="):
        return "sign in"
    if answer.status_code in (403, 405):
        return {403: "forbidden", 405: "not that method"}[answer.status_code]
    return "let in" if answer.status_code < 500 else f"error {answer.status_code}"


def expected(role: str, who: str, methods: set[str], method: str) -> str:
    if list(_ROLES).index(role) < _LADDER.index(who):
        return "sign in" if role == "stranger" else "forbidden"
    return "let in" if method in methods else "not that method"


class RoleTableTests(FindingTests):
    def setUp(self) -> None:
        super().setUp()
        article = self.publish("Munition für Nordkorea", self.kp, published="2023-09-14")
        self.asked = {f"/{route}": addresses[0] for route, addresses in every_address(article).items()}

    def test_every_address_is_in_the_table(self) -> None:
        self.assertEqual(set(table()), {f"/{route}" for route in every_route()})

    def test_strangers_readers_editors_and_chief_editors_get_what_the_table_says(self) -> None:
        for role in _ROLES:
            self._become(role)

            self.assertEqual(self._surprises(self._by_the_table(role)), [], role)

    @override_settings(READERS="accounts")
    def test_an_archive_for_accounts_shows_strangers_the_way_in_and_nothing_else(self) -> None:
        told = self._by_the_table("stranger") | {
            (route, method): "sign in" for route in table() if route not in _WAY_IN for method in _METHODS
        }

        self.assertEqual(self._surprises(told), [])

    def _become(self, role: str) -> None:
        self.client.logout()
        if _ROLES[role]:
            self.client.force_login(User.objects.create_user(role, password="unwichtig", role=_ROLES[role]))

    def _by_the_table(self, role: str) -> dict[tuple[str, str], str]:
        return {
            (route, method): expected(role, who, methods, method)
            for route, (who, methods) in table().items()
            for method in _METHODS
        }

    def _surprises(self, told: dict[tuple[str, str], str]) -> list[str]:
        """Where the archive does not do what was *told* of it."""
        became = {(route, method): outcome(self._ask(method, route)) for route, method in told}
        return [
            f"{method} {route}: {became[route, method]}, not {word}"
            for (route, method), word in told.items()
            if became[route, method] != word
        ]

    def _ask(self, method: str, route: str) -> HttpResponse:
        """One request, undone afterwards: none may change what the next one finds."""
        beginning, cookies = transaction.savepoint(), deepcopy(self.client.cookies)
        answer = self.client.generic(method, self.asked[route])
        transaction.savepoint_rollback(beginning)
        self.client.cookies = cookies
        return answer  # type: ignore[return-value]  # the stubs' own response class
