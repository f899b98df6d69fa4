"""Addresses of certificates below an edition."""

from django.urls import path

from events.certificates import views

edition_patterns = [
    path("sessions/<str:reference>/certify/", views.session_certify, name="session_certify"),
]
