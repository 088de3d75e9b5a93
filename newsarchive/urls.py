"""Addresses: the archive's own, and the pages shown when something is wrong."""

from django.urls import include, path

urlpatterns = [path("", include("articles.urls"))]

handler400 = "articles.views.errors.bad_request"
handler403 = "articles.views.errors.forbidden"
handler404 = "articles.views.errors.not_found"
handler429 = "articles.views.errors.too_many"  # asked for by allauth
handler500 = "articles.views.errors.server_error"
