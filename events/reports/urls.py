"""Addresses of reports below an edition."""

from django.urls import path

from events.reports import checking, line_views, views

CHECK = "manage/side-event-reports/<str:reference>/"
LINES = "sessions/<str:reference>/outcome-lines/"

edition_patterns = [
    path("side-events/proposals/<str:reference>/report/", views.proposal_report, name="proposal_report"),
    path("presence/", views.presence, name="presence"),
    path("outcome-lines/", line_views.outcome_lines, name="outcome_lines"),
    path("sessions/<str:reference>/count/", views.session_count, name="session_count"),
    path(f"{LINES}add/", line_views.outcomeline_add, name="outcomeline_add"),
    path(f"{LINES}<int:pk>/edit/", line_views.outcomeline_edit, name="outcomeline_edit"),
    path(f"{LINES}<int:pk>/remove/", line_views.outcomeline_remove, name="outcomeline_remove"),
    path("manage/side-event-reports/", views.report_list, name="report_list"),
    path(CHECK, checking.report_check, name="report_check"),
    path(f"{CHECK}ask-changes/", checking.report_ask_changes, name="report_ask_changes"),
    path(f"{CHECK}publish/", checking.report_publish, name="report_publish"),
]
