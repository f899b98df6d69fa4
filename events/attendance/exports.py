"""Who is invited to a session and what they answered; and the same in numbers by category."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, coded

INVITED = Export(
    "invited",
    _("Invitations and replies"),
    (
        Column("organisation", _("Organisation"), "organisation.name"),
        Column("category", _("Category"), lambda row: coded(row.organisation.category)),
        Column("reply", _("Reply"), "state"),
        Column("since", _("Since"), "status_since"),
        Column("came", _("Came"), "was_present"),
    ),
)
ATTENDANCE = Export(
    "attendance",
    _("Expected and present by category"),
    (
        Column("category", _("Category"), lambda row: coded(row["category"])),
        Column("invited", _("Invited"), lambda row: row["invited"]),
        Column("confirmed", _("Confirmed"), lambda row: row["confirmed"]),
        Column("declined", _("Declined"), lambda row: row["declined"]),
        Column("signed_up", _("People signed up"), lambda row: row["signed_up"]),
        Column("expected", _("Expected"), lambda row: row["expected"]),
        Column("target", _("Target"), lambda row: row["target"]),
        Column("present", _("Present"), lambda row: row["present"]),
        Column("people", _("People"), lambda row: row["people"]),
    ),
    apart=True,
)
