"""The side events of the rehearsal: proposals in every state, through the same acts as real ones."""

from datetime import datetime, time, timedelta
from typing import Any

from accounts.organisations.models import Organisation
from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from events.calls import actions as calls
from events.calls.kinds import always_asked, question
from events.calls.models import Call
from events.reports import actions as reports
from events.reports.models import Report
from events.reports.stories import DRAFT, EVENTS, REPORT, WINDOWS
from events.selection import actions as selection
from events.sessions import actions as sessions
from events.side_events import actions
from events.side_events.models import Proposal
from events.side_events.reviews import Review
from events.side_events.stories import CRITERIA, QUESTIONS, answers_of, panel_of
from events.venues import actions as venues
from events.venues.models import Room, RoomKind
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.taxonomy.models import Lens, Objective

HALL = "Harbour Room"
LINK = "Online room for side events"


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(days=40)):
        call = open_call(edition, day0)
        add_rooms(edition)
    for story in EVENTS:
        play(call, story, day0)
    with clock.moved(day0 - timedelta(days=5)):
        draft = actions.start(call, organisation=organisation("ngo"), by=person("ngo"))
        write(draft, DRAFT, "ngo")


def open_call(edition: Edition, day0: datetime) -> Call:
    closes = datetime.combine(day0.date() + timedelta(days=9), time(17), tzinfo=edition.zone)
    return calls.open_call(
        edition,
        by=person("programme"),
        changes={
            "opens_at": datetime.combine((day0 - timedelta(days=40)).date(), time(9), tzinfo=edition.zone),
            "closes_at": closes,
            "scores_by": closes.date() + timedelta(days=14),
            "results_by": closes.date() + timedelta(days=30),
            "places": 6,
            "windows": WINDOWS,
            "max_per_lead": 2,
            "edits_allowed": True,
            "levels": {"late": "warn"},
            "notice": "Selected organisers have 30 days' notice. Rooms have induction loops and steps-free access.",
        },
        criteria=CRITERIA,
        questions=[*always_asked(), *(question(**each) for each in QUESTIONS)],
    )


def add_rooms(edition: Edition) -> None:
    for name, kind, place in ((HALL, RoomKind.PHYSICAL, "Ground floor"), (LINK, RoomKind.VIRTUAL, "")):
        if not Room.objects.filter(edition=edition, name=name).exists():
            venues.add(edition, by=SYSTEM, name=name, kind=kind, place=place, order=90, capacity=60 if place else None)


def write(proposal: Proposal, story: dict[str, Any], by: str) -> None:
    days = proposal.edition.days
    actions.save(
        proposal,
        by=person(by),
        changes={
            "title": story["title"],
            "format": story.get("format", "panel"),
            "mode": story.get("mode", "hybrid"),
            "speakers": story.get("speakers", ""),
            "description": story["description"],
            "policy_intervention": story.get("policy", ""),
            "spoken": story.get("spoken", ["en"]),
            "interpretation": ["fr"] if story.get("format") == "exchange" else [],
            "windows": story.get("windows", ["lunch"]),
            "days": [days[number].isoformat() for number in story.get("days", [1, 3])],
        },
        objectives=list(Objective.objects.filter(number__in=story["objectives"])),
        lenses=list(Lens.objects.filter(code__in=story.get("lenses", []))),
        co_organisers=[organisation(name) for name in story.get("with", [])],
        panel=panel_of(story["title"]),
        answers=answers_of(proposal.call, story["title"]),
    )


