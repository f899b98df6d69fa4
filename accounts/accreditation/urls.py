"""Addresses of accreditation, below an edition."""

from django.urls import path

from accounts.accreditation import queue_views as officers
from accounts.accreditation import track_views, views

QUEUE = "manage/accreditation/"
urlpatterns = [
    path("accreditation/", views.accreditation, name="accreditation"),
    path("accreditation/apply/", views.application_add, name="application_add"),
    path("accreditation/<int:pk>/", views.application_page, name="application"),
    path("accreditation/<int:pk>/edit/", views.application_edit, name="application_edit"),
    path("accreditation/<int:pk>/autosave/", views.application_autosave, name="application_autosave"),
    path("accreditation/<int:pk>/submit/", views.application_submit, name="application_submit"),
    path("accreditation/<int:pk>/withdraw/", views.application_withdraw, name="application_withdraw"),
    path("accreditation/files/<int:pk>/", views.application_document, name="application_document"),
    path(QUEUE, officers.queue, name="accreditation_queue"),
    path(f"{QUEUE}<str:reference>/", officers.queue, name="application_desk"),
    path(f"{QUEUE}<str:reference>/check/", officers.check, name="application_check"),
    path(f"{QUEUE}<str:reference>/review/", officers.act, {"verb": "review"}, name="application_review"),
    path(f"{QUEUE}<str:reference>/ask-changes/", officers.act, {"verb": "ask_changes"}, name="application_ask_changes"),
    path(f"{QUEUE}<str:reference>/accredit/", officers.act, {"verb": "accredit"}, name="application_accredit"),
    path(f"{QUEUE}<str:reference>/decline/", officers.act, {"verb": "decline"}, name="application_decline"),
    path("manage/tracks/", track_views.track_list, name="tracks"),
    path("manage/tracks/new/", track_views.track_add, name="track_add"),
    path("manage/tracks/<int:pk>/edit/", track_views.track_edit, name="track_edit"),
]
