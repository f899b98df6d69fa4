"""Addresses of the call below an edition."""

from django.urls import path

from events.calls import views

edition_patterns = [
    path("manage/call/", views.call_edit, name="call_edit"),
    path("manage/call/clone/", views.call_clone, name="call_clone"),
    path("manage/call/raise-places/", views.call_raise_places, name="call_raise_places"),
]
