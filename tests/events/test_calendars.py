"""Calendars, read by a reader that knows nothing of ours: zones, folded lines, versions, cancellations."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given as drawn
from hypothesis import settings, strategies

from events.models import Session
from events.releases.actions import release
from events.sessions import actions
from events.sessions.ics import calendar_of, escaped, folded
from events.sessions.kinds import RoleKind, SessionKind, Visibility
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from tests import ics
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, place, publish

ON = pytest.mark.django_db


def calendar(cast: Cast, path: str = "programme.ics", **kwargs: Any) -> ics.Calendar:
    answer = cast.client("anonymous").get(f"/here/{path}", **kwargs)
    assert answer.status_code == 200, path
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return ics.read(answer.content)


def in_zone(cast: Cast, zone: str, start: date) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(timezone=zone, start=start, end=start + timedelta(days=2))
    cast.edition.refresh_from_db()


@ON
class TestZones:
    @pytest.mark.parametrize(
        ("zone", "start", "utc"),
        [
            ("America/New_York", date(2027, 3, 13), 15),  # the clocks go forward on the second day
            ("America/New_York", date(2027, 11, 6), 14),  # and back
            ("Europe/Paris", date(2027, 3, 27), 9),
            ("Africa/Accra", date(2027, 5, 3), 10),
            ("Asia/Kathmandu", date(2027, 5, 3), 4),  # with a quarter of an hour
            ("UTC", date(2027, 5, 3), 10),
        ],
    )
    def test_hours_are_the_same_instants_by_the_zone_that_the_file_describes(
        self, cast: Cast, zone: str, start: date, utc: int
    ) -> None:
        in_zone(cast, zone, start)
        for day in range(3):
            publish(cast, make_session(cast, f"Day {day}"), 10, day=day)
        found = calendar(cast)
        for day in range(3):
            event = found.events[f"Day {day}"]
            session = Session.objects.get(title=f"Day {day}")
            assert found.moment(event, "DTSTART") == session.starts_at
            assert found.moment(event, "DTEND") == session.ends_at
        first = found.moment(found.events["Day 0"], "DTSTART")
        assert isinstance(first, datetime)
        assert first.hour == utc
        assert set(found.zones) == ({zone} - {"UTC"})

    def test_what_was_organised_in_another_zone_lies_at_the_same_instant(self, cast: Cast) -> None:
        """An event printed at 15:00 in Geneva is at 9 in New York."""
        in_zone(cast, "America/New_York", date(2022, 5, 17))
        session = publish(cast, make_session(cast, "Geneva"), 9)
        Session.objects.filter(pk=session.pk).update(timezone="Europe/Zurich", as_printed="15:00 CEST")
        found = calendar(cast)
        assert found.moment(found.events["Geneva"], "DTSTART") == datetime(2022, 5, 17, 13, tzinfo=UTC)

    def test_a_day_without_an_hour_is_a_whole_day(self, cast: Cast) -> None:
        session = make_session(cast, "Some time")
        day = cast.edition.start
        Session.objects.filter(pk=session.pk).update(
            date=day, end_date=day + timedelta(days=1), imported_at=hour(cast, 0, 1)
        )
        event = ics.read(calendar_of(cast.edition, [Session.objects.get(pk=session.pk)])).events["Some time"]
        assert event.one("DTSTART").value == f"{day:%Y%m%d}"
        assert event.one("DTEND").value == f"{day + timedelta(days=2):%Y%m%d}"


@ON
class TestFollowing:
    def test_a_calendar_moves_and_cancels_by_uid_and_sequence(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast, "Moves"), 10)
        before = calendar(cast).events["Moves"]
        session.refresh_from_db()
        actions.reschedule(
            session,
            by=cast["programme"],
            room=make_room(cast, "Room 2"),
            starts_at=hour(cast, 1, 14),
            ends_at=hour(cast, 1, 16),
            reason="The hall floods.",
        )
        assert calendar(cast).events["Moves"].text("SEQUENCE") == before.text("SEQUENCE"), "it waits for the release"
        release(cast.edition, by=SYSTEM, quietly=True)
        moved = calendar(cast)
        after = moved.events["Moves"]
        assert after.text("UID") == before.text("UID")
        assert int(after.text("SEQUENCE")) > int(before.text("SEQUENCE"))
        assert moved.moment(after, "DTSTART") == hour(cast, 1, 14)
        assert after.text("LOCATION") == "Room 2"
        session.refresh_from_db()
        actions.cancel(session, by=cast["programme"], reason="The speakers cannot travel.")
        release(cast.edition, by=SYSTEM, quietly=True)
        gone = calendar(cast).events["Moves"]
        assert gone.text("STATUS") == "CANCELLED"
        assert gone.text("UID") == before.text("UID")
        assert int(gone.text("SEQUENCE")) > int(after.text("SEQUENCE"))

    def test_it_says_how_it_is_named_and_how_often_to_ask(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 10)
        root = calendar(cast).root
        assert root.one("METHOD").value == "PUBLISH"
        assert root.text("NAME") == root.text("X-WR-CALNAME") == "Forum Here"
        assert root.one("REFRESH-INTERVAL").value == "PT1H"

    def test_of_a_closed_session_neither_room_nor_people(self, cast: Cast) -> None:
        session = make_session(cast, "Behind doors", visibility=Visibility.CLOSED, summary="What nobody may read")
        give(session, RoleKind.CHAIR, user=cast.people["state"])
        publish(cast, session, 10, room="Secret room")
        event = calendar(cast).events["Behind doors"]
        assert event.all("DESCRIPTION") == []
        assert "Secret" not in event.text("LOCATION")


@ON
class TestPieces:
    """Of a part, of a room, of a person: each only what is its own."""

    def test_a_part(self, cast: Cast) -> None:
        part = cast.edition.parts.create(slug="days-of-cities", title="Days of cities")
        publish(cast, make_session(cast, "Cities", part=part), 10)
        publish(cast, make_session(cast, "All"), 14)
        found = calendar(cast, "parts/days-of-cities.ics")
        assert set(found.events) == {"Cities"}
        assert found.root.text("NAME") == "Days of cities, Forum Here"
        assert cast.client("anonymous").get("/here/parts/none.ics").status_code == 404

    def test_a_room_in_which_something_public_is(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "Here"), 10, room="Garden")
        publish(cast, make_session(cast, "There"), 10, room="Hall")
        publish(cast, make_session(cast, "Closed", visibility=Visibility.CLOSED), 10, room="Vault")
        place(cast, make_session(cast, "Not yet"), 14, room="Attic")
        assert set(calendar(cast, f"rooms/{make_room(cast, 'Garden').pk}.ics").events) == {"Here"}
        for name in ("Vault", "Attic"):
            assert cast.client("anonymous").get(f"/here/rooms/{make_room(cast, name).pk}.ics").status_code == 404

    def test_in_the_language_of_the_address(self, cast: Cast) -> None:
        words = {"fr": {"title": {"text": "Des routes", "of": ""}}}
        publish(cast, make_session(cast, "On routes", kind="plenary", language="en", words=words), 10)
        event = calendar(cast, "programme.ics?lang=fr").events["Des routes"]
        with translation.override("fr"):
            assert event.text("CATEGORIES") == str(SessionKind.PLENARY.label)


@ON
def test_a_file_is_sent_with_a_strong_etag_and_not_again(cast: Cast) -> None:
    publish(cast, make_session(cast, "On routes"), 10)
    for path in (f"rooms/{make_room(cast).pk}.ics", "schedule.xml", "schedule.json", "programme.pdf"):
        for packed in ({}, {"HTTP_ACCEPT_ENCODING": "gzip"}):
            client = Client(**packed)
            first = client.get(f"/here/{path}")
            again = client.get(f"/here/{path}", HTTP_IF_NONE_MATCH=first.headers["ETag"])
            assert (again.status_code, again.content) == (304, b"")
            assert not first.headers["ETag"].startswith("W/")
            assert first.headers.get("Content-Encoding", "") == packed.get("HTTP_ACCEPT_ENCODING", "")
        assert Client().get(f"/here/{path}").headers["ETag"] != first.headers["ETag"]
        publish(cast, make_session(cast, f"New beside {path}"), 9, day=2, room=f"For {path}")
        if not path.startswith("rooms"):
            assert client.get(f"/here/{path}", HTTP_IF_NONE_MATCH=first.headers["ETag"]).status_code == 200


# --- text -----------------------------------------------------------------------------------------------------


@pytest.mark.once
@settings(max_examples=200, deadline=None)
@drawn(strategies.text(max_size=400))
def test_any_text_comes_back_as_it_was(text: str) -> None:
    """But for signs that no calendar may hold, and for the kind of line break."""
    lines = list(folded(f"SUMMARY:{escaped(text)}"))
    assert all(len(line.encode()) <= 75 for line in lines)
    found = ics.parsed(["BEGIN:X", lines[0] + "".join(line[1:] for line in lines[1:]), "END:X"])
    meant = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "", text.replace("\r\n", "\n"))
    assert found.text("SUMMARY") == meant


@pytest.mark.once
def test_letters_of_any_script_are_folded_whole() -> None:
    words = "الهجرة والتنمية " * 12 + "移民与发展论坛" * 12 + "🌍" * 30
    content = "".join(f"{line}\r\n" for line in folded(f"SUMMARY:{escaped(words)}")).encode()
    assert ics.unfolded(content) == [f"SUMMARY:{words}"]
