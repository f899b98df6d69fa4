"""Invitations, replies, targets by category with one warning, and who came."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from events.attendance import actions
from events.models import Invited, Session, Target
from events.sessions import actions as sessions
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.milestones.engine import remind
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.stage import make_room, make_session, manage, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def hearing(cast: Cast) -> Session:
    make_room(cast, capacity=200)
    return publish(cast, make_session(cast, "Hearing", kind="hearing"))


@pytest.fixture
def second(cast: Cast) -> Any:
    """Another State, with a focal point of its own."""
    state = factories.make_organisation("Kingdom of Placeholderia", category="member_state")
    person = factories.make_user("Second", email="second@cast.example")
    factories.make_membership(person, state)
    return state


def invite(cast: Cast, session: Session) -> None:
    category = cast.organisations["state"].category_id
    answer = cast.client("programme").post(manage(session, "invite"), {"categories": [category]})
    assert answer.status_code == 302


def reminded() -> list[str]:
    return sorted(Notification.objects.filter(kind="reminder").values_list("recipient__name", flat=True))


def test_states_under_target_n_days_before_remind_organisers_and_each_silent_state_once(
    cast: Cast, hearing: Session, second: Any
) -> None:
    """S05."""
    invite(cast, hearing)
    assert set(Notification.objects.filter(kind="session_invited").values_list("recipient__name", flat=True)) == {
        "State",
        "Second",
    }
    officer = cast.client("programme")
    sent = {"version": hearing.version, "wanted_member_state": 2, "days_member_state": 5}
    assert officer.post(manage(hearing, "set-targets"), sent).status_code == 302
    assert Target.objects.get().wanted == 2

    own = Invited.objects.get(organisation=cast.organisations["state"])
    yes = f"{hearing.get_absolute_url()}invitations/{own.pk}/confirm/"
    assert cast.client("state").post(yes, {"version": own.version}).status_code == 302

    with clock.moved(hearing.starts_at - timedelta(days=6)):
        remind()
    assert reminded() == []
    for days in (4, 3, 2):  # the first night was missed; the others send nothing again
        with clock.moved(hearing.starts_at - timedelta(days=days)):
            remind()
    assert reminded() == ["Programme", "Second"]
    with clock.moved(hearing.starts_at - timedelta(days=4)):
        assert "1 of 2 expected" in officer.get("/desk/").content.decode()


def test_nobody_is_told_when_enough_have_answered(cast: Cast, hearing: Session) -> None:
    invite(cast, hearing)
    actions.set_targets(hearing, by=cast["programme"], wanted={"member_state": (1, 5)})
    actions.confirm(Invited.objects.get(), by=cast["state"])
    with clock.moved(hearing.starts_at - timedelta(days=4)):
        remind()
    assert reminded() == []


def test_the_page_shows_states_invited_and_confirmed_before_and_present_afterwards(
    cast: Cast, hearing: Session, second: Any
) -> None:
    invite(cast, hearing)
    actions.confirm(Invited.objects.get(organisation=second), by=cast["programme"])
    page = Client().get(hearing.get_absolute_url()).content.decode()
    assert "Who is expected" in page
    assert "Organisations expected, by category" in page
    row = page[page.index('id="attendance-caption"') :]
    assert [cell in row for cell in (">2<", ">1<", "not known")] == [True, True, True]

    with clock.moved(hearing.ends_at + timedelta(hours=1)):
        sessions.hold(Session.objects.get(pk=hearing.pk), by=SYSTEM)
        held = Session.objects.get(pk=hearing.pk)
        sent = {"version": held.version, "present": [second.pk]}
        at = f"{hearing.get_absolute_url()}mark-present/"
        assert cast.client("programme").post(at, sent).status_code == 302
        page = Client().get(hearing.get_absolute_url()).content.decode()
    assert "Who was expected, and who came" in page
    assert dict(Invited.objects.values_list("organisation__name", "was_present")) == {
        "Republic of Exemplia": False,
        "Kingdom of Placeholderia": True,
    }


def test_small_numbers_are_withheld_in_public_except_of_states(cast: Cast, hearing: Session) -> None:
    everybody = [cast.organisations["state"], cast.organisations["youth"]]
    actions.invite(hearing, by=cast["programme"], organisations=everybody)
    public = Client().get(hearing.get_absolute_url()).content.decode()
    assert "fewer than 5" in public
    assert "fewer than 5" not in cast.client("programme").get(manage(hearing, "attendance")).content.decode()
    rows = {row["category"]: row["invited"] for row in exported(cast, hearing, "&list=attendance")}
    assert rows == {"member_state": 1, "youth": 1}
    assert len(exported(cast, hearing, "")) == 2


def exported(cast: Cast, session: Session, more: str) -> Any:
    return cast.client("programme").get(f"{manage(session, 'attendance')}?format=json{more}").json()


def test_an_invitation_is_answered_by_the_organisation_alone_and_may_be_answered_again(
    cast: Cast, hearing: Session
) -> None:
    invite(cast, hearing)
    own = Invited.objects.get()
    at = f"{hearing.get_absolute_url()}invitations/{own.pk}/"
    assert cast.client("ngo").post(f"{at}confirm/", {"version": 1}).status_code == 404
    assert cast.client("state").post(f"{at}decline/", {"version": 1, "reason": "No one is free."}).status_code == 302
    assert cast.client("state").post(f"{at}confirm/", {"version": 1}).status_code == 409
    assert cast.client("state").post(f"{at}confirm/", {"version": 2}).status_code == 302
    assert Invited.objects.get().status == "confirmed"
    assert "Invited" not in cast.client("state").get("/desk/").content.decode()


def test_nobody_is_invited_twice(cast: Cast, hearing: Session) -> None:
    invite(cast, hearing)
    category = cast.organisations["state"].category_id
    again = cast.client("programme").post(manage(hearing, "invite"), {"categories": [category]})
    assert again.status_code == 409
    assert Notification.objects.filter(kind="session_invited").count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_the_page_asks_as_often_with_one_as_with_thirty(
    cast: Cast, hearing: Session, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        body = factories.make_organisation(f"Body {number}", category="youth")
        Invited.objects.create(session=hearing, organisation=body)
    officer = cast.client("programme")
    officer.get(manage(hearing, "attendance"))
    with django_assert_num_queries(QUERIES):
        officer.get(manage(hearing, "attendance"))


QUERIES = 9
