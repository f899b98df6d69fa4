"""Who is registered, for who runs registration and for a focal point; who takes part, for everybody."""

from django.utils.translation import gettext_lazy as _

from accounts.accreditation.statistics import SMALL, shown
from forum.kit.exports import Coded, Column, Export, coded


def told(number: int) -> Coded:
    """A number of people as the public may read it: a small one is not known."""
    return Coded(number if number == 0 or number >= SMALL else None, shown(number))


REGISTRATIONS = Export(
    "registration",
    _("Registration"),
    (
        Column("name", _("Name"), "registration.person_name"),
        Column("email", _("E-mail address"), "registration.person_email"),
        Column("function", _("Function"), "registration.function"),
        Column("organisation", _("Organisation"), lambda asked: str(asked.registration.organisation or "")),
        Column(
            "category",
            _("Category"),
            lambda asked: coded(asked.registration.organisation.category) if asked.registration.organisation else None,
        ),
        Column("space", _("Space"), lambda asked: coded(asked.space, "slug")),
        Column("state", _("State")),
        Column("since", _("Since"), "status_since"),
        Column("reason", _("Reason")),
    ),
)
DELEGATION = Export(
    "delegation",
    _("Delegation"),
    (
        Column("name", _("Name"), "person_name"),
        Column("email", _("E-mail address"), "person_email"),
        Column("function", _("Function")),
        Column("spaces", _("Spaces"), lambda person: [str(asked.space) for asked in person.spaces.all()]),
        Column("states", _("States of the requests"), lambda person: [asked.state for asked in person.spaces.all()]),
        Column("registered", _("Registered"), "made_at"),
    ),
)
NUMBERS = Export(
    "numbers",
    _("Organisations and people by category"),
    (
        Column("category", _("Category"), lambda row: coded(row.category)),
        Column("entitled", _("Entitled"), "category.is_entitled"),
        Column("applied", _("Applied"), lambda row: told(row.applied)),
        Column("accredited", _("Accredited")),
        Column("registered", _("People registered"), lambda row: told(row.registered)),
        Column("approved", _("People approved"), lambda row: told(row.approved)),
    ),
    apart=True,
)
