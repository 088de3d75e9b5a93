"""The addresses of the editors' desk, by page family; every one of them asks who is there (views/access.py)."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