def play(call: Call, story: dict[str, Any], day0: datetime) -> None:
    """Days in a story count back from the day the rehearsal is made."""

    def at(name: str) -> Any:
        return clock.moved(day0 - timedelta(days=story[name]))

    lead = story["lead"]
    with at("begun"):
        proposal = actions.start(call, organisation=organisation(lead), by=person(lead))
        write(proposal, story, lead)
        for name in story.get("confirmed", []):
            invitation = proposal.co_organisers.get(organisation=organisation(name))
            actions.answer(invitation, "confirm", by=person(name))
    proposal = again(proposal)
    with at("submitted"):
        actions.submit(proposal, by=person(lead))
    for name, (points, comment) in story.get("scores", {}).items():
        with at("scored"):
            give(proposal, name, points, comment)
    if "end" in story:
        with at("decided"):
            finish(again(proposal), story, day0)
    if "placed" in story:
        with at("decided"):
            actions.confirm(again(proposal), by=person(lead))
        place(again(proposal), story["placed"], day0)


def again(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_related("call__edition", "edition", "organisation", "session").get(pk=proposal.pk)


def give(proposal: Proposal, name: str, points: list[int], comment: str) -> None:
    review = Review.objects.select_related("proposal__call").get(proposal=proposal, reviewer=person(name))
    criteria = [each.pk for each in proposal.call.criteria.all()]
    selection.score(review, by=person(name), points=dict(zip(criteria, points, strict=True)), comment=comment)


def finish(proposal: Proposal, story: dict[str, Any], day0: datetime) -> None:
    officer, reason = person("programme"), story.get("reason", "")
    match story["end"]:
        case "select":
            actions.select(proposal, by=officer, reason=reason)
        case "reserve":
            actions.reserve(proposal, by=officer, reason=reason)
        case "decline":
            actions.decline(proposal, by=officer, reason=reason)
        case "ask_changes":
            answer_by = (day0 + timedelta(days=3)).date()
            actions.ask_changes(proposal, by=officer, reason=reason, answer_by=answer_by)
        case "withdraw":
            actions.withdraw(proposal, by=person(story["lead"]), reason=reason)


def place(proposal: Proposal, story: dict[str, Any], day0: datetime) -> None:
    """Into the programme, as a draft."""
    starts_at, ends_at = hours_of(proposal.edition, story, day0)
    with clock.moved(day0 - timedelta(days=story["set"])):
        selection.schedule_event(
            proposal,
            by=person("programme"),
            room=Room.objects.get(edition=proposal.edition, name=LINK if story.get("online") else HALL),
            starts_at=starts_at,
            ends_at=ends_at,
            reason=story.get("why", ""),
        )


def hours_of(edition: Edition, story: dict[str, Any], day0: datetime) -> tuple[datetime, datetime]:
    day = edition.days[story["day"]] if "day" in story else (day0 - timedelta(days=story["days_ago"])).date()
    starts_at = datetime.combine(day, time.fromisoformat(story["from"]), tzinfo=edition.zone)
    return starts_at, starts_at + timedelta(minutes=story["minutes"])


def after(day0: datetime) -> None:
    """What lies in the past was held, and perhaps reported."""
    for story in EVENTS:
        if "placed" in story:
            follow(Proposal.objects.get(edition__is_rehearsal=True, title=story["title"]), story["placed"], day0)


def follow(proposal: Proposal, story: dict[str, Any], day0: datetime) -> None:
    proposal = again(proposal)
    _starts_at, ends_at = hours_of(proposal.edition, story, day0)
    if ends_at >= day0:
        return
    with clock.moved(ends_at + timedelta(minutes=5)):
        session: Any = proposal.session
        sessions.hold(session, by=SYSTEM)
    if story.get("reported"):
        with clock.moved(day0 - timedelta(days=story["reported"])):
            lead: Organisation = proposal.organisation
            writer = next(iter(lead.memberships.select_related("user"))).user
            lenses = list(Lens.objects.filter(code__in=REPORT["lenses"]))
            said = {name: value for name, value in REPORT.items() if name != "lenses"}
            reports.report(again(proposal), by=person(writer.email.split("@")[0]), lenses=lenses, **said)
        with clock.moved(day0 - timedelta(days=story["reported"] - 1)):
            reports.publish(
                Report.objects.select_related("proposal__session__edition", "proposal__edition").get(proposal=proposal),
                by=person("programme"),
            )
