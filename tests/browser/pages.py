"""The pages of the archive, each with something on it: what the tests that walk all of them go through."""

from __future__ import annotations

from articles.models import Article, Bookmark, Entity, ErrorReport, Event, User
from articles.text.sentences import sentences
from tests.builders import make_event, make_participation, make_report


def reader_pages() -> dict[str, str]:
    """By what is seen there, addresses that everybody may open; once in a test, as it adds what they show."""
    article = Article.objects.get()
    return {
        "browse": "/",
        "search": "/search/?q=DVRK&country=kp&not_country=fr",
        "no hits": "/search/?q=Erdbeerkuchen&country=kp",
        "mistakes": "/search/?q=%22offen&from=morgen&country=atlantis",
        "facet": "/search/facet/country/?q=DVRK",
        "article": article.get_absolute_url(),
        "tombstone": f"/articles/{_withdrawn(article).pk}/",
        "people": "/people/",
        "nobody": "/people/?q=Erdbeerkuchen",
        "countries": "/countries/?all=1&sort=name",
        "organisations": "/orgs/",
        "places": "/places/",
        "weapons": "/weapons/",
        "country": "/countries/kp/",
        "country without articles": "/countries/de/",
        "person": "/people/kim-jong-un/?by=year",
        "organisation": "/orgs/channel-24/",
        "place": "/places/moskau/",
        "weapon": "/weapons/artilleriemunition/",
        "months": "/countries/kp/mentions/",
        "together": "/countries/kp/co-mentions/",
        "two to choose": "/pairs/?a=Kim&b=atlantis",
        "pair": "/pairs/kp/ru/",
        "pair of people": "/pairs/kim-jong-un/wladimir-putin/",
        "events": "/events/",
        "events of two": "/events/?a=ru&b=kp&from=2023-09&to=2023-11",
        "event mistakes": "/events/?a=Atlantis&from=morgen",
        "no event": "/events/?from=1950&to=1951",
        "event": _event_of(article).get_absolute_url(),
        "world map": "/map/world/",
        "calendar": "/calendar/",
        "year": "/calendar/2024/",
        "month": "/calendar/2024/1/",
        "sources": "/sources/",
        "subjects": "/subjects/",
        "report an error": f"/report/?article={article.pk}",
        **{page: f"/about/{page}/" for page in ("imprint", "privacy", "accessibility", "takedown")},
        "sign in": "/sign-in/",
        "new password": "/new-password/",
        "missing": "/nothing/here/",
    }


def editor_pages(editor: User) -> dict[str, str]:
    """Addresses that look different to *editor*, or are for editors alone; after reader_pages()."""
    article = Article.objects.get(status="published")
    event = Event.objects.order_by("pk")[0]
    Bookmark.objects.create(user=editor, article=article, note="Für den Jahresbericht.")
    ErrorReport.objects.create(article=article, page=article.get_absolute_url(), message="Der Name ist falsch.")
    return {
        "kept articles": "/bookmarks/",
        "article": article.get_absolute_url(),
        "event": event.get_absolute_url(),
        "account": "/account/",
        "inbox": "/desk/inbox/",
        "review": f"/desk/review/{article.pk}/",
        "history": f"/articles/{article.pk}/history/",
        "edit an event": f"/desk/events/{event.pk}/?article={article.pk}",
        "new event": f"/desk/events/new/?article={article.pk}&sentence=1",
        "join events": f"/desk/events/{event.pk}/join/?q=Kim",
        "error reports": "/desk/reports/",
        "activity": "/desk/activity/",
        "upload": "/desk/upload/",
        "batches": "/desk/batches/",
        "sources": "/desk/sources/",
        "spellings": "/desk/inbox/spellings/",
        "trash": "/desk/trash/",
    }


def _event_of(article: Article) -> Event:
    """One that *article* reports twice, with different dates."""
    event = make_event("AID", "military", date="2023-09/2023-11", quantity_value=7, quantity_unit="Schiffe")
    first, second = list(sentences(article.text))[3:5]
    make_participation(make_report(event, article, first.quote), Entity.objects.get(key="country:KP"))
    make_report(event, article, second.quote, date="2023-10", modality="alleged")
    return event


def _withdrawn(article: Article) -> Article:
    return Article.objects.create(
        accession="2026-999999",
        text="Ein Bericht",
        headline="Ein Bericht",
        text_sha256="f" * 64,
        status="withdrawn",
        first_published_at=article.first_published_at,
        withdrawn_reason="Auf Wunsch der Agentur.",
    )
