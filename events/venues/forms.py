"""Forms of rooms, of the ways between them, of equipment and of those who serve sessions."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from events.venues.models import EquipmentKind, Layout, Resource, Room, Venue
from forum.editions.models import Edition
from forum.kit import dates
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateTimeField, offer
from forum.kit.widgets import DateTime, Time
from forum.kit.zones import at_venue

DAYS = 10
PLAIN = ("name", "kind", "capacity", "place", "link", "order")


def language_choices() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_translated"]) for code, _name in settings.LANGUAGES]


class RoomForm(forms.ModelForm):
    """What every room has comes first; the rest is for who wants the programme checked against it."""

    use_required_attribute = False
    link = forms.URLField(label=_("Link to join"), required=False, max_length=500, assume_scheme="https")
    equipment = forms.MultipleChoiceField(label=_("Equipment"), required=False, widget=forms.CheckboxSelectMultiple())
    booth_languages = forms.MultipleChoiceField(
        label=_("Languages of the booths"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("None chosen means any."),
    )

    class Meta:
        model = Room
        fields = [
            *PLAIN,
            "building",
            "floor",
            "booths",
            "step_free",
            "streaming",
            "turnaround_minutes",
            "link_minutes",
        ]

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition, room = edition, self.instance
        for name in ("turnaround_minutes", "link_minutes"):
            self.fields[name].required = False
        kinds = [(each.code, str(each)) for each in EquipmentKind.objects.filter(edition=edition)]
        offer(self, "equipment", kinds)
        if not kinds:
            del self.fields["equipment"]
        offer(self, "booth_languages", language_choices())
        self.initial.update(equipment=room.equipment, booth_languages=room.booth_languages)
        for layout in Layout:
            self.fields[f"seats_{layout.value}"] = forms.IntegerField(
                label=_("Seats: %(layout)s") % {"layout": layout.label},
                required=False,
                min_value=1,
                max_value=100_000,
                initial=room.layouts.get(layout.value),
            )
        self.add_hours(room)
        self.add_closed(room)

    def add_hours(self, room: Room) -> None:
        for day in self.edition.days[:DAYS]:
            opens, closes = room.hours.get(day.isoformat(), ("", ""))
            words = {"day": dates.day(day, "week")}
            for name, label, value in (
                ("opens", _("%(day)s: opens") % words, opens),
                ("closes", _("%(day)s: closes") % words, closes),
            ):
                self.fields[f"{name}_{day.isoformat()}"] = forms.TimeField(
                    label=label, required=False, initial=value, widget=Time()
                )

    def add_closed(self, room: Room) -> None:
        for number, held in enumerate([*room.closed, {}]):
            said = {"number": number + 1}
            for name, label in (("starts", _("Closed (%(number)s): from")), ("ends", _("Closed (%(number)s): until"))):
                moment = datetime.fromisoformat(held[name]) if held else None
                self.fields[f"closed_{name}_{number}"] = DateTimeField(
                    label=label % said,
                    required=False,
                    widget=DateTime(),
                    initial=self.edition.local(moment).replace(tzinfo=None) if moment else None,
                )
            self.fields[f"closed_why_{number}"] = forms.CharField(
                label=_("Closed (%(number)s): why") % said,
                required=False,
                max_length=120,
                initial=held.get("why", ""),
            )

    @property
    def plain(self) -> Iterator[forms.BoundField]:
        return (self[name] for name in PLAIN)

    @property
    def more(self) -> Iterator[forms.BoundField]:
        return (each for each in self.visible_fields() if each.name not in PLAIN)

    @property
    def opened(self) -> bool:
        """Whether the second part is shown at once: it has something to say or to correct."""
        room = self.instance
        held = (room.layouts, room.hours, room.closed, room.equipment, room.booths, room.building)
        return any(held) or any(each.errors for each in self.more)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        said["layouts"] = {each.value: said[f"seats_{each}"] for each in Layout if said.get(f"seats_{each}")}
        said["hours"] = dict(self.hours_of(said))
        said["closed"] = list(self.closed_of(said))
        return said

    def hours_of(self, said: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
        for day in self.edition.days[:DAYS]:
            opens, closes = (said.get(f"{name}_{day.isoformat()}") for name in ("opens", "closes"))
            if opens is None and closes is None:
                continue
            first, last = opens or time(0), closes or time(23, 59)
            if last <= first:
                self.add_error(f"closes_{day.isoformat()}", gettext("It closes before it opens. Set a later hour."))
            yield day.isoformat(), [f"{first:%H:%M}", f"{last:%H:%M}"]

    def closed_of(self, said: dict[str, Any]) -> Iterator[dict[str, str]]:
        number = 0
        while f"closed_starts_{number}" in self.fields:
            names = [f"closed_{name}_{number}" for name in ("starts", "ends", "why")]
            starts, ends, why = (said.get(name) for name in names)
            number += 1
            if not (starts or ends or why):
                continue
            if not (starts and ends and why):
                self.add_error(names[0], gettext("Give the beginning, the end and why it is closed; or nothing."))
                continue
            try:
                first, last = (at_venue(each, self.edition.zone).astimezone(UTC) for each in (starts, ends))
            except ValidationError as error:
                self.add_error(names[0], error)
                continue
            if last <= first:
                self.add_error(names[1], gettext("The end is not after the start. Set a later end."))
            yield {"starts": first.isoformat(), "ends": last.isoformat(), "why": why}

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        named = {name: said[name] for name in (*(self._meta.fields or ()), "booth_languages") if name in said}
        for name, usual in (("turnaround_minutes", 0), ("link_minutes", 30)):
            if named[name] is None:
                named[name] = usual
        found = {**named, "layouts": said["layouts"], "hours": said["hours"], "closed": said["closed"]}
        return found | ({"equipment": said["equipment"]} if "equipment" in said else {})


class EditRoomForm(VersionedForm, RoomForm):
    pass


class EquipmentForm(forms.ModelForm):
    class Meta:
        model = EquipmentKind
        fields = ["name"]


class WalkingForm(VersionedForm, forms.ModelForm):
    """Minutes to another floor and building, and between two rooms where that says too little."""

    use_required_attribute = False

    class Meta:
        model = Venue
        fields = ["floor_minutes", "building_minutes"]

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        rooms = sorted(Room.objects.filter(edition=edition, kind="physical"), key=lambda room: room.pk)
        self.pairs = [f"{one.pk}-{other.pk}" for one in rooms for other in rooms if one.pk < other.pk]
        names = {room.pk: str(room) for room in rooms}
        for pair in self.pairs:
            one, other = (names[int(pk)] for pk in pair.split("-"))
            self.fields[pair] = forms.IntegerField(
                label=_("%(one)s to %(other)s") % {"one": one, "other": other},
                required=False,
                min_value=0,
                max_value=240,
                initial=self.instance.walking.get(pair),
            )

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        walking = {pair: said[pair] for pair in self.pairs if said[pair] is not None}
        return {"floor_minutes": said["floor_minutes"], "building_minutes": said["building_minutes"]} | {
            "walking": walking
        }


class ResourceForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        help_text=_("Into which the team interprets; a technician has none."),
    )

    class Meta:
        model = Resource
        fields = ["kind", "name", "begins", "finishes", "longest_minutes", "pause_minutes"]
        widgets = {"begins": Time(), "finishes": Time()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "languages", language_choices())
        self.initial["languages"] = self.instance.languages

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("begins") and said.get("finishes") and said["finishes"] <= said["begins"]:
            self.add_error("finishes", gettext("The end is not after the start. Set a later end."))
        return said

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*(self._meta.fields or ()), "languages")}


class EditResourceForm(VersionedForm, ResourceForm):
    pass
