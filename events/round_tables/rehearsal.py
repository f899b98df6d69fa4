"""Round tables of the rehearsal. Three were held online ahead of the forum; their summaries can be used there."""

from datetime import datetime, timedelta
from typing import Any

from accounts.people.rehearsal import person
from events.round_tables import actions
from events.round_tables.models import Summary
from events.sessions.actions import hold
from events.sessions.kinds import RoleKind, SessionFormat, SessionKind
from events.sessions.models import Session
from events.sessions.rehearsal import ONLINE, at, given, made, part, placed
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock

SAFE: dict[str, Any] = {
    "text": "Eleven delegations described routes that exist on paper and are hardly used. Where a route is used, "
    "somebody answers questions in the language of the person who asks.\n\n"
    "Participants differed on who should pay for pre-departure information. They agreed that its quality can be "
    "measured by how many people find the same facts true after arrival.",
    "key_messages": [
        "A route that nobody can explain is not a route.",
        "Fees paid by the migrant decide who can leave regularly; the employer pays is a rule that can be checked.",
    ],
    "recommendations": [
        "Publish, for every labour route, its real cost and its real waiting time.",
        "Let cities of arrival confirm what pre-departure courses say about them.",
    ],
}
CITIES: dict[str, Any] = {
    "text": "Cities told what they do before national rules allow it, and what they cannot do without them. "
    "The firewall between services and enforcement was the most discussed measure.",
    "key_messages": [
        "People use services when they trust that no data leave the desk.",
        "A city card works where banks, schools and clinics accept it.",
    ],
    "recommendations": ["Write the separation of services and enforcement into the rules of each service."],
}


ONLINE_TABLES: list[tuple[int, int, str, str, tuple[int, ...], list[str]]] = [
    (
        24,
        36,
        "1.1",
        "Regular routes that people can really use",
        (2, 5, 6),
        ["What makes a regular route usable?", "Who pays, and who checks that the worker does not?"],
    ),
    (
        15,
        35,
        "1.2",
        "Cities that receive: services without fear",
        (15, 16),
        ["Which services must never ask?", "What can a city decide on its own?"],
    ),
    (
        2,
        14,
        "2.2",
        "What is counted, and what is told",
        (1, 17),
        ["Which number was missing when you had to decide?", "Who is quoted when migration is in the news?"],
    ),
]  # days before the rehearsal is made, on which it is held and was drafted; number, title, objectives, questions


def run(day0: datetime) -> None:
    """Three that are held online before the forum, as they were drafted."""
    edition = Edition.objects.get(is_rehearsal=True)
    for days, drafted, number, title, objectives, questions in ONLINE_TABLES:
        with clock.moved(day0 - timedelta(days=drafted)):
            table(edition, day0, number, title, objectives, questions, days=days)


def after(day0: datetime) -> None:
    """How far their summaries are; and one that is drafted for the forum itself."""
    edition = Edition.objects.get(is_rehearsal=True)
    first, second, last = (held(edition, number) for number in ("1.1", "1.2", "2.2"))
    at_the_forum(edition, day0)
    written(first, SAFE, day0 - timedelta(days=22))
    with clock.moved(day0 - timedelta(days=20)):
        actions.agree(summary_of(first), by=person("cochair"))
    with clock.moved(day0 - timedelta(days=18, hours=4)):
        actions.agree(summary_of(first), by=person("cochair2"))
    with clock.moved(day0 - timedelta(days=17)):
        actions.publish(summary_of(first), by=person("programme"))
    written(second, CITIES, day0 - timedelta(days=10))
    with clock.moved(day0 - timedelta(days=7)):
        actions.agree(summary_of(second), by=person("cochair2"))
    with clock.moved(day0 - timedelta(hours=6)):
        draft = "Statistical offices and newsrooms met for the first time in this series."
        actions.write(summary_of(last), by=person("rapporteur"), text=draft, key_messages=[], recommendations=[])


def table(
    edition: Edition,
    day0: datetime,
    number: str,
    title: str,
    objectives: tuple[int, ...],
    questions: list[str],
    *,
    days: int,
) -> None:
    """Online, `days` before the rehearsal is made; all its people confirmed."""
    start = edition.local(day0 - timedelta(days=days)).replace(hour=14, minute=0, second=0)
    session = made(
        edition,
        SessionKind.ROUND_TABLE,
        title,
        objectives,
        number=number,
        format=SessionFormat.INTERACTIVE,
        summary="Held online ahead of the forum, so that its summary can be used there.",
    )
    actions.set_questions(session, by=person("programme"), questions=questions)
    placed(session, ONLINE, start, 2.5)
    people(session)


def held(edition: Edition, number: str) -> Session:
    session = Session.objects.select_related("edition").get(edition=edition, number=number)
    ends_at: Any = session.ends_at
    with clock.moved(ends_at + timedelta(minutes=5)):
        hold(session, by=SYSTEM)
    return session


def people(session: Session) -> None:
    given(session, RoleKind.CO_CHAIR, "cochair", "Republic of Exemplia")
    given(session, RoleKind.CO_CHAIR, "cochair2", "Kingdom of Placeholderia")
    given(session, RoleKind.RAPPORTEUR, "rapporteur")


def at_the_forum(edition: Edition, day0: datetime) -> None:
    """Scheduled, not yet public: its co-chair is expected in the general debate at the same time, the one conflict."""
    with clock.moved(day0 - timedelta(days=6)):
        session = made(
            edition,
            SessionKind.ROUND_TABLE,
            "Fair recruitment and decent work",
            (6, 18, 22),
            number="2.1",
            format=SessionFormat.INTERACTIVE,
            summary="Recruitment fees, portable skills and portable pensions, told from three corridors.",
            **part(edition, "government-days"),
        )
        questions = [
            "Who is liable when a recruiter abroad charges a fee?",
            "Which entitlements travel with the person?",
        ]
        actions.set_questions(session, by=person("programme"), questions=questions)
        placed(session, "Room 1", at(edition, 3, 10), 3)
        people(session)
        given(session, RoleKind.PANELLIST, "ngo", "Harbour Light Migrant Network", answers=False)
        given(session, RoleKind.RESOURCE_PERSON, organisation="Sample Trade Union Centre")


def summary_of(session: Session) -> Summary:
    return Summary.objects.select_related("round_table__session__edition").get(round_table__session=session)


def written(session: Session, said: dict[str, Any], moment: datetime) -> None:
    with clock.moved(moment):
        by = person("rapporteur")
        actions.write(summary_of(session), by=by, **said)
        actions.submit(summary_of(session), by=by)
