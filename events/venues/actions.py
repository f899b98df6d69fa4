"""Keeping the rooms of an edition, the ways between them and who serves sessions."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from events.venues.models import EquipmentKind, Resource, Room, Venue
from forum.editions.models import Edition
from forum.history import acts
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.kit.translated import said

COPIED = (
    "name",
    "kind",
    "capacity",
    "layouts",
    "place",
    "building",
    "floor",
    "equipment",
    "booths",
    "booth_languages",
    "step_free",
    "streaming",
    "turnaround_minutes",
    "link_minutes",
    "order",
)


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


def edit_walking(edition: Edition, *, by: Any, version: int | None = None, **fields: Any) -> Entry | None:
    acts.permit("edit", Venue(edition=edition), by)
    with transaction.atomic():
        venue, _made = Venue.objects.get_or_create(edition=edition)
        return acts.edit(venue, by=by, changes=fields, version=version)


def add_equipment(edition: Edition, *, by: Any, names: list[str]) -> list[EquipmentKind]:
    """Kinds that rooms may have and sessions ask for; a name that is there already is left."""
    acts.permit("add", EquipmentKind(edition=edition), by)
    made = []
    with transaction.atomic():
        held = EquipmentKind.objects.filter(edition=edition)
        there, codes = {each.name.casefold() for each in held}, {each.code for each in held}
        for name in names:
            if name.casefold() in there:
                continue
            base = slugify(name)[:34] or "equipment"
            code = next(code for n in range(1, 1000) if (code := base if n == 1 else f"{base}-{n}") not in codes)
            kind = EquipmentKind.objects.create(edition=edition, code=code, name=name)
            acts.record("add", kind, by=by, after={"name": name})
            codes.add(code)
            made.append(kind)
    if not made:
        raise Refused(_("It is in the list already. Choose another name."), field="name")
    return made


def remove_equipment(kind: EquipmentKind, *, by: Any) -> None:
    acts.permit("remove", kind, by)
    with transaction.atomic():
        used = [room.name for room in Room.objects.filter(edition=kind.edition) if kind.code in room.equipment]
        if used:
            raise Refused(_("%(rooms)s: the room has it. Take it out there first.") % {"rooms": used[0]})
        acts.record("remove", kind, by=by, before={"name": kind.name})
        kind.delete()


def add_resource(edition: Edition, *, by: Any, **fields: Any) -> Resource:
    resource = Resource(edition=edition, **fields)
    acts.permit("add", resource, by)
    with transaction.atomic():
        refuse_second(resource, fields)
        resource.save(force_insert=True)
        acts.record("add", resource, by=by, after=fields)
    return resource


def edit_resource(resource: Resource, *, by: Any, version: int | None = None, **fields: Any) -> Entry | None:
    with transaction.atomic():
        refuse_second(resource, fields)
        return acts.edit(resource, by=by, changes=fields, version=version)


def remove_resource(resource: Resource, *, by: Any) -> None:
    acts.permit("remove", resource, by)
    with transaction.atomic():
        if resource.needs.exists():  # type: ignore[attr-defined]
            raise Refused(_("Sessions are served by %(name)s. Give them another first.") % {"name": resource.name})
        acts.record("remove", resource, by=by, before={"name": resource.name, "kind": resource.kind})
        resource.delete()


def refuse_second(resource: Resource, fields: dict[str, Any]) -> None:
    same = Resource.objects.filter(edition=resource.edition, kind=fields["kind"], name=fields["name"])
    if same.exclude(pk=resource.pk).exists():
        raise Refused(_("There is one of this name. Choose another name."), field="name")


def clone_rooms(old: Edition, new: Edition, by: Any) -> None:
    """The rooms of an edition begin as those of the one before; links, hours and who serves belong to one forum."""
    for room in Room.objects.filter(edition=old):
        add(new, by=by, **{name: getattr(room, name) for name in COPIED}, **said(room))
    EquipmentKind.objects.bulk_create(
        EquipmentKind(edition=new, code=each.code, name=each.name, **said(each))
        for each in EquipmentKind.objects.filter(edition=old)
    )
