"""Addresses of sign-ups below an edition."""

from django.urls import path

from events.signups import views

ONE = "sessions/<str:reference>/sign-up/"
MANAGE = "manage/programme/<str:reference>/"

edition_patterns = [
    path(ONE, views.session_sign_up, name="session_sign_up"),
    path(f"{ONE}<int:pk>/withdraw/", views.signup_withdraw, name="signup_withdraw"),
    path(f"{MANAGE}sign-ups/", views.session_sign_ups, name="session_sign_ups"),
    path(f"{MANAGE}seat/", views.session_seat, name="session_seat"),
]
