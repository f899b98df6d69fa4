"""Addresses of the outputs below an edition."""

from django.urls import path

from events.outputs import feeds, views, zones

edition_patterns = [
    path("now/", views.programme_now, name="programme_now"),
    path("rooms/<int:pk>/", views.room_page, name="room_page"),
    path("rooms/<int:pk>/sign/", views.room_sign, name="room_sign"),
    path("rooms/<int:pk>.ics", feeds.room_ics, name="room_ics"),
    path("parts/<slug:slug>.ics", feeds.programme_part_ics, name="programme_part_ics"),
    path("people/<int:pk>/", views.speaker, name="speaker"),
    path("people/<int:pk>.ics", feeds.speaker_ics, name="speaker_ics"),
    path("programme/feeds/", views.programme_feeds, name="programme_feeds"),
    path("programme/zone/", zones.programme_zone, name="programme_zone"),
    path("programme/embed/", views.programme_embed, name="programme_embed"),
    path("manage/embedding/edit/", views.embedding_edit, name="embedding_edit"),
    path("schedule.xml", feeds.schedule_xml, name="schedule_xml"),
    path("schedule.json", feeds.schedule_json, name="schedule_json"),
    path("programme.pdf", feeds.programme_paper, name="programme_paper"),
]
