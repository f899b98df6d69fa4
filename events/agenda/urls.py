"""Addresses of one's agenda below an edition."""

from django.urls import path

from events.agenda import views

edition_patterns = [
    path("agenda/", views.agenda, name="agenda"),
    path("agenda/link/make/", views.agendalink_make, name="agendalink_make"),
    path("agenda/link/end/", views.agendalink_end, name="agendalink_end"),
    path("agenda/<str:token>.ics", views.agenda_ics, name="agenda_ics"),
    path("sessions/<str:reference>/star/", views.session_star, name="session_star"),
    path("sessions/<str:reference>/unstar/", views.session_unstar, name="session_unstar"),
]
