"""Addresses of the import below an edition."""

from django.urls import path

from events.imports import views

AT = "manage/import/"

edition_patterns = [
    path(AT, views.imports, name="imports"),
    path(f"{AT}<int:pk>/", views.import_page, name="import"),
    path(f"{AT}<int:pk>/apply/", views.import_apply, name="import_apply"),
]
