"""Seats of a session at the same moment, each act in a process of its own: without what guards them, then with it."""

from collections.abc import Callable
from typing import Any

import pytest

from events.models import Seats, Session, SignUp
from events.signups import actions
from forum.history.models import Entry
from forum.history.verifier import faults
from tests.cast import Cast, assemble
from tests.events.stage import make_room, make_session, publish
from tests.racing import at_once, meeting, without_constraint

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


@pytest.fixture
def session(cast: Cast) -> Session:
    make_room(cast)
    return publish(cast, make_session(cast))


def opening(
    cast: Cast, session: Session, own: int, version: int | None = None, before: Any = None
) -> Callable[[], str]:
    """What the form of an officer does who saw `version`; 0 is a sign-up that is not open."""

    def act() -> str:
        if before is not None:
            before()
        changes = {"own": own, "closes_at": None}
        return str(actions.seat(session, by=cast["programme"], changes=changes, version=version).places)

    return act


def signing_up(cast: Cast, session: Session, name: str, meet: Any = None) -> Callable[[], str]:
    """With `meet`: once what the other looked at was read, and before the other goes on."""

    def act() -> str:
        if meet is not None:
            meet.wait(20)
        made = actions.sign_up(session, by=cast[name])
        if meet is not None:
            meet.wait(20)
        return str(made.status)

    return act


class TestSeatsAreLoweredWhileOneIsTaken:
    @pytest.fixture(autouse=True)
    def _one_of_two_is_taken(self, cast: Cast, session: Session) -> None:
        opening(cast, session, 2)()
        actions.sign_up(session, by=cast["ngo"])

    def blind(self, cast: Cast, session: Session, meet: Any) -> Callable[[], str]:
        """One seat is left, on what was read before the other took the second."""

        class Seen:
            held = Seats.objects.get(session=session)

            def filter(self, **_wanted: Any) -> "Seen":
                return self

            def first(self) -> Seats:
                return self.held

        def before() -> None:
            meet.wait(20)
            meet.wait(20)
            Seats.objects.select_for_update = lambda **_how: Seen()  # type: ignore[method-assign]

        return opening(cast, session, 1, before=before)

    def give_back(self) -> None:
        Seats.objects.update(places=2)

    def test_without_any_guard_two_sit_on_one_seat(self, cast: Cast, session: Session) -> None:
        meet = meeting()
        with without_constraint(Seats, "seats_not_exceeded", mend=self.give_back):
            came = at_once(self.blind(cast, session, meet), signing_up(cast, session, "city", meet))
            assert came == ["1", "seated"]
            assert (Seats.objects.get().places, Seats.objects.get().taken) == (1, 2)

    def test_the_database_alone_refuses_to_lower_them(self, cast: Cast, session: Session) -> None:
        meet = meeting()
        came = at_once(self.blind(cast, session, meet), signing_up(cast, session, "city", meet))
        assert came == ["IntegrityError", "seated"]

    def test_either_they_are_lowered_and_the_other_waits_or_the_other_sits(self, cast: Cast, session: Session) -> None:
        came = at_once(opening(cast, session, 1), signing_up(cast, session, "city"))
        assert came in (["1", "waiting"], ["Refused", "seated"])
        seats = Seats.objects.get()
        assert seats.taken == SignUp.objects.filter(status="seated").count() <= seats.places
        assert list(faults()) == []


class TestTwoOpenASignUp:
    def test_one_opens_it_and_the_other_is_told(self, cast: Cast, session: Session) -> None:
        came = at_once(opening(cast, session, 7, version=0), opening(cast, session, 9, version=0))
        assert sorted(came) in (["7", "ChangedMeanwhile"], ["9", "ChangedMeanwhile"])
        assert str(Seats.objects.get().own) in came
        assert Entry.objects.filter(verb="seat").count() == 1
        assert list(faults()) == []


class TestOneSeatForTwo:
    def test_one_sits_and_one_waits(self, cast: Cast, session: Session) -> None:
        opening(cast, session, 1)()
        came = at_once(signing_up(cast, session, "ngo"), signing_up(cast, session, "city"))
        assert sorted(came) == ["seated", "waiting"]
        assert Seats.objects.get().taken == 1

    def test_who_presses_twice_signs_up_once(self, cast: Cast, session: Session) -> None:
        opening(cast, session, 5)()
        came = at_once(signing_up(cast, session, "ngo"), signing_up(cast, session, "ngo"))
        assert sorted(came) == ["Refused", "seated"]
        assert Seats.objects.get().taken == SignUp.objects.count() == 1
