"""The addresses of the editors' desk, by page family; every one of them asks who is there (views/access.py)."""

from django.urls import URLPattern, path

from articles.views.desk import people

urlpatterns: list[URLPattern] = [
    # People
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/role/", people.person_role, name="person_role"),
    path("people/<int:pk>/active/", people.person_active, name="person_active"),
    path("people/<int:pk>/link/", people.person_link, name="person_link"),
]
