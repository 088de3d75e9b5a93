"""The archive's addresses, by page family."""

from django.urls import URLPattern, URLResolver, include, path, register_converter
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from articles.views import (
    about,
    account,
    articles,
    bookmarks,
    browse,
    calendar,
    catalogue,
    entities,
    error_reports,
    event_exports,
    events,
    exports,
    map,
    pairs,
    search,
    sign_in,
    suggest,
)
from articles.views.desk import editing, history, status
from articles.views.kind_words import KindWord

register_converter(KindWord, "kind")

urlpatterns: list[URLPattern | URLResolver] = [
    # Finding
    path("search/", search.search, name="search"),
    path("search/facet/<slug:name>/", search.facet, name="search_facet"),
    path("search.json", exports.search_json, name="search_json"),
    path("search.csv", exports.search_csv, name="search_csv"),
    path("search.atom", exports.search_atom, name="search_atom"),
    path("suggest/", suggest.suggest, name="suggest"),
    path("opensearch.xml", exports.opensearch, name="opensearch"),
    # Reading
    path("", browse.browse, name="browse"),
    path("articles/<int:pk>/", articles.article),
    path("articles/<int:pk>/cite.<str:form>", articles.article_cite, name="article_cite"),
    # Before the headline's words: article_slug() keeps them from being one of these.
    path("articles/<int:pk>/keep/", bookmarks.keep, name="article_keep"),
    path("articles/<int:pk>/edit/", editing.edit, name="article_edit"),
    path("articles/<int:pk>/history/", history.history, name="article_history"),
    path("articles/<int:pk>/history/<int:decision>/", history.revision, name="article_revision"),
    path("articles/<int:pk>/history/<int:decision>/restore/", history.restore, name="article_restore"),
    path("articles/<int:pk>/status/", status.status, name="article_status"),
    path("articles/<int:pk>/delete/", status.delete, name="article_delete"),
    path("articles/<int:pk>/<slug:slug>/", articles.article, name="article"),
    # Events
    path("events/", events.events, name="events"),
    path("events/<int:pk>/", events.event, name="event"),
    path("events.csv", event_exports.events_csv, name="events_csv"),
    path("events.jsonl", event_exports.events_jsonl, name="events_jsonl"),
    path("events.atom", event_exports.events_atom, name="events_atom"),
    # People, countries, organisations, places and weapons
    path("pairs/", pairs.pairs, name="pairs"),
    path("pairs/<slug:a>/<slug:b>/", pairs.pair, name="pair"),
    path("<kind:kind>/", entities.entities, name="entities"),
    path("<kind:kind>/<slug:slug>/", entities.entity, name="entity"),
    path("<kind:kind>/<slug:slug>/mentions/", entities.entity_mentions, name="entity_mentions"),
    path("<kind:kind>/<slug:slug>/co-mentions/", entities.entity_together, name="entity_together"),
    path("<kind:kind>/<slug:slug>.atom", entities.entity_atom, name="entity_atom"),
    # By place, by day, by origin
    path("map/world/", map.world, name="map_world"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar_year, name="calendar_year"),
    path("calendar/<int:year>/<int:month>/", calendar.calendar_month, name="calendar_month"),
    path("sources/", catalogue.sources, name="sources_read"),
    path("subjects/", catalogue.subjects, name="subjects_read"),
    # Editing
    path("desk/", include("articles.urls_desk")),
    # Accounts and languages
    path("sign-in/", sign_in.SignIn.as_view(), name="sign_in"),
    path("sign-in/", sign_in.SignIn.as_view(), name="account_login"),  # the name allauth looks it up by
    path("sign-out/", sign_in.SignOut.as_view(), name="sign_out"),
    path("new-password/", sign_in.NewPassword.as_view(), name="new_password"),
    path("welcome/<str:uid>/<str:token>/", sign_in.welcome, name="welcome"),
    path("account/", account.account, name="account"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign_out_everywhere"),
    path("bookmarks/", bookmarks.bookmarks, name="bookmarks"),
    path("bookmarks/<int:pk>/", bookmarks.bookmark, name="bookmark"),
    path("bookmarks.<str:form>", bookmarks.bookmarks_export, name="bookmarks_export"),
    # About the site
    path("report/", error_reports.report_error, name="report_error"),
    path("about/<slug:page>/", about.about, name="about"),
    path("language/", require_POST(set_language), name="set_language"),
]
