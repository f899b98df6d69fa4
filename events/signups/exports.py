"""Who has signed up for a session, for who keeps its seats."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, coded

SIGN_UPS = Export(
    "sign-ups",
    _("Sign-ups"),
    (
        Column("name", _("Name"), "user.name"),
        Column("email", _("E-mail address"), "user.email"),
        Column("organisation", _("Organisation"), lambda row: str(row.organisation or "")),
        Column("category", _("Category"), lambda row: coded(row.organisation.category) if row.organisation else None),
        Column("state", _("State")),
        Column("made", _("Signed up"), "made_at"),
    ),
)
