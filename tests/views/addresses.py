"""Every address of the archive, filled in: what tests go through that walk all of them.

A new route without a line here fails `tests/views/test_secret_article.py`.
"""

from __future__ import annotations

from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver

from articles.models import Article

_FACETS = ("country", "person", "org", "place", "weapon", "event", "source", "lang", "author", "subject",
           "collection")  # fmt: skip
_KEYS = ("person", "org", "source", "author", "collection", "event", "from", "page", "after")

_EVENTS = ("a=kp&b=ru", "a=nobody", "type=visit&type=aid", "from=2019&to=2019", "from=1950&to=1951", "from=morgen",
           "confirmed=1&sort=oldest", "page=2")  # fmt: skip


def every_route() -> set[str]:
    """The routes as the address book writes them."""
    return set(_routes_of(get_resolver().url_patterns))


def every_address(article: Article, words: str = "Nordkorea") -> dict[str, list[str]]:
    """For each route the addresses that tests ask for; *words* are typed wherever something can be typed."""
    typed = quote(words)
    by_name = quote(f'person:"{words}" OR source:"{words}"')
    searches = [
        "",
        f"?q={typed}",
        f"?q={by_name}",
        *(f"?{key}={typed}" for key in _KEYS),
        "?country=kp",
        "?not_country=kp&sort=added",
        "?from=2019&to=2019&sort=oldest&confirmed=1",
        "?status=draft",
    ]
    here = f"/articles/{article.pk}/"
    return {
        "": ["/"],
        "search/": [f"/search/{one}" for one in searches],
        "search/facet/<slug:name>/": [f"/search/facet/{one}/" for one in (*_FACETS, "status")],
        "search.json": [f"/search.json{one}" for one in searches],
        "search.csv": ["/search.csv", f"/search.csv?q={typed}", "/search.csv?status=draft"],
        "search.atom": ["/search.atom", f"/search.atom?q={typed}", "/search.atom?status=draft"],
        "suggest/": [f"/suggest/?{form}q={typed[:end]}" for form in ("", "form=opensearch&", "kind=person&") for end in
                     (3, len(typed))],
        "opensearch.xml": ["/opensearch.xml"],
        "events/": ["/events/", *(f"/events/?{one}" for one in _EVENTS), f"/events/?a={typed}&place={typed}",
                    f"/events/?article={article.pk}"],
        "events/<int:pk>/": [f"/events/{number}/" for number in (1, 2, 3)],
        "events.csv": ["/events.csv", f"/events.csv?article={article.pk}"],
        "events.jsonl": ["/events.jsonl", f"/events.jsonl?a={typed}"],
        "events.atom": ["/events.atom", "/events.atom?type=visit"],
        "articles/<int:pk>/": [here],
        "articles/<int:pk>/<slug:slug>/": [article.get_absolute_url(), f"{here}anders/"],
        "articles/<int:pk>/cite.<str:form>": [f"{here}cite.{form}" for form in ("txt", "bib", "ris", "exe")],
        "articles/<int:pk>/keep/": [f"{here}keep/"],
        "bookmarks/": ["/bookmarks/", "/bookmarks/?page=9"],
        "bookmarks/<int:pk>/": ["/bookmarks/1/"],
        "bookmarks.<str:form>": [f"/bookmarks.{form}" for form in ("csv", "bib", "ris", "txt", "exe")],
        "report/": ["/report/", f"/report/?article={article.pk}&page={typed}", "/report/?page=//example.org"],
        "about/<slug:page>/": [f"/about/{page}/" for page in ("imprint", "privacy", "accessibility", "takedown", "us")],
        "desk/reports/": ["/desk/reports/"],
        "desk/reports/<int:pk>/": ["/desk/reports/1/"],
        "articles/<int:pk>/edit/": [f"{here}edit/"],
        "articles/<int:pk>/history/": [f"{here}history/", f"{here}history/?kind=edit&before=9"],
        "articles/<int:pk>/history/<int:decision>/": [f"{here}history/1/"],
        "articles/<int:pk>/history/<int:decision>/restore/": [f"{here}history/1/restore/"],
        "articles/<int:pk>/status/": [f"{here}status/"],
        "articles/<int:pk>/delete/": [f"{here}delete/"],
        "pairs/": ["/pairs/", f"/pairs/?a={typed}&b=kp", f"/pairs/?a={typed}", "/pairs/?a=geheim&b=kp"],
        "pairs/<slug:a>/<slug:b>/": [
            f"/pairs/{one}/" for one in ("kp/ru", "ru/kp", "KP/ru", "kp/kp", "geheim/kp", "kim-jong-un/kp", "x/y")
        ],
        "<kind:kind>/": [
            *(f"/{one}/" for one in ("people", "countries", "orgs", "places", "weapons")),
            f"/people/?q={typed}", "/countries/?all=1&letter=n&sort=name&page=2",
        ],
        "<kind:kind>/<slug:slug>/": ["/countries/kp/", "/countries/kp/?by=year", "/countries/KP/", "/people/geheim/"],
        "<kind:kind>/<slug:slug>/mentions/": ["/countries/kp/mentions/", "/people/geheim/mentions/"],
        "<kind:kind>/<slug:slug>/co-mentions/": [
            *(f"/countries/kp/co-mentions/{one}" for one in ("", "?kind=country", "?kind=org", "?page=2")),
            "/people/geheim/co-mentions/",
        ],
        "<kind:kind>/<slug:slug>.atom": ["/countries/kp.atom", "/people/geheim.atom"],
        "map/world/": ["/map/world/"],
        "calendar/": ["/calendar/"],
        "calendar/<int:year>/": ["/calendar/2019/", "/calendar/2023/", "/calendar/0/"],
        "calendar/<int:year>/<int:month>/": ["/calendar/2019/3/", "/calendar/2023/9/", "/calendar/2019/13/"],
        "sources/": ["/sources/", "/sources/?page=2"],
        "subjects/": ["/subjects/", "/subjects/?page=x"],
        "sign-in/": ["/sign-in/", f"/sign-in/?next={typed}"],
        "sign-out/": ["/sign-out/"],
        "new-password/": ["/new-password/"],
        "welcome/<str:uid>/<str:token>/": ["/welcome/MQ/c0ffee-0/", f"/welcome/{typed}/{typed}/"],
        "account/": ["/account/"],
        "account/sign-out-everywhere/": ["/account/sign-out-everywhere/"],
        "desk/upload/": ["/desk/upload/"],
        "desk/batches/": ["/desk/batches/", "/desk/batches/?page=2"],
        "desk/batches/<int:pk>/": ["/desk/batches/1/", "/desk/batches/1/?state=refused"],
        "desk/batches/<int:pk>/files/": ["/desk/batches/1/files/"],
        "desk/batches/<int:pk>/retry/": ["/desk/batches/1/retry/"],
        "desk/batches/<int:pk>/undo/": ["/desk/batches/1/undo/"],
        "desk/": ["/desk/"],
        "desk/inbox/": ["/desk/inbox/", "/desk/inbox/?tab=published&sort=effect"],
        "desk/inbox/spellings/": ["/desk/inbox/spellings/"],
        "desk/inbox/chosen/": ["/desk/inbox/chosen/"],
        "desk/inbox/accept/": [f"/desk/inbox/accept/?article={article.pk}"],
        "desk/inbox/read-again/": ["/desk/inbox/read-again/"],
        "desk/activity/": ["/desk/activity/", "/desk/activity/?kind=publish&by=1"],
        "desk/trash/": ["/desk/trash/"],
        "desk/trash/restore/": ["/desk/trash/restore/"],
        "desk/trash/<int:pk>/delete/": [f"/desk/trash/{article.pk}/delete/"],
        "desk/sources/": ["/desk/sources/"],
        "desk/sources/<int:pk>/": ["/desk/sources/1/"],
        "desk/review/<int:pk>/": [f"/desk/review/{article.pk}/{one}" for one in ("", f"?at=1&find={typed}", "?at=x")],
        "desk/review/<int:pk>/mentions/": [f"/desk/review/{article.pk}/mentions/"],
        "desk/review/<int:pk>/mark/": [f"/desk/review/{article.pk}/mark/"],
        "desk/review/<int:pk>/safe/": [f"/desk/review/{article.pk}/safe/"],
        "desk/review/<int:pk>/details/": [f"/desk/review/{article.pk}/details/"],
        "desk/review/<int:pk>/cleaning/<int:step>/": [f"/desk/review/{article.pk}/cleaning/0/"],
        "desk/review/<int:pk>/displaced/<int:displaced>/": [f"/desk/review/{article.pk}/displaced/1/"],
        "desk/review/<int:pk>/finish/": [f"/desk/review/{article.pk}/finish/"],
        "desk/events/new/": [f"/desk/events/new/?article={article.pk}&sentence=1", "/desk/events/new/?article=x"],
        "desk/events/<int:pk>/": [f"/desk/events/1/?article={article.pk}"],
        "desk/events/<int:pk>/decide/": ["/desk/events/1/decide/"],
        "desk/events/<int:pk>/join/": [f"/desk/events/1/join/?q={typed}"],
        "desk/undo/": ["/desk/undo/"],
        "desk/decisions/<int:pk>/undo/": ["/desk/decisions/1/undo/"],
        "desk/people/": ["/desk/people/"],
        "desk/people/<int:pk>/": ["/desk/people/1/"],
        "desk/people/<int:pk>/role/": ["/desk/people/1/role/"],
        "desk/people/<int:pk>/active/": ["/desk/people/1/active/"],
        "desk/people/<int:pk>/link/": ["/desk/people/1/link/"],
        "language/": ["/language/"],
    }  # fmt: skip


def _routes_of(patterns: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    routes = []
    for one in patterns:
        route = before + str(one.pattern)
        routes += _routes_of(one.url_patterns, route) if isinstance(one, URLResolver) else [route]
    return routes
