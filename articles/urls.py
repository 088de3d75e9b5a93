"""The archive's addresses, by page family."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, URLResolver, include, path
from django.views.i18n import set_language

from articles.views import account, articles, browse, exports, search, suggest

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
    path("articles/<int:pk>/<slug:slug>/", articles.article, name="article"),
    # Editing
    path("desk/", include("articles.urls_desk")),
    # Accounts and languages
    path("sign-in/", account.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("new-password/", account.NewPassword.as_view(), name="new_password"),
    path("language/", set_language, name="set_language"),
]
