"""What the rehearsal shows after sessions: a report to check, a review that feeds others, outcome lines, a debate."""

from datetime import date, datetime, time, timedelta
from typing import Any

from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from events.calls.models import Call
from events.inputs import actions as inputs
from events.reports import actions
from events.reports.lines import add_line
from events.reports.models import LineKind
from events.reports.rehearsal import LINK, again, follow, play
from events.reports.stories import SPEAKERS, about
from events.round_tables.composing import set_composition
from events.sessions import actions as sessions
from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from events.side_events.models import Proposal
from events.venues.models import Room
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock

EVENT: dict[str, Any] = {
    "lead": "borders",
    "title": "What the registers leave out",
    "description": about("Registers count who arrives and lose who moves on; people are missing where plans are made."),
    "speakers": SPEAKERS,
    "objectives": [1],
    "lenses": ["gender"],
    "policy": "A duty of statistics offices to publish what their registers leave out.",
    "mode": "virtual",
    "begun": 38,
    "submitted": 37,
    "scored": 35,
    "scores": {"reviewer": ([4, 4, 4, 3, 4, 3], "Useful."), "reviewer2": ([4, 3, 4, 3, 4, 3], "Yes.")},
    "decided": 33,
    "end": "select",
    "reason": "Chosen early for the preparatory day.",
    "placed": {"days_ago": 12, "from": "10:00", "minutes": 60, "online": True, "set": 32, "why": "Before the forum."},
}
HANDED_IN: dict[str, Any] = {
    "key_messages": "What is not counted is not planned for.",
    "policy_interventions": "Statistics offices publish every year what their registers leave out.",
    "presence": {"academia": (18, 30), "un_system": (6, 12)},
    "questions_asked": 9,
    "questions_answered": 8,
}


MEETING = "Regional review of port cities: what a counter can decide"


def prepare(day0: datetime) -> None:
    """What is held before the forum, as it was drafted."""
    edition = Edition.objects.get(is_rehearsal=True)
    play(Call.objects.get(edition=edition), EVENT, day0)
    with clock.moved(day0 - timedelta(days=31)):
        invite(edition, day0)


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    hand_in(edition, day0)
    meet(edition, day0)
    debate(edition, day0)


def hand_in(edition: Edition, day0: datetime) -> None:
    """A report that waits for the officer's check."""
    proposal = Proposal.objects.get(edition=edition, title=EVENT["title"])
    follow(proposal, EVENT["placed"], day0)
    proposal = again(proposal)
    with clock.moved(day0 - timedelta(days=2)):
        asked = {"actor": "Statistics offices", "place": "Exemplia", "due": f"{edition.start.year + 1}-06-30"}
        requests = [{"words": "Say how many people a register lost sight of, and where.", **asked}]
        actions.report(proposal, by=person("borders"), requests=requests, **HANDED_IN)


def invite(edition: Edition, day0: datetime) -> None:
    officer = person("programme")
    meeting = sessions.create(
        edition,
        by=officer,
        kind=SessionKind.REGIONAL_REVIEW,
        title=MEETING,
        summary="Eleven port cities compare what their counters may decide on their own.",
    )
    day = (day0 - timedelta(days=20)).date()
    starts_at = datetime.combine(day, time(15), tzinfo=edition.zone)
    room = Room.objects.get(edition=edition, name=LINK)
    sessions.schedule(
        meeting, by=officer, room=room, starts_at=starts_at, ends_at=starts_at + timedelta(hours=1), reason="Before."
    )


def meet(edition: Edition, day0: datetime) -> None:
    """A regional review that was held, what it feeds into, and what came of it."""
    officer = person("programme")
    meeting = Session.objects.select_related("edition").get(edition=edition, title=MEETING)
    ends_at: Any = meeting.ends_at
    with clock.moved(ends_at + timedelta(hours=1)):
        sessions.hold(meeting, by=SYSTEM)
    tables = list(Session.objects.round_tables().public().filter(edition=edition).order_by("pk")[:2])
    with clock.moved(day0 - timedelta(days=14)):
        first, *_rest = [
            inputs.propose(table, by=officer, source_session=meeting, note="A list of what counters may decide.")
            for table in tables
        ]
        inputs.accept(first, by=officer)
        sessions.report(meeting, by=officer, outcome="Eleven cities agreed on one list of what a counter may decide.")
        for said in lines(edition):
            add_line(meeting, by=officer, **said)


def lines(edition: Edition) -> list[dict[str, Any]]:
    city = organisation("city")
    nobody: dict[str, Any] = {"actor": "", "organisation": None, "place": "", "due": None}
    due = date(edition.start.year + 1, 3, 1)
    return [
        {
            **nobody,
            "kind": LineKind.RECOMMENDATION,
            "words": "Every port city names one counter that may decide alone.",
        },
        {
            **nobody,
            "kind": LineKind.REQUEST,
            "words": "Open the firewall rules.",
            "actor": "Ministries of the interior",
        },
        {
            "kind": LineKind.COMMITMENT,
            "words": "Open one counter for every matter of people who arrive, without asking for papers.",
            "actor": "",
            "organisation": city,
            "place": "Port Meridian",
            "due": due,
        },
    ]


def debate(edition: Edition, day0: datetime) -> None:
    """A policy debate of which it is logged who set its composition, so that it may be released."""
    officer = person("programme")
    with clock.moved(day0 - timedelta(days=3)):
        found = sessions.create(
            edition,
            by=officer,
            kind=SessionKind.POLICY_DEBATE,
            title="Who decides who may work",
            part=edition.parts.get(slug="government-days"),
        )
        set_composition(
            found,
            by=officer,
            decided_by="The Chair, after consulting the Friends of the Forum",
            decided_on=(day0 - timedelta(days=5)).date(),
            how="Two States of each region, two cities and two migrant-led organisations were asked; all agreed.",
        )
