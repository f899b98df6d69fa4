"""Who hears that a forum moves: each once, with what changes for them."""

from collections.abc import Iterable
from typing import Any

from accounts.organisations.models import ACTING, Membership
from accounts.people.models import User
from accounts.registration.models import Registration, RegistrationStatus
from events.moving.dates import CLOSED
from events.sessions.models import Session
from events.sessions.people import audience
from events.side_events.models import Proposal
from forum.editions.models import Edition
from forum.editions.moving import Step

GONE = (RegistrationStatus.WITHDRAWN, RegistrationStatus.DECLINED)


def registered(edition: Edition) -> Any:
    """Who asked for a space that was neither declined nor given back."""
    alive = [status for status in RegistrationStatus if status not in GONE]
    return Registration.objects.filter(edition=edition, spaces__status__in=alive).distinct()


def told(edition: Edition, steps: Iterable[Step]) -> tuple[dict[int, set[int]], list[tuple[str, str]]]:
    """Ids of people with the moved sessions that concern them; and names and addresses without an account."""
    moved = [step.obj.pk for step in steps if isinstance(step.obj, Session) and step.moves]
    concerned = audience(edition, moved)
    rows = registered(edition).values_list("user", "person_email", "person_name")
    addresses = {email.lower(): name for user, email, name in rows if not user}
    known = dict(User.objects.filter(email__in=addresses).values_list("email", "pk"))
    leads = Proposal.objects.filter(edition=edition).exclude(status__in=CLOSED).values("organisation")
    acting = Membership.objects.current().filter(role__in=ACTING, organisation__in=leads)
    people = {user for user, *_rest in rows if user} | set(known.values()) | set(acting.values_list("user", flat=True))
    people |= set(edition.roles.current().values_list("user", flat=True))
    for pk in people:
        concerned.setdefault(pk, set())
    active = set(User.objects.filter(pk__in=concerned, is_active=True).values_list("pk", flat=True))
    strangers = [(name, email) for email, name in addresses.items() if email not in {each.lower() for each in known}]
    return {pk: sessions for pk, sessions in concerned.items() if pk in active}, strangers
