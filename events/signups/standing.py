"""Whether a person may sign up for a session, for whom, and why not."""

from typing import Any

from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from accounts.registration.models import Registration, RegistrationStatus
from events.sessions.kinds import SessionStatus, Visibility
from events.signups.models import Seats
from forum.kit.lists import listed
from forum.kit.refusals import Refused


def approved_registration(user: Any, seats: Seats) -> Registration | None:
    found = Registration.objects.of_person(user).filter(
        edition=seats.edition_id, spaces__status=RegistrationStatus.APPROVED
    )
    return found.select_related("organisation__category").first()


def organisation_of(user: Any, registration: Registration | None) -> Organisation | None:
    """As registered for the forum; else the one organisation of the person, where there is no doubt."""
    if registration is not None:
        return registration.organisation
    own = Organisation.objects.filter(pk__in=user.organisation_roles).select_related("category")[:2]
    return own[0] if len(own) == 1 else None


def check(user: Any, seats: Seats) -> Organisation | None:
    """For whom the person comes. Raises `Refused`, with the cure, where the session is not open to them."""
    session = seats.session
    if session.visibility == Visibility.CLOSED:
        raise Refused(_("This session is closed. Who takes part in it is asked by its chair."))
    if session.status == SessionStatus.CANCELLED:
        raise Refused(_("This session is cancelled."))
    if not seats.is_open:
        raise Refused(_("Sign-up for this session is closed. Come to the door: free seats are given there."))
    registration = approved_registration(user, seats)
    if session.visibility == Visibility.REGISTERED and registration is None:
        raise Refused(
            _("This session is for participants. Register for %(edition)s and sign up once you are approved.")
            % {"edition": session.edition}
        )
    organisation = organisation_of(user, registration)
    allowed = list(seats.categories.all())
    if allowed and (organisation is None or organisation.category not in allowed):
        raise Refused(_("This session is for: %(categories)s.") % {"categories": listed(map(str, allowed))})
    return organisation
