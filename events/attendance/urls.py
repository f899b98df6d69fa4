"""Addresses of attendance below an edition."""

from django.urls import path

from events.attendance import views

ONE = "sessions/<str:reference>/invitations/<int:pk>/"
MANAGE = "manage/programme/<str:reference>/"

edition_patterns = [
    path(f"{ONE}confirm/", views.invited_confirm, name="invited_confirm"),
    path(f"{ONE}decline/", views.invited_decline, name="invited_decline"),
    path(f"{MANAGE}attendance/", views.session_attendance, name="session_attendance"),
    path(f"{MANAGE}invite/", views.session_invite, name="session_invite"),
    path(f"{MANAGE}set-targets/", views.session_set_targets, name="session_set_targets"),
    path("sessions/<str:reference>/mark-present/", views.session_mark_present, name="session_mark_present"),
]
