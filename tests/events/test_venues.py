"""Rooms, and two officers who want the same one at once."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from events.models import Room, Session
from events.sessions import actions
from events.sessions.placing import holder_of_room
from events.venues.actions import clone_rooms
from forum.history.acts import SYSTEM
from forum.kit import guards
from forum.kit.refusals import Refused
from tests import cast as the_cast
from tests.cast import Cast
from tests.events.stage import hour, make_room, make_session, place


@pytest.mark.django_db
class TestRooms:
    def test_the_programme_officer_keeps_them(self, cast: Cast) -> None:
        url = f"/{cast.edition.slug}/manage/rooms/"
        client = cast.client("programme")
        given = {"name": "Garden", "kind": "physical", "capacity": 40, "place": "", "link": "", "order": 1}
        assert client.post(f"{url}new/", given).status_code == 302
        again = client.post(f"{url}new/", given)
        assert again.status_code == 409
        assert "There is a room of this name." in again.content.decode()
        room = Room.objects.get()
        assert client.post(f"{url}{room.pk}/edit/", {**given, "capacity": -3, "version": 1}).status_code == 422
        assert client.post(f"{url}{room.pk}/edit/", {**given, "capacity": 60, "version": 1}).status_code == 302
        assert client.post(f"{url}{room.pk}/edit/", {**given, "capacity": 70, "version": 1}).status_code == 409
        assert "60" in client.get(url).content.decode()
        assert client.post(f"{url}{room.pk}/remove/").status_code == 302
        assert not Room.objects.exists()

    def test_a_room_in_use_is_not_removed(self, cast: Cast) -> None:
        room = place(cast, make_session(cast), 10).room
        answer = cast.client("programme").post(f"/{cast.edition.slug}/manage/rooms/{room.pk}/remove/")
        assert answer.status_code == 409
        assert "Move them to another room first." in answer.content.decode()

    @pytest.mark.parametrize("name", ["anonymous", "stranger", "ngo", "pledges", "elsewhere", "auditor"])
    def test_nobody_else_does(self, cast: Cast, name: str) -> None:
        answer = cast.client(name).post(f"/{cast.edition.slug}/manage/rooms/new/", {"name": "Mine"})
        assert answer.status_code == (302 if name == "anonymous" else 403)
        assert not Room.objects.exists()

    def test_the_way_in_is_shown_to_who_has_a_role(self, cast: Cast) -> None:
        make_room(cast, "Online", kind="virtual", link="https://meet.example/secret")
        session = place(cast, make_session(cast), 10, room="Online")
        session.roles.create(role="moderator", user=cast.people["ngo"], status="confirmed")
        actions.publish(session, by=cast["programme"])
        url = session.get_absolute_url()
        assert "meet.example" in cast.client("ngo").get(url).content.decode()
        for name in ("anonymous", "stranger", "city", "elsewhere"):
            assert "meet.example" not in cast.client(name).get(url).content.decode()

    def test_a_new_edition_begins_with_the_rooms_of_the_old_one(self, cast: Cast) -> None:
        make_room(cast, "Garden", capacity=40)
        clone_rooms(cast.edition, cast.other, SYSTEM)
        assert cast.other.rooms.get().capacity == 40


@contextmanager
def without_the_guard() -> Any:
    """As the database would be without its refusal."""
    if connection.vendor == "sqlite":
        with guards.lifted():
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_room_once'")
        definition = cursor.fetchone()[0]
        cursor.execute("ALTER TABLE events_session DROP CONSTRAINT session_room_once")
    try:
        yield
    finally:
        Session.objects.update(room=None, status="draft", published_at=None)
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE events_session ADD CONSTRAINT session_room_once {definition}")


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each act in a thread with a connection of its own; returns what came of each."""
    came: list[Any] = [None] * len(acts)

    def run(number: int) -> None:
        try:
            came[number] = acts[number]()
        except (Refused, IntegrityError) as error:
            came[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return came


@pytest.mark.both
@pytest.mark.django_db(transaction=True)
class TestOneRoomTwice:
    def look_then_take(self, session: Session, room: Room, cast: Cast, looked: threading.Barrier) -> str:
        """What a programme without a database that refuses would do."""
        start = hour(cast, 0, 10)
        ends = start + timedelta(hours=1)
        assert holder_of_room(room, start, ends, but=session) is None
        looked.wait(30)
        with transaction.atomic():
            Session.objects.filter(pk=session.pk).update(
                room=room, starts_at=start, ends_at=ends, date=start.date(), status="scheduled"
            )
        return "taken"

    def race(self) -> list[Any]:
        cast = the_cast.assemble()
        sessions, room, looked = [make_session(cast), make_session(cast)], make_room(cast), threading.Barrier(2)
        return at_once(*[lambda one=one: self.look_then_take(one, room, cast, looked) for one in sessions])

    def test_without_the_guard_both_get_it(self) -> None:
        with without_the_guard():
            assert self.race() == ["taken", "taken"]
            Session.objects.update(room=None, status="draft")

    def test_with_the_guard_one_does(self) -> None:
        came = self.race()
        assert came.count("taken") == 1
        assert sum(isinstance(each, IntegrityError) for each in came) == 1

    def test_through_the_act_one_wins_and_the_other_reads_who_was_faster(self) -> None:
        cast = the_cast.assemble()
        sessions, room, ready = (
            [make_session(cast, "One"), make_session(cast, "Other")],
            make_room(cast),
            threading.Barrier(2),
        )
        officers = [cast["programme"], cast["secretariat"]]

        def take(number: int) -> str:
            start = hour(cast, 0, 10)
            ready.wait(30)
            actions.schedule(
                sessions[number], by=officers[number], room=room, starts_at=start, ends_at=start + timedelta(hours=1)
            )
            return "taken"

        came = at_once(lambda: take(0), lambda: take(1))
        assert came.count("taken") == 1
        refusal = next(each for each in came if each != "taken")
        assert isinstance(refusal, Refused)
        assert "Room 1 is taken from 10:00 to 11:00" in str(refusal.message)
        assert Session.objects.filter(status="scheduled").count() == 1
