"""Addresses of side events below an edition."""

from django.urls import path

from events.calls.urls import edition_patterns as calls
from events.side_events import proposing, views

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
