"""Addresses of the editor, below an edition."""

from django.urls import path

from events.editor import act_views, views

EDITOR = "manage/editor/"
ONE = f"{EDITOR}<str:reference>/"

edition_patterns = [
    path(EDITOR, views.editor, name="editor"),
    path(f"{EDITOR}data.json", views.editor_data, name="editor_data"),
    path(f"{EDITOR}would-break/", views.editor_would_break, name="editor_would_break"),
    path(f"{EDITOR}undo/", act_views.editor_undo, name="editor_undo"),
    path(f"{EDITOR}redo/", act_views.editor_redo, name="editor_redo"),
    path(ONE, act_views.editor_session, name="editor_session"),
    path(f"{ONE}unschedule/", act_views.editor_unschedule, name="editor_unschedule"),
    path(f"{ONE}pin/", act_views.editor_pin, name="editor_pin"),
    path(f"{ONE}unpin/", act_views.editor_unpin, name="editor_unpin"),
]
