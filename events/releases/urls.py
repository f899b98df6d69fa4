"""Addresses of releases."""

from django.urls import URLPattern, URLResolver, path

from events.releases import public, views

MANAGE = "manage/releases/"

edition_patterns: list[URLPattern | URLResolver] = [
    path("programme/changes/", public.programme_changes, name="programme_changes"),
    path("programme/releases/<int:number>/", public.release, name="release"),
    path(MANAGE, views.manage_releases, name="manage_releases"),
    path(f"{MANAGE}<int:number>/restore/", views.release_restore, name="release_restore"),
    path(f"{MANAGE}new/", views.release_add, name="release_add"),
]
