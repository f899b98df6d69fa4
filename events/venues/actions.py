"""Keeping the rooms of an edition."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.venues.models import Room
from forum.editions.models import Edition
from forum.history import acts
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.kit.translated import said


def add(edition: Edition, *, by: Any, **fields: Any) -> Room:
    room = Room(edition=edition, **fields)
    acts.permit("add", room, by)
    with transaction.atomic():
        refuse_taken_name(room, room.name)
        room.save(force_insert=True)
        acts.record("add", room, by=by, after=fields)
    return room


def edit(room: Room, *, by: Any, version: int | None = None, **fields: Any) -> Entry | None:
    with transaction.atomic():
        refuse_taken_name(room, fields.get("name", room.name))
        return acts.edit(room, by=by, changes=fields, version=version)


def remove(room: Room, *, by: Any) -> None:
    """Only a room that no session uses."""
    acts.permit("remove", room, by)
    with transaction.atomic():
        if room.sessions.exists():
            raise Refused(_("Sessions are in %(room)s. Move them to another room first.") % {"room": room.name})
        acts.record("remove", room, by=by, before={"name": room.name, "kind": room.kind})
        room.delete()


def refuse_taken_name(room: Room, name: str) -> None:
    if Room.objects.filter(edition_id=room.edition_id, name=name).exclude(pk=room.pk).exists():
        raise Refused(_("There is a room of this name. Choose another name."), field="name")


def clone_rooms(old: Edition, new: Edition, by: Any) -> None:
    """The rooms of an edition begin as those of the one before."""
    for room in Room.objects.filter(edition=old):
        add(
            new,
            by=by,
            name=room.name,
            kind=room.kind,
            capacity=room.capacity,
            place=room.place,
            order=room.order,
            **said(room),
        )
