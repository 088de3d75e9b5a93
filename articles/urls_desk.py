"""The addresses of the editors' desk, by page family; every one of them asks who is there (views/access.py)."""

from django.urls import URLPattern, path

from articles.views.desk import (
    activity,
    batches,
    error_reports,
    event_decisions,
    event_editing,
    inbox,
    inbox_actions,
    people,
    review,
    review_decisions,
    review_safe,
    review_undo,
    sources,
    trash,
    upload,
)

urlpatterns: list[URLPattern] = [
    # The inbox
    path("", inbox.desk, name="desk"),
    path("inbox/", inbox.inbox, name="desk_inbox"),
    path("inbox/spellings/", inbox.spellings, name="desk_spellings"),
    path("inbox/chosen/", inbox_actions.act, name="desk_inbox_act"),
    path("inbox/accept/", inbox_actions.accept, name="desk_inbox_accept"),
    path("inbox/read-again/", inbox_actions.read_again, name="desk_read_again"),
    # What was decided
    path("activity/", activity.activity, name="desk_activity"),
    # What was thrown away, and where texts come from
    path("trash/", trash.trash, name="desk_trash"),
    path("trash/restore/", trash.trash_restore, name="desk_trash_restore"),
    path("trash/<int:pk>/delete/", trash.trash_delete, name="desk_trash_delete"),
    path("sources/", sources.sources, name="desk_sources"),
    path("sources/<int:pk>/", sources.source, name="desk_source"),
    # Uploading
    path("upload/", upload.upload, name="desk_upload"),
    path("batches/", batches.batches, name="desk_batches"),
    path("batches/<int:pk>/", batches.batch, name="desk_batch"),
    path("batches/<int:pk>/files/", upload.batch_files, name="desk_batch_files"),
    path("batches/<int:pk>/retry/", batches.batch_retry, name="desk_batch_retry"),
    path("batches/<int:pk>/undo/", batches.batch_undo, name="desk_batch_undo"),
    # Reviewing
    path("review/<int:pk>/", review.review, name="desk_review"),
    path("review/<int:pk>/mentions/", review_decisions.decide, name="desk_review_mentions"),
    path("review/<int:pk>/mark/", review_decisions.mark_words, name="desk_review_mark"),
    path("review/<int:pk>/safe/", review_safe.safe, name="desk_review_safe"),
    path("review/<int:pk>/details/", review.details, name="desk_review_details"),
    path("review/<int:pk>/cleaning/<int:step>/", review_undo.undo_cleaning_step, name="desk_review_cleaning"),
    path("review/<int:pk>/displaced/<int:displaced>/", review_undo.dismiss, name="desk_review_displaced"),
    path("review/<int:pk>/finish/", review.finish, name="desk_review_finish"),
    # Events
    path("events/new/", event_editing.new, name="desk_event_new"),
    path("events/<int:pk>/", event_editing.edit, name="desk_event"),
    path("events/<int:pk>/decide/", event_decisions.decide, name="desk_event_decide"),
    path("events/<int:pk>/join/", event_decisions.join, name="desk_event_join"),
    # What readers say is wrong
    path("reports/", error_reports.error_reports, name="desk_error_reports"),
    path("reports/<int:pk>/", error_reports.error_report, name="desk_error_report"),
    # Taking back
    path("undo/", review_undo.undo_newest, name="desk_undo"),
    path("decisions/<int:pk>/undo/", review_undo.undo_decision, name="desk_decision_undo"),
    # People
    path("people/", people.people, name="people"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/role/", people.person_role, name="person_role"),
    path("people/<int:pk>/active/", people.person_active, name="person_active"),
    path("people/<int:pk>/link/", people.person_link, name="person_link"),
]
