"""Addresses of moving a forum."""

from django.urls import path

from events.moving import views

edition_patterns = [
    path("manage/move/", views.edition_move, name="edition_move"),
    path("manage/move/check/", views.edition_move_check, name="edition_move_check"),
]
