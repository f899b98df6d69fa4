"""The programme of the bench: sessions in every room all day, with people, organisations and objectives."""

from datetime import datetime, time, timedelta

from accounts.models import Organisation, User
from events.releases.actions import release
from events.sessions.kinds import RoleKind, RoleStatus, SessionKind, SessionStatus
from events.sessions.models import Session, SessionObjective, SessionRole
from events.venues.models import Room
from forum.bench.building import MAIL
from forum.bench.sizes import Ask, Size
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.taxonomy.models import Lens, Objective

OFFICER = f"officer{MAIL}"
A_DAY = 7  # slots of 75 minutes from nine o'clock
LENGTH = timedelta(minutes=75)
KINDS = (
    SessionKind.PLENARY,
    SessionKind.SIDE_EVENT,
    SessionKind.ROUND_TABLE,
    SessionKind.SIDE_EVENT,
    SessionKind.PANEL,
    SessionKind.SIDE_EVENT,
)


def build(edition: Edition, size: Size) -> None:
    rooms = Room.objects.bulk_create(
        Room(edition=edition, name=f"Room {number}", capacity=100, order=number) for number in range(1, size.rooms + 1)
    )
    sessions = Session.objects.bulk_create(session(edition, rooms, number) for number in range(size.sessions))
    objectives, lenses = list(Objective.objects.all()), list(Lens.objects.all())
    SessionObjective.objects.bulk_create(
        SessionObjective(session=each, objective=objectives[(number + 7 * more) % len(objectives)])
        for number, each in enumerate(sessions)
        for more in range(1 + number % 3)
    )
    Session.lenses.through.objects.bulk_create(
        Session.lenses.through(session_id=each.pk, lens_id=lenses[number % len(lenses)].pk)
        for number, each in enumerate(sessions)
    )
    roles(sessions)
    release(edition, by=SYSTEM, quietly=True)


def session(edition: Edition, rooms: list[Room], number: int) -> Session:
    """The rooms are filled slot by slot, day by day."""
    day, rest = divmod(number, len(rooms) * A_DAY)
    slot, room = divmod(rest, len(rooms))
    date = edition.start + timedelta(days=day)
    start = datetime.combine(date, time(9), edition.zone) + slot * LENGTH
    kind = KINDS[number % len(KINDS)]
    return Session(
        edition=edition,
        serial=number + 1,
        reference=f"BENCH-S-{number + 1}",
        kind=kind,
        number=str(number + 1) if kind == SessionKind.ROUND_TABLE else "",
        title=f"Session {number + 1}: pathways, work and rights in a place that is made up",
        summary="What it is about, in a few sentences that were made up to be measured. " * 4,
        room=rooms[room],
        date=date,
        starts_at=start,
        ends_at=start + LENGTH,
        timezone=edition.timezone,
        mode="in_person",
        status=SessionStatus.PUBLISHED,
        status_since=clock.now(),
        published_at=clock.now(),
    )


def roles(sessions: list[Session]) -> None:
    """Everybody has a role; each session has a chair, a speaker and an organisation."""
    people = list(User.objects.filter(email__startswith="person", email__endswith=MAIL).order_by("pk"))
    organisations = list(Organisation.objects.filter(slug__startswith="bench-").order_by("pk"))
    kinds = (RoleKind.CHAIR, RoleKind.MODERATOR)
    made = []
    for number, each in enumerate(sessions):
        for place, kind in enumerate(kinds):
            person = people[(2 * number + place) % len(people)]
            made.append(SessionRole(session=each, role=kind, user=person, order=place, status=RoleStatus.CONFIRMED))
        body = organisations[number % len(organisations)]
        role = RoleKind.ORGANISER
        made.append(SessionRole(session=each, role=role, organisation=body, order=9, status=RoleStatus.CONFIRMED))
    SessionRole.objects.bulk_create(made)


def pages(edition: Edition) -> list[Ask]:
    base = f"/{edition.slug}"
    day = edition.start.isoformat()
    return [
        Ask("programme, grid of all days", f"{base}/programme/", stored=True),
        Ask("programme, grid of a day", f"{base}/programme/?day={day}", stored=True),
        Ask("session list", f"{base}/programme/?view=list", stored=True),
        Ask("session list of a day", f"{base}/programme/?view=list&day={day}", stored=True),
        Ask("session", f"{base}/sessions/BENCH-S-5/"),
        Ask("side events", f"{base}/side-events/"),
        Ask("ICS", f"{base}/programme.ics", stored=True),
        Ask("JSON", f"{base}/programme/?format=json", stored=True),
        Ask("XML for apps", f"{base}/schedule.xml", stored=True),
        Ask("JSON for apps", f"{base}/schedule.json", stored=True),
        Ask("programme of an officer", f"{base}/manage/programme/", OFFICER),
        Ask("editor", f"{base}/manage/editor/", OFFICER),
        Ask("data of the editor", f"{base}/manage/editor/data.json", OFFICER),
    ]
