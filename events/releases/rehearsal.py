"""The releases of the rehearsal: the first programme, and one that cancels, moves and adds."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.releases.actions import release
from events.sessions import actions
from events.sessions.kinds import SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.rehearsal import at, cancel_one
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit import clock


def first(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    ready = Session.objects.filter(edition=edition, status=SessionStatus.SCHEDULED)
    only = [each.pk for each in ready.exclude(kind=SessionKind.CLOSING)]
    with clock.moved(day0 - timedelta(days=24, hours=20)):
        note = "The first programme: opening, Common Space and general debate have their hours."
        release(edition, by=person("programme"), note=note, only=only)


def run(day0: datetime) -> None:
    """The closing stays in the draft, so that something waits for the next release."""
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(hours=5)):
        cancel_one(edition)
        move_one(edition)
    with clock.moved(day0 - timedelta(hours=4)):
        note = "The walk through the Platform for Partnerships is cancelled. “Who is served” begins an hour later."
        public = Session.objects.filter(edition=edition, published_at__isnull=False).values_list("pk", flat=True)
        release(edition, by=person("programme"), note=note, only=list(public))


def move_one(edition: Edition) -> None:
    services = Session.objects.select_related("edition").get(edition=edition, title__startswith="Who is served")
    start = at(edition, 0, 12)
    actions.reschedule(
        services,
        by=person("programme"),
        room=Room.objects.get(edition=edition, name="Room 1"),
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        reason="The opening of the Civil Society Days takes an hour more.",
    )
