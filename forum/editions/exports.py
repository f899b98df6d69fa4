"""Editions as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, address, choice, coded

EDITIONS = Export(
    "editions",
    _("Editions"),
    (
        Column("edition", _("Edition"), lambda edition: coded(edition, "slug")),
        Column("series", _("Series"), lambda edition: coded(edition.series, "slug")),
        Column("title", _("Title")),
        Column("theme", _("Theme")),
        Column("place", _("Place")),
        Column("mode", _("Mode"), choice("mode")),
        Column("start", _("First day")),
        Column("end", _("Last day")),
        Column("dates_known_to", _("Dates known to the")),
        Column("timezone", _("Time zone")),
        Column("outcome", _("Kind of outcome"), lambda one: choice("outcome_kind")(one) if one.outcome_kind else None),
        Column("stage", _("Stage"), "state"),
        Column("rehearsal", _("Rehearsal"), "is_rehearsal"),
        Column("basis", _("Basis")),
        Column("source", _("Source")),
        Column("address", _("Address"), address),
    ),
)
