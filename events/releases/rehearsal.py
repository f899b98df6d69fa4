"""The releases of the rehearsal: each with its note, in the order of their days."""

from datetime import datetime, timedelta

from django.db.models import Q

from accounts.people.rehearsal import person
from events.releases.actions import release
from events.sessions import actions
from events.sessions.kinds import SIDE_EVENTS, SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.rehearsal import at, cancel_one
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit import clock


def early(day0: datetime) -> None:
    """Three releases in the order of their days: what comes before the forum, its first programme, and two more."""
    edition = Edition.objects.get(is_rehearsal=True)
    drafted = Session.objects.filter(edition=edition, status=SessionStatus.SCHEDULED)
    last_days = Q(number="2.2") | Q(kind__in=SIDE_EVENTS, date__gte=edition.start)
    before = drafted.filter(date__lt=day0.date()).exclude(last_days)
    forum = drafted.filter(date__gte=edition.start).exclude(last_days).exclude(kind=SessionKind.CLOSING)
    for days_ago, note, sessions in [
        (29, "What comes before the forum: two round tables online, side events, the review of port cities.", before),
        (25, "The first programme: opening, Common Space and general debate have their hours.", forum),
        (13, "Round table 2.2 meets online. “One counter at the harbour” has its room.", drafted.filter(last_days)),
    ]:
        with clock.moved(day0 - timedelta(days=days_ago)):
            release(edition, by=person("programme"), note=note, only=list(sessions.values_list("pk", flat=True)))


def run(day0: datetime) -> None:
    """One cancels and moves. The closing stays in the draft, so that something waits for the next release."""
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
