"""The programme as everybody reads it: grid, list, session pages, calendar and data files."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from icalendar import Calendar

from events.conflicts.desk import panel
from events.models import Session
from events.programme.grid import grid_of
from events.programme.outcomes import section
from events.programme.panels import of_organisation, week
from events.releases.actions import release
from events.sessions import actions
from events.sessions.kinds import RoleKind, Visibility
from forum.kit import clock
from tests.cast import CAST, Cast
from tests.events.stage import give, hour, make_room, make_session, place, publish

pytestmark = pytest.mark.django_db
READ = ["programme/", "programme/?view=list", "programme.ics", "programme/?format=json"]


def read(cast: Cast, path: str, name: str = "anonymous", **kwargs: Any) -> str:
    return cast.client(name).get(f"/{cast.edition.slug}/{path}", **kwargs).content.decode()


def events_of(cast: Cast, path: str = "programme.ics") -> dict[str, Any]:
    calendar = Calendar.from_ical(read(cast, path))
    return {str(event["summary"]): event for event in calendar.walk("VEVENT")}


class TestWhatIsPublic:
    @pytest.mark.parametrize("path", READ)
    def test_only_what_was_published(self, cast: Cast, path: str) -> None:
        publish(cast, make_session(cast, "Shown"), 10)
        place(cast, make_session(cast, "Scheduled only"), 14)
        make_session(cast, "Drafted only")
        for name in CAST:
            text = read(cast, path, name)
            assert "Shown" in text
            assert "Scheduled only" not in text
            assert "Drafted only" not in text

    def test_an_unpublished_page_is_seen_by_its_people_and_by_the_officers(self, cast: Cast) -> None:
        session = place(cast, make_session(cast), 10)
        give(session, RoleKind.MODERATOR, user=cast.people["city"])
        seen = {name for name in CAST if cast.client(name).get(session.get_absolute_url()).status_code == 200}
        assert seen == {"city", "programme", "secretariat", "auditor"}

    @pytest.mark.parametrize("path", READ)
    def test_of_a_closed_session_only_title_and_time(self, cast: Cast, path: str) -> None:
        session = make_session(
            cast, "Behind doors", numbers=(7,), visibility=Visibility.CLOSED, summary="What nobody may read"
        )
        give(session, RoleKind.CHAIR, user=cast.people["state"])
        publish(cast, session, 10, room="Secret room")
        text = read(cast, path)
        page = cast.client("anonymous").get(session.get_absolute_url()).content.decode()
        for each in (text, page):
            assert "Behind doors" in each
            assert "What nobody may read" not in each
            assert "State" not in each.replace("Member State", "")
        assert 'value="Secret room"' not in page
        assert "Secret room, " not in page
        assert "What nobody may read" not in read(cast, "programme/?view=list&q=nobody")

    def test_a_search_does_not_find_what_is_not_shown(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast, "Behind doors", visibility=Visibility.CLOSED), 10)
        give(session, RoleKind.CHAIR, organisation=cast.organisations["ngo"])
        assert "Nothing matches these filters" in read(cast, "programme/?view=list&q=harbour")

    def test_an_edition_that_is_a_draft_hides_its_programme(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        cast.edition.status = "draft"
        cast.edition.save()
        for path in (*READ, f"sessions/{session.reference}/"):
            assert cast.client("stranger").get(f"/{cast.edition.slug}/{path}").status_code == 404


class TestGrid:
    def test_a_session_stands_in_its_room_at_its_hour(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "Early", kind="plenary"), 9)
        publish(cast, make_session(cast, "Late", kind="round_table", number="1"), 10, room="Room 2", hours=1.5)
        sessions = list(Session.objects.public().in_order().for_lists())
        grid = grid_of(cast.edition, cast.edition.start, sessions, "Asia/Manila")
        assert [room["title"] for room in grid["rooms"]] == ["Room 1", "Room 2"]
        assert grid["hours"][0] == {"venue": "09:00", "reader": "17:00", "days": 0}
        early, late = grid["sessions"]
        assert (early["column"], early["start"], early["span"], early["look"]) == (1, 0, 8, "plenary")
        assert (late["column"], late["start"], late["span"], late["look"]) == (2, 4, 6, "round_table")

    def test_what_is_not_known_has_its_place(self, cast: Cast) -> None:
        known = {"status": "published", "imported_at": clock.now(), "published_at": clock.now()}
        day = cast.edition.start
        make_session(cast, "No end", starts_at=hour(cast, 0, 18, 30), date=day, **known)
        make_session(cast, "Beside it", starts_at=hour(cast, 0, 19), ends_at=hour(cast, 0, 20), date=day, **known)
        make_session(cast, "No hour", date=day, **known)
        make_session(cast, "No day", **known)
        make_session(cast, "A month", date=day.replace(day=1), date_precision="month", **known)
        page = read(cast, "programme/")
        assert "Room not known" in page
        assert "18:30, end not known" in page
        assert "open-end" in page
        assert "Time not known" in page
        assert "Day not known" in page
        grid = grid_of(cast.edition, day, list(Session.objects.filter(date=day).in_order().for_lists()), "")
        assert [room["title"] for room in grid["rooms"]] == ["Room not known", "Room not known"]
        assert grid["sessions"][0]["open_end"]
        assert [each["title"] for each in grid["tray"]] == ["No hour"]

    def test_the_readers_hour_marks_the_next_day(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 22, hours=1)
        page = read(cast, "programme/?zone=Asia/Manila")
        assert "06:00 +1" in page
        assert "Your time: Manila, 8 hours ahead" in page

    def test_the_readers_hour_marks_the_day_before(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 3, hours=1)
        assert "17:00 −1" in read(cast, "programme/?zone=Pacific/Honolulu")

    def test_a_day_can_be_chosen(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "Monday"), 10)
        publish(cast, make_session(cast, "Tuesday"), 10, day=1)
        tomorrow = cast.edition.start + timedelta(days=1)
        page = read(cast, f"programme/?day={tomorrow}")
        assert "Tuesday</bdi>" in page
        assert "Monday</bdi>" not in page


class TestList:
    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("q=harbour", {"One"}),
            ("q=TWO%20sessions", {"Two"}),
            ("kind=panel", {"Two"}),
            ("objective=7", {"One"}),
            ("kind=panel&objective=7", set()),
        ],
    )
    def test_it_is_filtered(self, cast: Cast, query: str, found: set[str]) -> None:
        one = publish(cast, make_session(cast, "One", numbers=(7,)), 10)
        give(one, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
        publish(cast, make_session(cast, "Two sessions", kind="panel", numbers=(8,)), 14)
        page = read(cast, f"programme/?view=list&{query}")
        assert {title for title in ("One", "Two") if f"<bdi>{title}" in page} == found

    @pytest.mark.parametrize(
        "nonsense", ["objective=99", "room=x", "kind=zzz", "lens=x", "day=2001-01-01", "day=zzz", "missing=all"]
    )
    def test_a_filter_that_there_is_not_is_never_taken_for_all(self, cast: Cast, nonsense: str) -> None:
        publish(cast, make_session(cast, "One"), 10)
        make_room(cast, "Another")
        client = cast.client("programme")
        for path in ("programme/", "programme/?view=list", "manage/programme/"):
            answer = client.get(f"/here/{path}{'&' if '?' in path else '?'}{nonsense}")
            assert answer.status_code == 422
            page = answer.content.decode()
            assert "1 thing to correct" in page
            assert "<bdi>One" not in page
        assert client.get(f"/here/programme/?format=json&{nonsense}").status_code == 422
        answer = client.get(f"/here/programme.ics?{nonsense}")
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [nonsense.split("=")[0]]

    def test_a_kind_and_a_day_without_sessions_are_no_nonsense(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "One"), 10)
        for query in ("kind=big_table", f"day={cast.edition.end}"):
            assert events_of(cast, f"programme.ics?{query}") == {}

    def test_a_day_is_a_filter_of_the_files_too(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "Monday"), 10)
        publish(cast, make_session(cast, "Tuesday"), 10, day=1)
        day = cast.edition.start + timedelta(days=1)
        assert set(events_of(cast, f"programme.ics?day={day}")) == {"Tuesday"}

    def test_an_empty_programme_says_what_will_be_here(self, cast: Cast) -> None:
        assert "No programme yet" in read(cast, "programme/")
        assert "Arrange the programme" in read(cast, "programme/", "programme")

    def test_a_cancelled_session_stays_and_says_so(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        actions.cancel(session, by=cast["programme"], reason="The speaker is ill.")
        release(cast.edition, by=cast["programme"])
        assert "Cancelled" in read(cast, "programme/?view=list")

    @pytest.mark.parametrize("count", [1, 30])
    def test_queries_do_not_grow_with_sessions(self, cast: Cast, count: int) -> None:
        for number in range(count):
            session = make_session(cast, f"Session {number}", numbers=(1, 2))
            give(session, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
            give(session, RoleKind.CHAIR, user=cast.people["state"])
            place(cast, session, 10, room=f"Room {number}", day=number)
        release(cast.edition, by=cast["programme"])
        assert {path: statements(f"/{cast.edition.slug}/{path}") for path in QUERIES} == QUERIES


def statements(address: str) -> int:
    """Of the second time that a visitor asks."""
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


QUERIES = {"programme/": 5, "programme/?view=list": 5, "programme.ics": 4, "programme/?format=json": 4}


class TestSessionPage:
    def test_it_says_who_in_which_role(self, cast: Cast) -> None:
        session = make_session(cast, "On desks", kind="round_table", number="3.3", numbers=(15,))
        give(session, RoleKind.CO_CHAIR, user=cast.people["state"], organisation=cast.organisations["state"])
        give(session, RoleKind.PAPER_AUTHOR, organisation=cast.organisations["agency"])
        publish(cast, session, 10)
        page = read(cast, f"sessions/{session.reference}/")
        assert "Round table 3.3: On desks" in page
        assert "State (Republic of Exemplia)" in page
        assert "Paper author" in page
        assert "Objectives: 15" in page or "15" in page
        assert "to be confirmed" in page  # its rapporteur

    def test_a_reference_of_another_edition_is_not_found(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        assert cast.client("anonymous").get(f"/{cast.other.slug}/sessions/{session.reference}/").status_code == 404

    def test_it_has_a_calendar_file_of_its_own(self, cast: Cast) -> None:
        session = publish(cast, make_session(cast), 10)
        publish(cast, make_session(cast, "Another"), 14)
        assert set(events_of(cast, f"sessions/{session.reference}.ics")) == {"On routes"}
        hidden = place(cast, make_session(cast, "Hidden"), 16)
        assert cast.client("programme").get(f"/here/sessions/{hidden.reference}.ics").status_code == 404


class TestCalendar:
    def test_a_session_of_several_days_without_hours_lasts_to_its_last_day(self, cast: Cast) -> None:
        day = cast.edition.start
        known = {"imported_at": clock.now(), "published_at": clock.now(), "status": "published"}
        make_session(cast, "Three days", date=day, end_date=day + timedelta(days=2), **known)
        event = events_of(cast)["Three days"]
        assert (event["dtstart"].dt, event["dtend"].dt) == (day, day + timedelta(days=3))

    def test_a_reader_can_follow_it(self, cast: Cast) -> None:
        cast.edition.timezone = "America/New_York"
        cast.edition.save()
        session = publish(cast, make_session(cast), 10)
        text = read(cast, "programme.ics")
        event = events_of(cast)["On routes"]
        assert event["uid"] == f"{session.uid}@commonspace.example"
        assert (event["sequence"], event["status"], event["location"]) == (0, "CONFIRMED", "Room 1")
        assert event["dtstart"].params["TZID"] == "America/New_York"
        assert f"{event['dtstart'].dt:%H:%M}" == "10:00"
        assert "BEGIN:VTIMEZONE" in text
        assert "METHOD:PUBLISH" in text

        start = hour(cast, 0, 15)
        actions.reschedule(
            session,
            by=cast["programme"],
            room=session.room,
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            reason="The room floods.",
        )
        release(cast.edition, by=cast["programme"])
        moved = events_of(cast)["On routes"]
        assert (moved["uid"], moved["sequence"]) == (event["uid"], 1)
        assert moved["last-modified"].dt >= event["last-modified"].dt
        actions.cancel(session, by=cast["programme"], reason="The speaker is ill.")
        release(cast.edition, by=cast["programme"])
        gone = events_of(cast)["On routes"]
        assert (gone["uid"], gone["sequence"], gone["status"]) == (event["uid"], 2, "CANCELLED")

    def test_a_day_without_an_hour_is_a_whole_day(self, cast: Cast) -> None:
        now = clock.now()
        day = cast.edition.start
        make_session(cast, "Some time", date=day, status="published", published_at=now, imported_at=now)
        event = events_of(cast)["Some time"]
        assert event["dtstart"].dt == day
        assert "dtend" not in event

    @pytest.mark.parametrize("title", ["Line one\nBEGIN:VEVENT", "Semi; comma, back\\slash", "مدن آمنة", "長" * 120])
    def test_any_title_survives(self, cast: Cast, title: str) -> None:
        publish(cast, make_session(cast, title), 10)
        assert list(events_of(cast)) == [title]


class TestData:
    def test_json_says_null_for_what_is_not_known(self, cast: Cast) -> None:
        now = clock.now()
        make_session(cast, "", kind="hearing", status="published", published_at=now, imported_at=now, source="000:1")
        session = publish(cast, make_session(cast, numbers=(3,)), 10)
        answer = cast.client("anonymous").get("/here/programme/?format=json")
        assert answer["Access-Control-Allow-Origin"] == "*"
        known, unknown = answer.json()
        assert (known["reference"], known["start"][11:16], known["room"]) == (session.reference, "10:00", "Room 1")
        assert known["objectives"] == [3]
        assert (unknown["title"], unknown["start"], unknown["room"], unknown["date"]) == (None, None, None, None)
        assert unknown["record"]["source"] == "000:1"

    def test_no_address_of_a_person_is_in_any_public_output(self, cast: Cast) -> None:
        session = make_session(cast)
        for name in ("ngo", "city", "state"):
            give(session, RoleKind.PANELLIST, user=cast.people[name])
        publish(cast, session, 10)
        for path in (*READ, f"sessions/{session.reference}/", f"sessions/{session.reference}.ics"):
            assert "@cast.example" not in read(cast, path)


class TestArranging:
    def test_the_list_shows_states_and_the_person_in_two_places(self, cast: Cast) -> None:
        for session in (
            place(cast, make_session(cast, "One"), 10),
            place(cast, make_session(cast, "Two"), 10, room="B"),
        ):
            give(session, RoleKind.CHAIR, user=cast.people["cochair"])
        make_session(cast, "Three")
        page = read(cast, "manage/programme/", "programme")
        assert page.count("A conflict needs a reason") == 2
        assert "1 open, all levels" in page
        assert "Three</bdi>" not in read(cast, "manage/programme/?status=scheduled", "programme")
        assert "Cochair is in two places" in [each.title for each in panel(cast["programme"])]
        assert read(cast, "manage/programme/", "auditor").count("Add a session") == 0

    @pytest.mark.parametrize("count", [1, 30])
    def test_queries_do_not_grow_with_sessions(self, cast: Cast, count: int, django_assert_num_queries: Any) -> None:
        for number in range(count):
            session = make_session(cast, f"Session {number}", numbers=(1, 2))
            give(session, RoleKind.CHAIR, user=cast.people["state"])
            place(cast, session, 10, room=f"Room {number}", day=number)
        client = cast.client("programme")
        client.get("/here/manage/programme/")
        with django_assert_num_queries(12):
            client.get("/here/manage/programme/")


class TestContributions:
    def test_the_outcome_names_every_figure_with_its_list(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 10)
        publish(cast, make_session(cast, kind="panel"), 14)
        figure = next(block for block in section(cast.edition) if block.block == "figure")
        assert {(bar.label, bar.value) for bar in figure.bars} == {("Common Space", 1), ("Panel", 1)}
        for bar in figure.bars:
            page = cast.client("anonymous").get(bar.url).content.decode()
            assert page.count('class="session-row"') == bar.value

    def test_what_is_not_known_is_counted_with_its_list(self, cast: Cast) -> None:
        known = {"status": "published", "imported_at": clock.now(), "published_at": clock.now()}
        make_session(cast, "No day", **known)
        make_session(cast, "", date=cast.edition.start, **known)
        publish(cast, make_session(cast), 10)
        items = next(block for block in section(cast.edition) if block.block == "list").items
        assert [runs[0].text for runs in items] == ["day not known: 1", "hour not known: 1", "title not known: 1"]
        for runs in items:
            assert cast.client("anonymous").get(runs[0].url).content.decode().count('class="session-row"') == 1

    def test_the_week_is_that_of_the_forum(self, cast: Cast, rf: Any) -> None:
        publish(cast, make_session(cast, kind="round_table", number="2"), 10)
        publish(cast, make_session(cast, kind="round_table", number="1"), 14)
        publish(cast, make_session(cast), 10, day=-20)
        shown = week(rf.get("/"), cast.edition)
        assert shown
        assert [row["kinds"] for row in shown["days"]] == ["Round tables 1 and 2"]

    def test_an_organisation_shows_its_confirmed_roles(self, cast: Cast, rf: Any) -> None:
        session = publish(cast, make_session(cast), 10)
        body = cast.organisations["ngo"]
        session.roles.create(role=RoleKind.PANELLIST, organisation=body)
        assert of_organisation(rf.get("/"), body) is None
        give(session, RoleKind.ORGANISER, organisation=body)
        shown = of_organisation(rf.get("/"), body)
        assert shown
        assert [row["roles"] for row in shown["rows"]] == [["Organiser"]]

    @pytest.mark.parametrize("language", ["ar", "fr", "zh-hans"])
    def test_pages_are_drawn_in_every_language(self, cast: Cast, language: str) -> None:
        session = publish(cast, make_session(cast, numbers=(2,)), 10)
        with translation.override(language):
            for path in (*READ, f"sessions/{session.reference}/"):
                asked = f"/here/{path}{'&' if '?' in path else '?'}lang={language}"
                assert cast.client("anonymous").get(asked).status_code == 200
