"""Addresses of rooms and what belongs to them."""

from django.urls import URLPattern, path

from events.venues import serving, views

edition_patterns: list[URLPattern] = [
    path("manage/rooms/", views.rooms, name="rooms"),
    path("manage/rooms/new/", views.room_add, name="room_add"),
    path("manage/rooms/walking/", serving.room_walking, name="room_walking"),
    path("manage/rooms/<int:pk>/edit/", views.room_edit, name="room_edit"),
    path("manage/rooms/<int:pk>/remove/", views.room_remove, name="room_remove"),
    path("manage/equipment/", serving.equipment, name="equipment"),
    path("manage/equipment/add/", serving.equipment_add, name="equipment_add"),
    path("manage/equipment/<int:pk>/remove/", serving.equipment_remove, name="equipment_remove"),
    path("manage/resources/", serving.resources, name="resources"),
    path("manage/resources/new/", serving.resource_add, name="resource_add"),
    path("manage/resources/<int:pk>/edit/", serving.resource_edit, name="resource_edit"),
    path("manage/resources/<int:pk>/remove/", serving.resource_remove, name="resource_remove"),
]
