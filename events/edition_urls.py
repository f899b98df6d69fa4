"""Addresses of `events` below an edition."""

from django.urls import URLPattern, URLResolver, path

from events.agenda.urls import edition_patterns as agenda
from events.attendance.urls import edition_patterns as attendance
from events.certificates.urls import edition_patterns as certificates
from events.conflicts.urls import edition_patterns as conflicts
from events.drafting.urls import edition_patterns as drafting
from events.editor.urls import edition_patterns as editor
from events.imports.urls import edition_patterns as imports
from events.inputs.urls import edition_patterns as inputs
from events.moving.urls import edition_patterns as moving
from events.outputs.urls import edition_patterns as outputs
from events.programme import manage
from events.programme import views as programme
from events.releases.urls import edition_patterns as releases
from events.reports.urls import edition_patterns as reports
from events.round_tables import debates
from events.round_tables import views as tables
from events.selection.urls import edition_patterns as selection
from events.sessions import views as sessions
from events.side_events.urls import edition_patterns as side_events
from events.signups.urls import edition_patterns as signups
from events.speakers.urls import edition_patterns as speakers
from events.venues.urls import edition_patterns as venues

MANAGE = "manage/programme/"
ONE = "manage/programme/<str:reference>/"
SUMMARY = "sessions/<str:reference>/summary/"
ROLE = "sessions/<str:reference>/roles/<int:pk>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("programme/", programme.programme, name="programme"),
    path("programme.ics", programme.programme_ics, name="programme_ics"),
    path("sessions/<str:reference>.ics", programme.session_ics, name="session_ics"),
    path("sessions/<str:reference>/", programme.session, name="session"),
    path("sessions/<str:reference>/join/", sessions.session_join, name="session_join"),
    path(f"{ROLE}confirm/", sessions.sessionrole_confirm, name="sessionrole_confirm"),
    path(f"{ROLE}decline/", sessions.sessionrole_decline, name="sessionrole_decline"),
    path(f"{ROLE}remove/", sessions.sessionrole_remove, name="sessionrole_remove"),
    path(MANAGE, manage.manage_programme, name="manage_programme"),
    path(f"{MANAGE}new/", sessions.session_add, name="session_add"),
    path(ONE, sessions.manage_session, name="manage_session"),
    path(f"{ONE}edit/", sessions.session_edit, name="session_edit"),
    path(f"{ONE}schedule/", sessions.session_schedule, name="session_schedule"),
    path(f"{ONE}reschedule/", sessions.session_reschedule, name="session_reschedule"),
    path(f"{ONE}unschedule/", sessions.session_unschedule, name="session_unschedule"),
    path(f"{ONE}publish/", sessions.session_publish, name="session_publish"),
    path(f"{ONE}cancel/", sessions.session_cancel, name="session_cancel"),
    path(f"{ONE}report/", sessions.session_report, name="session_report"),
    path(f"{ONE}offer/", sessions.session_offer, name="session_offer"),
    path(f"{ONE}set-composition/", debates.session_set_composition, name="session_set_composition"),
    path("round-tables/", tables.round_tables, name="round_tables"),
    path(f"{ONE}round-table/", tables.round_table_edit, name="round_table_edit"),
    path(SUMMARY, tables.summary, name="summary"),
    path(f"{SUMMARY}write/", tables.summary_write, name="summary_write"),
    path(f"{SUMMARY}autosave/", tables.summary_autosave, name="summary_autosave"),
    path(f"{SUMMARY}submit/", tables.summary_submit, name="summary_submit"),
    path(f"{SUMMARY}agree/", tables.summary_agree, name="summary_agree"),
    path(f"{SUMMARY}ask-changes/", tables.summary_ask_changes, name="summary_ask_changes"),
    path(f"{SUMMARY}publish/", tables.summary_publish, name="summary_publish"),
    *venues,
    *editor,
    *conflicts,
    *releases,
    *outputs,
    *speakers,
    *agenda,
    *side_events,
    *selection,
    *reports,
    *signups,
    *inputs,
    *attendance,
    *certificates,
    *imports,
    *drafting,
    *moving,
]
