"""Addresses of the automatic draft below an edition."""

from django.urls import path

from events.drafting import views

AT = "manage/draft/"

edition_patterns = [
    path(AT, views.automatic_drafts, name="automatic_drafts"),
    path(f"{AT}<int:number>/", views.automatic_draft, name="automatic_draft"),
    path(f"{AT}<int:number>/accept/", views.automatic_draft_accept, name="automatic_draft_accept"),
]
