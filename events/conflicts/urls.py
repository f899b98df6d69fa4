"""Addresses of the conflicts of an edition."""

from django.urls import URLPattern, path

from events.conflicts import views

edition_patterns: list[URLPattern] = [
    path("manage/conflicts/", views.conflicts, name="conflicts"),
    path("manage/conflicts/rules/", views.conflict_rules, name="conflict_rules"),
    path("manage/conflicts/<str:key>/settle/", views.conflict_settle, name="conflict_settle"),
    path("manage/conflicts/<str:key>/unsettle/", views.conflict_unsettle, name="conflict_unsettle"),
    path("manage/programme/<str:reference>/needs/", views.session_needs, name="session_needs"),
]
