"""Saying who was there: who was gets a certificate, who was not loses it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.people.models import User
from events.certificates.models import Certificate
from events.sessions.kinds import RoleStatus, SessionStatus
from events.sessions.models import Session, SessionRole
from events.signups.models import SignUp
from forum.history.acts import compare, edit, permit
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.notifications.actions import notify
from forum.outcomes.actions import freeze_of


def expected_people(session: Session) -> QuerySet[User]:
    """Who had a seat or a confirmed role, and who has a certificate already."""
    roles = SessionRole.objects.filter(session=session, status=RoleStatus.CONFIRMED, user__isnull=False)
    return User.objects.filter(
        Q(pk__in=SignUp.objects.filter(seats__session=session).seated().values("user"))
        | Q(pk__in=roles.values("user"))
        | Q(pk__in=Certificate.objects.filter(session=session).standing().values("user"))
    ).order_by("name", "pk")


@transaction.atomic
def certify(session: Session, *, by: Any, people: Iterable[User], version: int | None = None) -> Entry | None:
    """`people` were there, the others not. Each certificate is a document with its own code; its person is told."""
    permit("certify", session, by)
    compare(session, version)
    if session.status not in (SessionStatus.HELD, SessionStatus.REPORTED):
        raise Refused(_("This session has not been held. Say who was there after its end."))
    standing = Certificate.objects.filter(session=session).standing()
    before = set(standing.values_list("user", flat=True))
    after = {each.pk for each in people}
    if after - set(expected_people(session).values_list("pk", flat=True)):
        raise Refused(_("Only who had a seat or a role can be noted. Choose from the list."), field="people")
    pair = (sorted(before), sorted(after))
    entry = edit(session, verb="certify", by=by, changes={}, also={"people": pair}, version=version)
    standing.exclude(user__in=after).update(withdrawn_at=clock.now())
    for person in User.objects.filter(pk__in=after - before).order_by("pk"):
        certificate = Certificate.objects.create(session=session, user=person)
        document = freeze_of(certificate, by=by, files=False)
        notify([person], "certificate_issued", certificate, entry=entry, url=document.get_absolute_url())
    return entry
