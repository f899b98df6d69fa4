"""The places that a draft proposes, as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, choice

PLACES = Export(
    "places",
    _("Places"),
    (
        Column("reference", _("Reference"), "row.session.reference"),
        Column("title", _("Session"), lambda line: str(line.row.session)),
        Column("room", _("Room"), lambda line: str(line.row.room or "")),
        Column("starts_at", _("Start"), "starts_at"),
        Column("ends_at", _("End"), "ends_at"),
        Column("old_room", _("Room before"), lambda line: str(line.row.old_room or "")),
        Column("old_starts_at", _("Start before"), "old_starts_at"),
        Column("state", _("State"), lambda line: choice("fate")(line.row)),
        Column("why", _("Why"), "why"),
    ),
)
