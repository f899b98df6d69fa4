"""Addresses of one's own page below an edition."""

from django.urls import path

from events.speakers import views

edition_patterns = [path("people/me/edit/", views.speaker_edit, name="speaker_edit")]
