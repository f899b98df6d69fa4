"""A session of the rehearsal with two seats, both taken, and one person who waits; and a meeting that is over."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.reports.results import MEETING
from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from events.signups import actions
from forum.kit import clock


def run(day0: datetime) -> None:
    session = Session.objects.select_related("edition", "room").get(
        edition__is_rehearsal=True, kind=SessionKind.CIVIL_SOCIETY
    )
    with clock.moved(day0 - timedelta(days=8)):
        actions.seat(session, by=person("programme"), changes={"own": 2, "closes_at": None})
    for days, name in ((7, "ngo"), (6, "city"), (5, "youth")):
        with clock.moved(day0 - timedelta(days=days)):
            actions.sign_up(session, by=person(name))
    meeting = Session.objects.select_related("edition", "room").get(edition__is_rehearsal=True, title=MEETING)
    with clock.moved(day0 - timedelta(days=24)):
        actions.seat(meeting, by=person("programme"), changes={"own": 30, "closes_at": None})
        for name in ("ngo", "city"):
            actions.sign_up(meeting, by=person(name))
