"""Sign-up to a session: seats, the waiting list, promotion, who is let in, the day before."""

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.models import Registration, SpaceRegistration
from events.models import Seats, Session, SignUp
from events.releases import actions as releases
from events.sessions import actions as sessions
from events.signups import actions
from forum.history.models import Entry
from forum.kit import clock
from forum.milestones.engine import remind
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.stage import make_room, make_session, manage, place, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(cast: Cast) -> Session:
    make_room(cast, capacity=2)
    return publish(cast, make_session(cast))


def open_seats(cast: Cast, session: Session, own: int | None = None, **more: Any) -> Seats:
    return actions.seat(session, by=cast["programme"], changes={"own": own, "closes_at": None}, **more)


def sign_up(cast: Cast, name: str, session: Session) -> Any:
    return cast.client(name).post(f"{session.get_absolute_url()}sign-up/", follow=True)


def states(session: Session) -> dict[str, str]:
    return {
        each.user.name: each.status for each in SignUp.objects.filter(seats__session=session).select_related("user")
    }


def told(kind: str) -> set[str]:
    return set(Notification.objects.filter(kind=kind).values_list("recipient__name", flat=True))


def test_the_seats_are_those_of_the_room_and_the_third_waits_until_one_is_given_back(
    cast: Cast, session: Session
) -> None:
    officer = cast.client("programme")
    assert officer.post(manage(session, "seat"), {"own": "", "closes_at": ""}).status_code == 302
    for name in ("ngo", "city", "youth", "state"):
        page = sign_up(cast, name, session).content.decode()
    assert states(session) == {"Ngo": "seated", "City": "seated", "Youth": "waiting", "State": "waiting"}
    assert "Waiting list, place 2" in page
    assert "All seats (2) are taken; 2 people wait." in Client().get(session.get_absolute_url()).content.decode()

    own = SignUp.objects.get(user=cast["ngo"])
    gone = cast.client("ngo").post(f"{session.get_absolute_url()}sign-up/{own.pk}/withdraw/", {"version": own.version})
    assert gone.status_code == 302
    assert states(session) == {"Ngo": "withdrawn", "City": "seated", "Youth": "seated", "State": "waiting"}
    assert told("sign_up_promoted") == {"Youth"}
    assert Seats.objects.get().taken == 2
    assert Entry.objects.filter(object_type="events.signup", verb="promote").count() == 1

    sign_up(cast, "ngo", session)  # back at the end of the line
    assert "Waiting list, place 2" in cast.client("ngo").get(session.get_absolute_url()).content.decode()


def test_who_opens_what_another_opened_meanwhile_is_told_and_keeps_what_was_typed(cast: Cast, session: Session) -> None:
    officer = cast.client("programme")
    page = BeautifulSoup(officer.get(manage(session, "seat")).content, "html.parser")
    version = page.select_one("main [name=version]")
    assert version is not None
    open_seats(cast, session, 7)
    answer = officer.post(manage(session, "seat"), {"own": "9", "closes_at": "", "version": version["value"]})
    assert answer.status_code == 409
    after = BeautifulSoup(answer.content, "html.parser")
    assert "changed" in after.select_one(".error-summary, [role=alert]").text  # type: ignore[union-attr]
    assert after.select_one("[name=own]")["value"] == "9"  # type: ignore[index]
    assert Seats.objects.get().own == 7


def test_seats_that_are_raised_go_to_the_line_and_seats_that_are_taken_are_never_lost(
    cast: Cast, session: Session
) -> None:
    open_seats(cast, session, own=1)
    for name in ("ngo", "city", "youth"):
        actions.sign_up(session, by=cast[name])
    officer, version = cast.client("programme"), Seats.objects.get().version
    assert officer.post(manage(session, "seat"), {"own": 2, "version": version}).status_code == 302
    assert list(states(session).values()) == ["seated", "seated", "waiting"]
    answer = officer.post(manage(session, "seat"), {"own": 1, "version": Seats.objects.get().version})
    assert answer.status_code == 409
    assert "2 people have a seat already." in answer.content.decode()
    assert officer.post(manage(session, "seat"), {"own": 9, "version": version}).status_code == 409


def test_nobody_has_two_seats_and_nobody_signs_up_for_what_takes_nobody(cast: Cast, session: Session) -> None:
    assert sign_up(cast, "ngo", session).status_code == 409  # no sign-up was opened
    open_seats(cast, session)
    assert sign_up(cast, "ngo", session).status_code == 200
    again = sign_up(cast, "ngo", session)
    assert again.status_code == 409
    assert "You have signed up for this session already." in again.content.decode()
    with clock.moved(session.starts_at):
        assert sign_up(cast, "city", session).status_code == 409
    assert Client().post(f"{session.get_absolute_url()}sign-up/").status_code == 302


