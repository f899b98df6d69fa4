"""Addresses of reports below an edition."""

from django.urls import path

from events.reports import views

edition_patterns = [
    path("side-events/proposals/<str:reference>/report/", views.proposal_report, name="proposal_report"),
    path("presence/", views.presence, name="presence"),
    path("sessions/<str:reference>/count/", views.session_count, name="session_count"),
    path("manage/side-event-reports/", views.report_list, name="report_list"),
]
