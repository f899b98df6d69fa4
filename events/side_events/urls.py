"""Addresses of side events below an edition."""

from django.urls import path

from events.calls.urls import edition_patterns as calls
from events.side_events import merging, overlapping, previewing, proposing, views

OF = "side-events/proposals/<str:reference>/"

root_patterns: list = []
edition_patterns = [
    *calls,
    path("side-events/", views.side_events, name="side_events"),
    path("side-events/propose/", proposing.proposal_new, name="proposal_new"),
    path(OF, views.proposal, name="proposal"),
    path(f"{OF}edit/<slug:step>/", proposing.proposal_step, name="proposal_step"),
    path(f"{OF}edit/<slug:step>/autosave/", proposing.proposal_autosave, name="proposal_autosave"),
    path(f"{OF}submit/", proposing.proposal_submit, name="proposal_submit"),
    path(f"{OF}confirm/", views.proposal_confirm, name="proposal_confirm"),
    path(f"{OF}withdraw/", views.proposal_withdraw, name="proposal_withdraw"),
    path(f"{OF}merge/", merging.proposal_merge, name="proposal_merge"),
    path("side-events/mergers/<int:pk>/", merging.merger, name="merger"),
    path("side-events/mergers/<int:pk>/agree/", merging.merger_answer, {"verb": "agree"}, name="merger_agree"),
    path("side-events/mergers/<int:pk>/decline/", merging.merger_answer, {"verb": "decline"}, name="merger_decline"),
    path("side-events/mergers/<int:pk>/withdraw/", merging.merger_withdraw, name="merger_withdraw"),
    path("manage/overlaps/", overlapping.overlap_list, name="overlap_list"),
    path("manage/call/preview/", previewing.call_preview, name="call_preview"),
    path(f"{OF}concept-note/", views.proposal_concept_note, name="proposal_concept_note"),
    path(
        "side-events/co-organisers/<int:pk>/confirm/",
        views.co_organiser_answer,
        {"verb": "confirm"},
        name="coorganiser_confirm",
    ),
    path(
        "side-events/co-organisers/<int:pk>/decline/",
        views.co_organiser_answer,
        {"verb": "decline"},
        name="coorganiser_decline",
    ),
]
