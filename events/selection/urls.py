"""Addresses of the selection below an edition."""

from django.urls import path

from events.selection import placing, scoring, views

AT = "manage/side-events/"
OF = f"{AT}<str:reference>/"

edition_patterns = [
    path(AT, views.selection, name="selection"),
    path(f"{AT}review/", scoring.review_list, name="review_list"),
    path(f"{AT}review/<str:reference>/", scoring.review, name="review"),
    path(OF, views.selection_proposal, name="selection_proposal"),
    path(f"{OF}check/", views.selection_check, name="selection_check"),
    path(f"{OF}select/", views.decide, {"verb": "select"}, name="proposal_select"),
    path(f"{OF}reserve/", views.decide, {"verb": "reserve"}, name="proposal_reserve"),
    path(f"{OF}decline/", views.decide, {"verb": "decline"}, name="proposal_decline"),
    path(f"{OF}ask-changes/", views.decide, {"verb": "ask_changes"}, name="proposal_ask_changes"),
    path(f"{OF}reviewers/", views.proposal_reviewers, name="proposal_reviewers"),
    path(f"{OF}schedule/", placing.proposal_schedule, name="proposal_schedule"),
]
