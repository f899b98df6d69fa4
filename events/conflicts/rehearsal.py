"""The house of the rehearsal in detail, those who serve, and conflicts of several rules, one settled with a reason."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

from accounts.people.rehearsal import person
from events.conflicts import actions
from events.conflicts.plan import load
from events.sessions import actions as sessions
from events.sessions.kinds import Rule, SessionKind
from events.sessions.models import Session
from events.venues import actions as venues
from events.venues.models import ResourceKind, Room
from events.venues.serving import usual
from forum.editions.models import Edition
from forum.kit import clock

HOUSE, PAVILION = "Congress House", "Garden Pavilion"
ALL = ["ar", "en", "es", "fr", "ru", "zh-hans"]
ROOMS: dict[str, dict[str, Any]] = {
    "Plenary Hall": {
        "building": HOUSE,
        "floor": 0,
        "layouts": {"theatre": 450, "classroom": 240},
        "booths": 6,
        "booth_languages": ALL,
        "step_free": True,
        "streaming": True,
        "turnaround_minutes": 30,
        "equipment": ["projector-and-screen", "microphones-on-the-table", "induction-loop", "stage"],
    },
    "Room 1": {
        "building": HOUSE,
        "floor": 1,
        "layouts": {"theatre": 120, "rounds": 80},
        "booths": 2,
        "step_free": True,
        "streaming": False,
        "turnaround_minutes": 15,
        "equipment": ["projector-and-screen", "roaming-microphones", "flip-charts"],
    },
    "Room 2": {
        "building": HOUSE,
        "floor": 1,
        "layouts": {"boardroom": 30, "theatre": 80},
        "booths": 0,
        "step_free": False,
        "equipment": ["flip-charts"],
    },
    "Harbour Room": {"building": PAVILION, "floor": 0, "layouts": {"rounds": 60}, "booths": 0},
    "Online room": {"link_minutes": 15, "streaming": True},
}


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    by = person("programme")
    with clock.moved(day0 - timedelta(days=3)):
        furnish(edition, by)
        staff(edition, by)
        actions.edit_rulebook(edition, by=by, apart={"objectives": [8, 23], "lenses": [], "sets": []})
        needs(edition, by)
    with clock.moved(day0 - timedelta(days=2)):
        settle_one(edition, by)


def furnish(edition: Edition, by: Any) -> None:
    venues.add_equipment(edition, by=by, names=usual())
    rooms = {room.name: room for room in Room.objects.filter(edition=edition)}
    noon, two = (datetime.combine(edition.end, time(hour), edition.zone).astimezone(UTC) for hour in (12, 14))
    closed = [{"starts": noon.isoformat(), "ends": two.isoformat(), "why": "Lunch of the host city"}]
    for name, facts in ROOMS.items():
        venues.edit(rooms[name], by=by, **facts, closed=closed if name == "Harbour Room" else [])
    one, other = sorted((rooms["Plenary Hall"].pk, rooms["Harbour Room"].pk))
    venues.edit_walking(edition, by=by, walking={f"{one}-{other}": 8})


def staff(edition: Edition, by: Any) -> None:
    team = {"kind": ResourceKind.INTERPRETATION, "longest_minutes": 180, "pause_minutes": 30}
    day = {"begins": time(8), "finishes": time(18)}
    venues.add_resource(edition, by=by, name="Team A", languages=["ar", "fr"], **team, **day)
    venues.add_resource(edition, by=by, name="Team B", languages=["es", "en"], **team, **day)
    venues.add_resource(edition, by=by, kind=ResourceKind.TECHNICIAN, name="Technician of the house", **day)


def needs(edition: Edition, by: Any) -> None:
    held = {each.name: each for each in edition.resources.all()}  # type: ignore[attr-defined]
    team_a, team_b, technician = held["Team A"], held["Team B"], held["Technician of the house"]
    debate = one(edition, SessionKind.GENERAL_DEBATE)
    actions.edit_needs(
        debate,
        by=by,
        languages=["ar", "es", "fr"],
        streaming=True,
        technician=True,
        resources=[team_a, team_b, technician],
    )
    heads = one(edition, SessionKind.CLOSED)
    actions.edit_needs(heads, by=by, layout="boardroom", languages=["fr"], step_free=True, heads=True)
    space = one(edition, SessionKind.COMMON_SPACE)
    objectives = [row.objective for row in space.session_objectives.all()]
    sessions.edit(space, by=by, objectives=objectives, lenses=list(space.lenses.all()), expected=500)
    actions.edit_needs(space, by=by, layout="theatre", languages=["ar", "ru"], resources=[team_a])


def one(edition: Edition, kind: SessionKind) -> Session:
    return Session.objects.filter(edition=edition, kind=kind).earliest("serial")


def settle_one(edition: Edition, by: Any) -> None:
    """A ramp is laid: the one finding about access is settled."""
    found = next(each for each in load(edition).findings() if each.rule == Rule.ACCESS)
    reason = "The house lays a ramp at the side door of Room 2 from 08:00, and somebody stands there to help."
    actions.settle(edition, found.key, by=by, reason=reason)
