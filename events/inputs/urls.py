"""Addresses of inputs below an edition."""

from django.urls import path

from events.inputs import views

INPUTS = "sessions/<str:reference>/inputs/"

edition_patterns = [
    path(f"{INPUTS}add/", views.input_add, name="input_add"),
    path(f"{INPUTS}feed/", views.input_feed, name="input_feed"),
    path(f"{INPUTS}<int:pk>/accept/", views.input_accept, name="input_accept"),
    path(f"{INPUTS}<int:pk>/use/", views.input_use, name="input_use"),
    path(f"{INPUTS}<int:pk>/set-aside/", views.input_set_aside, name="input_set_aside"),
]
