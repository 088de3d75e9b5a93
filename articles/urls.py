"""The archive's addresses, by page family."""

from django.contrib.auth.views import LogoutView
from django.urls import URLPattern, path
from django.views.i18n import set_language

from articles.views import account, articles

urlpatterns: list[URLPattern] = [
    # Reading
    path("articles/<int:pk>/", articles.article),
    path("articles/<int:pk>/cite.<str:form>", articles.article_cite, name="article_cite"),
    path("articles/<int:pk>/<slug:slug>/", articles.article, name="article"),
    # Accounts and languages
    path("sign-in/", account.SignIn.as_view(), name="sign_in"),
    path("sign-out/", LogoutView.as_view(), name="sign_out"),
    path("new-password/", account.NewPassword.as_view(), name="new_password"),
    path("language/", set_language, name="set_language"),
]
