"""The rehearsal: a fictional edition, made through the same acts as a real one and dated from the day it is made."""

from datetime import date, datetime, time, timedelta
from typing import Any

from forum.editions import actions as editions
from forum.editions.models import Edition, OutcomeKind, Part, RoleName, Series, Space
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.milestones import actions as milestones
from forum.milestones.models import MilestoneKind
from forum.spaces import actions as spaces
from forum.taxonomy.models import Category

ZONE = "Africa/Accra"
DELEGATIONS = ("member_state", "observer_state", "un_system", "igo", "regional_body")
FOR_DELEGATIONS = "Government Days are for delegations. Stakeholders meet governments in the Common Space."
FOR_STAKEHOLDERS = "Civil Society Days are run by civil society. Delegations meet it in the Common Space."
FOR_PRESS = "Round tables are not open to the press; their summaries are published."


def first_day(day0: datetime) -> date:
    """The Monday about 20 weeks after the day it is made."""
    day = day0.date() + timedelta(weeks=20)
    return day - timedelta(days=day.weekday())


def run(day0: datetime) -> None:
    start = first_day(day0)
    with clock.moved(day0 - timedelta(days=60)):
        edition = make(start)
        add_parts(edition)
        add_spaces(edition)
        add_milestones(edition, day0)
    with clock.moved(day0 - timedelta(days=45)):
        editions.announce(edition, by=SYSTEM)
    with clock.moved(day0 - timedelta(days=20)):
        editions.open_registration(edition, by=SYSTEM)


def make(start: date) -> Edition:
    return editions.add(
        by=SYSTEM,
        series=Series.objects.get(slug="gfmd"),
        slug="rehearsal",
        code=f"RF{start:%y}",
        short_title=f"Rehearsal Forum {start.year}",
        title=f"Rehearsal Forum {start.year}",
        theme="Cities, routes and rights: a forum that is made up to be tried out",
        chair="Republic of Exemplia (fictional)",
        start=start,
        end=start + timedelta(days=4),
        place="Port Meridian (fictional)",
        venue="Harbour Congress Hall (fictional)",
        mode="hybrid",
        timezone=ZONE,
        contact="secretariat@demo.example",
        outcome_kind=OutcomeKind.CHAIRS_SUMMARY,
        is_rehearsal=True,
    )


def add_parts(edition: Edition) -> None:
    rows = [("Civil Society Days", 0, 1), ("Common Space", 2, 2), ("Government Days", 3, 4)]
    for order, (title, first, last) in enumerate(rows, 1):
        days = {"start": edition.start + timedelta(days=first), "end": edition.start + timedelta(days=last)}
        spaces.add(edition, Part, by=SYSTEM, title=title, order=order, **days)


def add_spaces(edition: Edition) -> None:
    rows: list[tuple[str, int | None, dict[str, str]]] = [
        ("Civil Society Days", 300, dict.fromkeys(DELEGATIONS, FOR_STAKEHOLDERS)),
        ("Common Space", 400, {}),
        ("Government Days", 350, everybody_but(*DELEGATIONS, "local_government", "parliament", "nhri")),
        ("Round tables", 120, {"media": FOR_PRESS}),
        ("Side events", None, {}),
    ]
    categories = dict(Category.objects.values_list("code", "pk"))
    for order, (title, capacity, closed) in enumerate(rows, 1):
        space = spaces.add(edition, Space, by=SYSTEM, title=title, capacity=capacity, order=order)
        rules = {pk: (code not in closed, closed.get(code, "")) for code, pk in categories.items()}
        spaces.set_access(space, by=SYSTEM, rules=rules)


def everybody_but(*codes: str) -> dict[str, str]:
    return dict.fromkeys(Category.objects.exclude(code__in=codes).values_list("code", flat=True), FOR_DELEGATIONS)


def add_milestones(edition: Edition, day0: datetime) -> None:
    def at(days: int) -> datetime:
        return datetime.combine(day0.date() + timedelta(days=days), time(17), tzinfo=edition.zone)

    kind, role = MilestoneKind, RoleName
    rows: list[tuple[str, datetime, dict[str, Any]]] = [
        (
            "Send the notice of the call to all Member States",
            at(-3),
            {"kind": kind.PREPARATION, "role": role.SECRETARIAT},
        ),
        (
            "Agree on the selection of side events",
            at(30),
            {"kind": kind.DECISION, "role": role.PROGRAMME, "public": True},
        ),
        ("Publish the first programme", at(55), {"kind": kind.DELIVERY, "role": role.PROGRAMME, "public": True}),
        (
            "Close the registration of participants",
            at(100),
            {"kind": kind.SUBMISSION, "role": role.ACCREDITATION, "public": True},
        ),
        ("Publish the outcome summary", at(160), {"kind": kind.REPORT, "role": role.SECRETARIAT, "public": True}),
    ]
    for title, due, facts in rows:
        milestones.add(
            edition,
            by=SYSTEM,
            title=title,
            kind=facts["kind"],
            due_at=due,
            owner_role=facts["role"],
            is_public=facts.get("public", False),
        )
