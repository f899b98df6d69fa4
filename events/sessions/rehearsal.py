"""The half-built programme of the rehearsal: rooms, sessions in every state, people in roles, one open conflict."""

from datetime import datetime, time, timedelta
from typing import Any

from accounts.organisations.models import Organisation
from accounts.people.models import User
from accounts.people.rehearsal import person
from events.sessions import actions
from events.sessions.kinds import RoleKind, SessionFormat, SessionKind, Visibility
from events.sessions.models import Session
from events.venues import actions as venues
from events.venues.models import Room, RoomKind
from forum.editions.models import Edition
from forum.kit import clock
from forum.taxonomy.models import Lens, Objective

ROOMS: list[tuple[str, int | None, str]] = [
    ("Plenary Hall", 450, "Ground floor"),
    ("Room 1", 120, "First floor"),
    ("Room 2", 80, "First floor"),
    ("Harbour Room", 60, "Ground floor, garden side"),
]
ONLINE = "Online room"


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(days=44)):
        add_rooms(edition)
    with clock.moved(day0 - timedelta(days=25)):
        add_first(edition)
    with clock.moved(day0 - timedelta(days=4)):
        add_unpublished(edition)


def add_rooms(edition: Edition) -> None:
    by = person("programme")
    for order, (name, seats, place) in enumerate(ROOMS, 1):
        venues.add(edition, by=by, name=name, capacity=seats, place=place, order=order)
    link = "https://meet.demo.example/online-room"
    venues.add(edition, by=by, name=ONLINE, kind=RoomKind.VIRTUAL, capacity=500, link=link, order=len(ROOMS) + 1)


def at(edition: Edition, day: int, hour: int, minute: int = 0) -> datetime:
    """An instant in the venue's zone, `day` days after the first."""
    return datetime.combine(edition.start + timedelta(days=day), time(hour, minute), tzinfo=edition.zone)


def made(edition: Edition, kind: SessionKind, title: str, numbers: tuple[int, ...] = (), **fields: Any) -> Session:
    codes = fields.pop("lenses", ())
    return actions.create(
        edition,
        by=person("programme"),
        kind=kind,
        title=title,
        objectives=list(Objective.objects.filter(number__in=numbers)),
        lenses=list(Lens.objects.filter(code__in=codes)),
        **fields,
    )


def placed(session: Session, room: str, starts_at: datetime, hours: float) -> Session:
    by = person("programme")
    where = Room.objects.get(edition=session.edition, name=room)
    actions.schedule(session, by=by, room=where, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours))
    return session


def given(
    session: Session,
    role: RoleKind,
    who: str = "",
    organisation: str = "",
    *,
    answers: bool = True,
) -> None:
    """Offers a role; its holder confirms it where `answers`."""
    user = person(who) if who else None
    body = Organisation.objects.get(name=organisation) if organisation else None
    offered = actions.offer(session, by=person("programme"), role=role, user=user, organisation=body)
    if answers:
        holder = user or acting_for(body)
        actions.confirm(offered, by=User.objects.get(pk=holder.pk))


def acting_for(organisation: Organisation | None) -> User:
    return User.objects.filter(memberships__organisation=organisation, memberships__role="focal_point").earliest("pk")


def part(edition: Edition, slug: str) -> dict[str, Any]:
    return {"part": edition.parts.get(slug=slug)}


def add_first(edition: Edition) -> None:
    """What the first release shows."""
    civil, common = part(edition, "civil-society-days"), part(edition, "common-space")
    states = part(edition, "government-days")
    opening = made(edition, SessionKind.OPENING, "Opening of the Civil Society Days", **civil)
    placed(opening, "Plenary Hall", at(edition, 0, 9), 1.5)
    given(opening, RoleKind.MODERATOR, "ngo", "Harbour Light Migrant Network")
    given(opening, RoleKind.OPENING_SPEAKER, "city", "City of Port Meridian")

    services = made(
        edition,
        SessionKind.CIVIL_SOCIETY,
        "Who is served: clinics, classrooms and front desks",
        (15, 16),
        format=SessionFormat.INTERACTIVE,
        summary="What front-line organisations do when somebody has no papers, and what a city can change on its own.",
        **civil,
    )
    placed(services, "Room 1", at(edition, 0, 11), 2)
    given(services, RoleKind.ORGANISER, organisation="Harbour Light Migrant Network")

    space = made(
        edition,
        SessionKind.COMMON_SPACE,
        "What would make you come back? Cities, States and migrants on routes that work",
        (5, 23),
        format=SessionFormat.BREAKOUTS,
        summary="Opening, three breakouts in parallel, and a plenary that hears what each of them agreed.",
        **common,
    )
    placed(space, "Plenary Hall", at(edition, 2, 10), 3)
    given(space, RoleKind.CO_CHAIR, "state", "Republic of Exemplia")
    given(space, RoleKind.CO_CHAIR, "ngo", "Harbour Light Migrant Network")
    given(space, RoleKind.PANELLIST, "youth", "Youth Assembly of Nowhere", answers=False)
    given(space, RoleKind.PANELLIST, organisation="City of Port Meridian", answers=False)

    debate = made(edition, SessionKind.GENERAL_DEBATE, "General debate", format=SessionFormat.STATEMENTS, **states)
    placed(debate, "Plenary Hall", at(edition, 3, 10), 3)
    given(debate, RoleKind.CHAIR, "cochair", "Republic of Exemplia")

    heads = made(
        edition,
        SessionKind.CLOSED,
        "Informal meeting of heads of delegation",
        visibility=Visibility.CLOSED,
        **states,
    )
    placed(heads, "Room 2", at(edition, 3, 8, 30), 1)

    tools = made(
        edition, SessionKind.WORKSHOP, "Tools that were used: a walk through the Platform for Partnerships", (23,)
    )
    placed(tools, "Room 2", at(edition, 2, 15), 1.5)


def cancel_one(edition: Edition) -> None:
    tools = Session.objects.get(edition=edition, kind=SessionKind.WORKSHOP)
    reason = "The three teams that were to present cannot travel. Their tools are shown in the Common Space."
    actions.cancel(tools, by=person("programme"), reason=reason)


def add_unpublished(edition: Edition) -> None:
    states = part(edition, "government-days")
    closing = made(edition, SessionKind.CLOSING, "Closing and hand-over to the next Chair", **states)
    placed(closing, "Plenary Hall", at(edition, 4, 15), 2)
    made(
        edition,
        SessionKind.BIG_TABLE,
        "Heat, harvest and leaving: climate and labour mobility",
        (2, 5),
        format=SessionFormat.BIG_TABLE,
        **part(edition, "common-space"),
    )
    made(
        edition,
        SessionKind.EXCHANGE,
        "Questions to ministers of labour and of health",
        format=SessionFormat.EXCHANGE,
        **states,
    )
