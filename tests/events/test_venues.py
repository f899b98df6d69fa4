"""Rooms, and two officers who want the same one at once."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections, transaction

from accounts.models import Registration
from events.models import EquipmentKind, Resource, Room, Session, Venue
from events.sessions import actions
from events.sessions.placing import holder_of_room
from events.venues.actions import clone_rooms
from forum.history.acts import SYSTEM
from forum.history.models import Entry
from forum.kit import guards
from forum.kit.refusals import Refused
from tests import cast as the_cast
from tests import factories
from tests.cast import Cast
from tests.events.stage import hour, make_room, make_session, place


def registered(cast: Cast, name: str, **values: Any) -> Registration:
    user = cast.people[name]
    said = {"user": user, "person_name": user.name, "person_email": user.email, "made_by": user}
    return Registration.objects.create(edition=cast.edition, **said, **values)


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

    def test_the_way_in_is_shown_to_who_belongs_there_in_its_time(self, cast: Cast, travel: Any) -> None:
        make_room(cast, "Online", kind="virtual", link="https://meet.example/secret", link_minutes=15)
        session = place(cast, make_session(cast), 10, room="Online")
        session.roles.create(role="moderator", user=cast.people["ngo"], status="confirmed")
        actions.publish(session, by=cast["programme"])
        url = session.get_absolute_url()
        assert "The link is shown to you here from:" in cast.client("ngo").get(url).content.decode()
        early = cast.client("ngo").post(f"{url}join/")
        assert early.status_code == 409
        assert "The link is shown from" in early.content.decode()
        travel(hour(cast, 0, 9, 50))
        assert "Show the link" in cast.client("ngo").get(url).content.decode()
        seen = cast.client("ngo").post(f"{url}join/")
        assert "meet.example/secret" in seen.content.decode()
        assert "no-store" in seen["Cache-Control"]
        assert Entry.objects.get(verb="see_link").actor_id == cast.people["ngo"].pk
        for name in ("anonymous", "stranger", "city", "elsewhere"):
            assert "meet.example" not in cast.client(name).get(url).content.decode()
            assert cast.client(name).post(f"{url}join/").status_code in (302, 403)
        travel(hour(cast, 0, 12, 1))
        assert cast.client("ngo").post(f"{url}join/").status_code == 409

    def test_who_is_registered_for_the_space_is_let_in(self, cast: Cast, travel: Any) -> None:
        make_room(cast, "Online", kind="virtual", link="https://meet.example/secret")
        session = place(cast, make_session(cast), 10, room="Online")
        actions.publish(session, by=cast["programme"])
        travel(hour(cast, 0, 10))
        address = f"{session.get_absolute_url()}join/"
        assert cast.client("city").post(address).status_code == 403
        approved = registered(cast, "city")
        space = factories.make_space(cast.edition, "plenary")
        approved.spaces.create(space=space, edition=cast.edition, status="approved")
        assert "meet.example/secret" in cast.client("city").post(address).content.decode()

    def test_a_new_edition_begins_with_the_rooms_of_the_old_one(self, cast: Cast) -> None:
        make_room(cast, "Garden", capacity=40)
        clone_rooms(cast.edition, cast.other, SYSTEM)
        assert cast.other.rooms.get().capacity == 40


@pytest.mark.django_db
class TestWhatBelongsToRooms:
    def test_a_room_says_what_it_has_and_when_it_is_open(self, cast: Cast) -> None:
        EquipmentKind.objects.create(edition=cast.edition, code="loop", name="Induction loop")
        day = cast.edition.start.isoformat()
        given = {
            "name": "Garden",
            "kind": "physical",
            "order": 1,
            "seats_theatre": 80,
            "equipment": ["loop"],
            "booths": 2,
            "booth_languages": ["ar", "fr"],
            "step_free": "true",
            f"opens_{day}": "08:00",
            "closed_starts_0": f"{day}T12:00",
            "closed_ends_0": f"{day}T13:00",
            "closed_why_0": "Lunch",
        }
        client, url = cast.client("programme"), "/here/manage/rooms/new/"
        assert client.post(url, given).status_code == 302
        room = Room.objects.get()
        assert (room.layouts, room.equipment, room.hours) == ({"theatre": 80}, ["loop"], {day: ["08:00", "23:59"]})
        assert (room.closed[0]["why"], room.step_free, room.link_minutes) == ("Lunch", True, 30)
        shown = client.get(f"/here/manage/rooms/{room.pk}/edit/").content.decode()
        assert f'value="{day}T12:00"' in shown
        wrong = {**given, "name": "Other", "closed_why_0": "", f"closes_{day}": "07:00"}
        answer = client.post(url, wrong)
        assert answer.status_code == 422
        assert "It closes before it opens." in answer.content.decode()
        assert "why it is closed" in answer.content.decode()

    def test_ways_between_rooms(self, cast: Cast) -> None:
        one, other = make_room(cast, "A"), make_room(cast, "B")
        client, url = cast.client("programme"), "/here/manage/rooms/walking/"
        given = {"version": 1, "floor_minutes": 4, "building_minutes": 9, f"{one.pk}-{other.pk}": 6}
        assert client.post(url, given).status_code == 302
        assert Venue.objects.get().walking == {f"{one.pk}-{other.pk}": 6}
        assert client.post(url, given).status_code == 409

    def test_equipment_begins_with_the_usual_kinds(self, cast: Cast) -> None:
        client, url = cast.client("programme"), "/here/manage/equipment/"
        assert client.post(f"{url}add/", {"usual": "1"}).status_code == 302
        assert client.post(f"{url}add/", {"name": "Stage"}).status_code == 409
        assert client.post(f"{url}add/", {"name": "舞台"}).status_code == 302
        stage = EquipmentKind.objects.get(name="Stage")
        room = make_room(cast, "Hall", equipment=["stage"])
        refused = client.post(f"{url}{stage.pk}/remove/")
        assert refused.status_code == 409
        assert "Hall" in refused.content.decode()
        Room.objects.filter(pk=room.pk).update(equipment=[])
        assert client.post(f"{url}{stage.pk}/remove/").status_code == 302

    def test_who_serves_sessions(self, cast: Cast) -> None:
        client, url = cast.client("programme"), "/here/manage/resources/"
        given = {
            "kind": "interpretation",
            "name": "Team A",
            "languages": ["ar"],
            "pause_minutes": 30,
            "begins": "08:00",
        }
        assert client.post(f"{url}new/", given).status_code == 302
        assert client.post(f"{url}new/", given).status_code == 409
        team = Resource.objects.get()
        edit = f"{url}{team.pk}/edit/"
        assert client.post(edit, {**given, "version": 1, "finishes": "07:00"}).status_code == 422
        assert client.post(edit, {**given, "version": 1, "finishes": "17:00"}).status_code == 302
        session = make_session(cast)
        sent = {"version": 1, "languages": ["ar"], "resources": [team.pk]}
        assert client.post(f"/here/manage/programme/{session.reference}/needs/", sent).status_code == 302
        assert "Team A" in client.get(url).content.decode()
        assert client.post(f"{url}{team.pk}/remove/").status_code == 409
        assert client.post(f"/here/manage/programme/{session.reference}/needs/", sent).status_code == 409

    def test_needs_of_people_are_a_number_and_no_names(self, cast: Cast) -> None:
        session = make_session(cast)
        session.roles.create(role="panellist", user=cast.people["ngo"], status="confirmed")
        registered(cast, "ngo", access_needs="A ramp")
        page = cast.client("programme").get(f"/here/manage/programme/{session.reference}/needs/").content.decode()
        assert "1 person of this session said what they need to take part." in page
        assert "A ramp" not in page


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
