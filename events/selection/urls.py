"""Addresses of the selection below an edition."""

from django.urls import path

from events.selection import assigning, boarding, listing, placing, queue, scoring, views

AT = "manage/side-events/"
BOARD = f"{AT}board/"
OF = f"{AT}<str:reference>/"

edition_patterns = [
    path(AT, queue.selection, name="selection"),
    path(BOARD, boarding.selection_board, name="selection_board"),
    path(f"{BOARD}compare/", boarding.selection_compare, name="selection_compare"),
    path(f"{BOARD}targets/", boarding.selection_targets, name="selection_targets"),
    path(f"{BOARD}add/", boarding.selection_add, name="selection_add"),
    path(f"{BOARD}<int:pk>/pick/", boarding.selection_pick, name="selection_pick"),
    path(f"{BOARD}<int:pk>/suggest/", boarding.selection_suggest, name="selection_suggest"),
    path(f"{BOARD}<int:pk>/remove/", boarding.selection_remove, name="selection_remove"),
    path(f"{BOARD}<int:pk>/letters/", listing.selection_letters, name="selection_letters"),
    path(f"{BOARD}<int:pk>/commit/", listing.selection_commit, name="selection_commit"),
    path(f"{AT}promote/", listing.call_promote, name="call_promote"),
    path(f"{AT}reviewers/", assigning.selection_reviewers, name="selection_reviewers"),
    path(f"{AT}reviewers/assign/", assigning.call_assign_all, name="call_assign_all"),
    path(f"{AT}reviewers/remind/", assigning.call_remind, name="call_remind"),
    path(f"{AT}review/", scoring.review_list, name="review_list"),
    path(f"{AT}review/<str:reference>/", scoring.review, name="review"),
    path(f"{AT}review/<str:reference>/conflict/", scoring.review_conflict, name="review_conflict"),
    path(OF, views.selection_proposal, name="selection_proposal"),
    path(f"{OF}check/", views.selection_check, name="selection_check"),
    path(f"{OF}select/", views.decide, {"verb": "select"}, name="proposal_select"),
    path(f"{OF}reserve/", views.decide, {"verb": "reserve"}, name="proposal_reserve"),
    path(f"{OF}decline/", views.decide, {"verb": "decline"}, name="proposal_decline"),
    path(f"{OF}ask-changes/", views.decide, {"verb": "ask_changes"}, name="proposal_ask_changes"),
    path(f"{OF}reviewers/", views.proposal_reviewers, name="proposal_reviewers"),
    path(f"{OF}schedule/", placing.proposal_schedule, name="proposal_schedule"),
]