def test_a_session_for_participants_lets_in_who_is_approved_and_one_for_a_category_only_that(
    cast: Cast, session: Session
) -> None:
    Session.objects.filter(pk=session.pk).update(visibility="registered")
    open_seats(cast, session)
    refused = sign_up(cast, "ngo", session)
    assert refused.status_code == 409
    assert "sign up once you are approved" in refused.content.decode()
    registration = Registration.objects.create(
        edition=cast.edition,
        user=cast["ngo"],
        person_name="Ngo",
        person_email="ngo@cast.example",
        organisation=cast.organisations["ngo"],
        made_by=cast["ngo"],
    )
    space = factories.make_space(cast.edition)
    SpaceRegistration.objects.create(registration=registration, space=space, edition=cast.edition, status="approved")
    assert sign_up(cast, "ngo", session).status_code == 200

    Session.objects.filter(pk=session.pk).update(visibility="public")
    youth = factories.make_category("youth")
    held = Seats.objects.get()
    actions.seat(session, by=cast["programme"], changes={"own": None}, categories=[youth], version=held.version)
    assert "This session is for:" in sign_up(cast, "city", session).content.decode()
    assert sign_up(cast, "youth", session).status_code == 200


def test_the_last_seat_is_given_once_even_where_the_count_is_stale(cast: Cast, session: Session) -> None:
    seats = open_seats(cast, session, own=1)
    assert actions.take_seat(seats)
    assert not actions.take_seat(seats)


@pytest.mark.parametrize("verb", ["reschedule", "cancel"])
def test_a_move_counts_those_with_a_seat_among_whom_it_tells(cast: Cast, session: Session, verb: str) -> None:
    open_seats(cast, session, own=1)
    for name in ("ngo", "city"):
        actions.sign_up(session, by=cast[name])
    assert "mails your reason to 2 people" in cast.client("programme").get(manage(session, verb)).content.decode()


def test_who_has_a_seat_is_reminded_once_on_the_day_before_and_the_reminder_moves_along(
    cast: Cast, session: Session
) -> None:
    open_seats(cast, session, own=1)
    actions.sign_up(session, by=cast["ngo"])
    actions.sign_up(session, by=cast["city"])
    later = session.starts_at + timedelta(days=1)
    sessions.reschedule(
        Session.objects.get(pk=session.pk),
        by=cast["programme"],
        room=session.room,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        reason="The hall is not ready.",
    )
    releases.release(cast.edition, by=cast["programme"])
    assert {"Ngo", "City"} <= told("programme_released")
    with clock.moved(session.starts_at - timedelta(days=1)):
        remind()
    assert told("reminder") == set()
    for _night in range(2):
        with clock.moved(later - timedelta(hours=20)):
            remind()
    assert list(Notification.objects.filter(kind="reminder").values_list("recipient__name", flat=True)) == ["Ngo"]


def test_the_list_is_for_officers_and_taking_it_as_a_file_is_recorded(cast: Cast, session: Session) -> None:
    open_seats(cast, session)
    actions.sign_up(session, by=cast["ngo"])
    at = manage(session, "sign-ups")
    assert cast.client("ngo").get(at).status_code == 403
    file = cast.client("programme").get(f"{at}?format=json").json()
    assert [(row["name"], row["state"]) for row in file] == [("Ngo", "seated")]
    assert Entry.objects.filter(verb="export", object_id=session.pk).exists()


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_as_often_with_one_as_with_thirty(
    cast: Cast, session: Session, count: int, django_assert_num_queries: Any
) -> None:
    seats = open_seats(cast, session, own=50)
    for number in range(count):
        SignUp.objects.create(
            seats=seats, user=factories.make_user(f"P{number}"), organisation=cast.organisations["ngo"], status="seated"
        )
    officer = cast.client("programme")
    officer.get(manage(session, "sign-ups"))
    with django_assert_num_queries(QUERIES):
        officer.get(manage(session, "sign-ups"))


QUERIES = 8


def test_own_sign_ups_stand_on_the_desk_and_on_ones_own_page(cast: Cast, session: Session) -> None:
    open_seats(cast, session)
    sign_up(cast, "ngo", session)
    for page in ("/desk/", "/me/"):
        assert "On routes" in cast.client("ngo").get(page).content.decode()


def test_a_draft_has_no_sign_up(cast: Cast) -> None:
    draft = place(cast, make_session(cast))
    assert sign_up(cast, "ngo", draft).status_code == 404


def test_who_waits_is_not_let_into_the_virtual_room(cast: Cast, travel: Any) -> None:
    make_room(cast, "Online", kind="virtual", link="https://meet.example/secret", link_minutes=15)
    session = place(cast, make_session(cast), 10, room="Online")
    sessions.publish(session, by=cast["programme"])
    open_seats(cast, session, own=1)
    for name in ("ngo", "city"):
        sign_up(cast, name, session)
    assert states(session) == {"Ngo": "seated", "City": "waiting"}
    travel(session.starts_at)
    address = f"{session.get_absolute_url()}join/"
    assert "meet.example/secret" in cast.client("ngo").post(address).content.decode()
    refused = cast.client("city").post(address)
    assert refused.status_code == 403
    assert "meet.example" not in refused.content.decode()
