"""Rooms as they are found: those in which something public is."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import Visibility
from events.sessions.models import Session
from events.venues.models import Room
from forum.kit.searching import Found, Searchable, translations


def rows() -> Any:
    public = Session.objects.public().filter(room=OuterRef("pk")).exclude(visibility=Visibility.CLOSED)
    return Room.objects.filter(Exists(public)).select_related("edition")


def read(room: Room) -> Found:
    return Found(
        title=room.name,
        text=room.place,
        url=reverse("room_page", args=[room.edition.slug, room.pk]),
        language=room.language,
        edition_id=room.edition_id,
        titles=translations(room, "name"),
        also=translations(room, "place"),
    )


ROOMS = Searchable("room", _("Room"), _("Rooms"), Room, rows, read, through={"events.session": "room_id"})
