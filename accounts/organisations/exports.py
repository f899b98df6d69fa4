"""Organisations, and the members of one, as files."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, address, choice, coded

ORGANISATIONS = Export(
    "organisations",
    _("Organisations"),
    (
        Column("slug", _("Short address")),
        Column("name", _("Name")),
        Column("acronym", _("Acronym")),
        Column("aliases", _("Other names")),
        Column("category", _("Category"), lambda organisation: coded(organisation.category)),
        Column("category_confirmed", _("Category confirmed")),
        Column("country", _("Country"), lambda organisation: coded(organisation.country, "iso3")),
        Column("website", _("Web page")),
        Column("fictional", _("Rehearsal"), "is_fictional"),
        Column("basis", _("Basis")),
        Column("source", _("Source")),
        Column("address", _("Address"), address),
    ),
    prepare=lambda organisations: organisations.select_related("category", "country"),
)
MEMBERS = Export(
    "members",
    _("Members"),
    (
        Column("name", _("Name"), "user.name"),
        Column("role", _("Role"), choice("role")),
        Column("since", _("Since"), "starts"),
    ),
    prepare=lambda members: members.select_related("user"),
)
