"""The rooms of an edition as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, choice

ROOMS = Export(
    "rooms",
    _("Rooms"),
    (
        Column("name", _("Name")),
        Column("kind", _("Kind"), choice("kind")),
        Column("capacity", _("Seats")),
        Column("place", _("Where it is")),
        Column("sessions", _("Sessions"), "used"),
    ),
)
