"""The pledge officer's queue as a file."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, address, coded

QUEUE = Export(
    "pledges-to-decide",
    _("Pledges to decide"),
    (
        Column("reference", _("Reference")),
        Column("title", _("Title")),
        Column("organisation", _("Who"), "who"),
        Column("category", _("Category"), lambda pledge: coded(pledge.category)),
        Column("state", _("State")),
        Column("since", _("Since"), "status_since"),
        Column("target_date", _("By when")),
        Column("reason", _("Reason"), "status_reason"),
        Column("address", _("Address"), address),
    ),
)
