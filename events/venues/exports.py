"""The rooms of an edition and who serves them, as files."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, choice

ROOMS = Export(
    "rooms",
    _("Rooms"),
    (
        Column("name", _("Name")),
        Column("kind", _("Kind"), choice("kind")),
        Column("capacity", _("Seats")),
        Column("layouts", _("Seats by layout"), lambda room: [f"{label}: {seats}" for label, seats in room.seats]),
        Column("place", _("Where it is")),
        Column("building", _("Building")),
        Column("floor", _("Floor")),
        Column("equipment", _("Equipment")),
        Column("booths", _("Interpretation booths")),
        Column("booth_languages", _("Languages of the booths")),
        Column("step_free", _("Step-free way in")),
        Column("streaming", _("Can be shown live on the web")),
        Column("turnaround_minutes", _("Minutes to turn it around")),
        Column("sessions", _("Sessions"), "used"),
    ),
)
RESOURCES = Export(
    "resources",
    _("Interpreters and technicians"),
    (
        Column("name", _("Name")),
        Column("kind", _("Kind"), choice("kind")),
        Column("languages", _("Languages")),
        Column("begins", _("Works from"), lambda each: f"{each.begins:%H:%M}" if each.begins else None),
        Column("finishes", _("Works until"), lambda each: f"{each.finishes:%H:%M}" if each.finishes else None),
        Column("longest_minutes", _("Longest stretch in minutes")),
        Column("pause_minutes", _("Pause in minutes")),
        Column("sessions", _("Sessions"), "used"),
    ),
)
EQUIPMENT = Export("equipment", _("Equipment"), (Column("code", _("Code")), Column("name", _("Name"))))
