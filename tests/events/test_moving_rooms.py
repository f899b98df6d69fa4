"""A forum that moves into another house: which room takes the place of which."""

from datetime import timedelta

import pytest

from events.models import Session, Venue
from events.sessions.kinds import RoleKind
from forum.history.models import Entry
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from tests.cast import Cast
from tests.events.moves import AT, check, mark, move
from tests.events.stage import give, make_room, make_session, place, publish

pytestmark = [pytest.mark.both, pytest.mark.django_db]


def where(session: Session) -> str:
    return str(Session.objects.select_related("room").get(pk=session.pk).room)


def moved(cast: Cast, **changed: object) -> str:
    seen = mark(check(cast, **changed))
    more = {name: value for name, value in changed.items() if name.startswith("room-")}
    return str(move(cast, seen=seen, more=more, **changed).content.decode())


def test_sessions_go_to_the_rooms_that_were_named(cast: Cast) -> None:
    one = publish(cast, make_session(cast, "One"), 10, room="Old hall")
    two = place(cast, make_session(cast, "Two"), 10, room="Kept")
    give(one, RoleKind.CHAIR, user=cast.people["ngo"])
    hall, new = make_room(cast, "Old hall"), make_room(cast, "New hall")
    asked = {"place": "Elsewhere", "venue": "Another house"}
    page = check(cast, **asked).content.decode()
    assert f'name="room-{hall.pk}"' in page
    assert "The room of the same name" in page
    asked[f"room-{hall.pk}"] = str(new.pk)
    page = check(cast, **asked).content.decode()
    assert "In New hall" in page
    assert "Old hall was a room of the old place" not in page
    assert "Kept was a room of the old place" in page
    assert "The forum was moved with all its dates." in moved(cast, **asked)
    assert (where(one), where(two)) == ("New hall", "Kept")
    assert Entry.objects.of(one).filter(verb="move").exists()
    body = rendered(Notification.objects.get(recipient=cast.people["ngo"], kind="edition_moved"))[1]
    assert "Room: New hall" in body
    back = cast.client("secretariat").get(AT).content.decode()
    assert f"room-{new.pk}={hall.pk}" in back


def test_times_and_rooms_move_as_one(cast: Cast) -> None:
    sessions = [place(cast, make_session(cast, f"No. {day}"), 10, day=day, room="Old hall") for day in (0, 1, 2)]
    hall, new = make_room(cast, "Old hall"), make_room(cast, "New hall")
    day = timedelta(days=1)
    days = {"start": cast.edition.start + day, "end": cast.edition.end + day}
    moved(cast, place="Elsewhere", **days, **{f"room-{hall.pk}": new.pk})
    for session in sessions:
        now = Session.objects.get(pk=session.pk)
        assert (now.room_id, now.starts_at) == (new.pk, session.starts_at + day)


def test_two_at_one_time_never_come_into_one_room(cast: Cast) -> None:
    here = place(cast, make_session(cast, "Here"), 10, room="Small")
    there = place(cast, make_session(cast, "There"), 10, room="Large")
    small, large = make_room(cast, "Small"), make_room(cast, "Large")
    page = check(cast, place="Elsewhere", **{f"room-{small.pk}": large.pk}).content.decode()
    assert "Large is taken by" in page
    moved(cast, place="Elsewhere", **{f"room-{small.pk}": large.pk})
    assert (where(here), where(there)) == ("Small", "Large")


def test_a_room_that_is_left_at_the_same_time_is_refused(cast: Cast) -> None:
    for name in ("A", "B"):
        place(cast, make_session(cast, name), 10, room=name)
    one, two = make_room(cast, "A"), make_room(cast, "B")
    answer = check(cast, place="Elsewhere", **{f"room-{one.pk}": two.pk, f"room-{two.pk}": one.pk})
    assert answer.status_code == 422
    assert "Sessions leave B at the same time." in answer.content.decode()


def test_rooms_are_asked_for_only_where_the_house_is_left(cast: Cast) -> None:
    session = place(cast, make_session(cast), 10, room="Hall")
    hall, new = make_room(cast, "Hall"), make_room(cast, "New hall")
    days = {"start": cast.edition.start + timedelta(days=1), "end": cast.edition.end + timedelta(days=1)}
    sent = {**days, f"room-{hall.pk}": new.pk}
    assert f'name="room-{hall.pk}"' not in check(cast, **sent).content.decode()
    moved(cast, **sent)
    assert where(session) == "Hall"


def test_ways_that_were_measured_in_the_old_house_are_dropped(cast: Cast) -> None:
    place(cast, make_session(cast), 10, room="Old")
    old, new, other = (make_room(cast, name) for name in ("Old", "New", "Other"))
    ways = {f"{old.pk}-{new.pk}": 20, f"{old.pk}-{other.pk}": 5}
    venue = Venue.objects.create(edition=cast.edition, walking=ways)
    days = {"start": cast.edition.start + timedelta(days=1), "end": cast.edition.end + timedelta(days=1)}
    moved(cast, **days)
    venue.refresh_from_db()
    assert venue.walking == ways
    page = check(cast, place="Elsewhere", **{f"room-{old.pk}": new.pk}).content.decode()
    assert "They were measured in the old place." in page
    moved(cast, place="Elsewhere", **{f"room-{old.pk}": new.pk})
    venue.refresh_from_db()
    assert venue.walking == {}
