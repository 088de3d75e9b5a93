"""The addresses of the editors' desk, by page family; every one of them asks who is there (views/access.py)."""

from django.urls import URLPattern, path

from articles.views.desk import batches, people, upload

urlpatterns: list[URLPattern] = [
    # Uploading
    path("upload/", upload.upload, name="desk_upload"),
    path("batches/", batches.batches, name="desk_batches"),
    path("batches/<int:pk>/", batches.batch, name="desk_batch"),
    path("batches/<int:pk>/files/", upload.batch_files, name="desk_batch_files"),
    path("batches/<int:pk>/retry/", batches.batch_retry, name="desk_batch_retry"),
    path("batches/<int:pk>/undo/", batches.batch_undo, name="desk_batch_undo"),
    # People
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/role/", people.person_role, name="person_role"),
    path("people/<int:pk>/active/", people.person_active, name="person_active"),
    path("people/<int:pk>/link/", people.person_link, name="person_link"),
]
