"""Sessions and rooms from files of other systems: nothing changes before they are taken over."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from events.imports.models import Import
from events.imports.tasks import take_over
from events.models import Room, Session
from forum.history.models import Entry
from forum.jobs.models import Job, JobStatus
from tests import factories
from tests.cast import Cast
from tests.events.stage import make_room, make_session, place

pytestmark = pytest.mark.django_db
HEAD = "id,title,kind,room,date,start,end,people,objectives\n"


def bring(client: Client, content: bytes | str, name: str = "sessions.csv") -> Any:
    data = content.encode() if isinstance(content, str) else content
    return client.post("/here/manage/import/", {"file": SimpleUploadedFile(name, data), "kind": "panel"})


def day(cast: Cast, number: int = 0) -> str:
    return str(cast.edition.start + timedelta(days=number))


def apply(client: Client) -> Import:
    found = Import.objects.latest("pk")
    assert client.post(f"/here/manage/import/{found.pk}/apply/", {"version": found.version}).status_code == 302
    job = Job.objects.latest("pk")
    take_over(job.pk)
    job.refresh_from_db()
    assert job.status == JobStatus.DONE, job.error
    return Import.objects.get(pk=found.pk)


def page(client: Client, query: str = "") -> str:
    return str(client.get(f"/here/manage/import/{Import.objects.latest('pk').pk}/{query}").content.decode())


def test_a_table_is_shown_first_and_taken_over_by_an_act_of_its_own(cast: Cast) -> None:
    client = cast.client("programme")
    factories.make_objectives()
    rows = f'A-1,Rights at work,Round table,Garden,{day(cast)},10:00,11:30,"Chair: Ada Example; Bo Sample","8, 6"\n'
    assert bring(client, HEAD + rows).status_code == 302
    assert not Session.objects.exists()
    assert not Room.objects.exists()
    shown = page(client)
    assert "Garden" in shown
    assert "Rights at work" in shown

    apply(client)
    session = Session.objects.get()
    assert (session.title, session.kind, session.status, session.room.name) == (  # type: ignore[union-attr]
        "Rights at work",
        "round_table",
        "scheduled",
        "Garden",
    )
    assert session.starts_at == datetime.combine(cast.edition.start, datetime.min.time(), UTC) + timedelta(hours=10)
    assert session.stated == [6, 8]
    assert {(role.role, role.name, role.is_shown) for role in session.roles.all()} == {
        ("chair", "Ada Example", False),
        ("panellist", "Bo Sample", False),
    }
    verbs = list(Entry.objects.filter(object_type="events.session").values_list("verb", flat=True))
    assert verbs == ["add", "schedule"]
    assert "It was taken over." in page(client)


def test_the_next_file_finds_the_same_session_again(cast: Cast) -> None:
    client = cast.client("programme")
    bring(client, HEAD + f"A-1,First title,Panel,Garden,{day(cast)},10:00,11:00,,\n")
    apply(client)
    bring(client, HEAD + f"A-1,Second title,Panel,Garden,{day(cast)},12:00,13:00,,\nA-2,Another,Panel,,,,,,\n")
    shown = page(client, "?act=changed")
    assert "First title" in shown
    assert "Second title" in shown
    apply(client)
    assert sorted(Session.objects.values_list("title", "status")) == [
        ("Another", "draft"),
        ("Second title", "scheduled"),
    ]
    bring(client, HEAD + f"A-1,Second title,Panel,Garden,{day(cast)},12:00,13:00,,\n")
    assert "There is nothing to take over." in page(client)


def test_what_a_rule_refuses_stays_in_the_tray_and_says_why(cast: Cast) -> None:
    client = cast.client("programme")
    two = "".join(f"A-{n},Number {n},Panel,Garden,{day(cast)},10:00,11:00,,\n" for n in (1, 2))
    bring(client, HEAD + two)
    apply(client)
    assert sorted(Session.objects.values_list("title", "status")) == [("Number 1", "scheduled"), ("Number 2", "draft")]
    left = page(client, "?act=left")
    assert "Not placed" in left
    assert "Number 1" in left


def test_before_anything_is_taken_over_a_new_row_says_what_it_becomes_and_who_has_its_room(cast: Cast) -> None:
    client = cast.client("programme")
    at = f"Garden,{day(cast)}"
    bring(client, f"{HEAD}A-1,First,Workshop,{at},9:30:00,11:00,Chair: Ada Example,8\nA-2,Second,,{at},10:30,11:30,,\n")
    shown = page(client)
    assert [words for words in ("09:30 to 11:00", "Chair: Ada Example", "Workshop") if words not in shown] == []
    assert "Garden is taken by “First” at that time." in shown
    assert shown.count("is taken by") == 1


def test_an_evening_ends_after_midnight(cast: Cast) -> None:
    client = cast.client("programme")
    bring(client, f"{HEAD}A-1,Reception,Panel,Garden,{day(cast)},22:00,00:30,,\n")
    apply(client)
    session = Session.objects.get()
    assert session.ends_at - session.starts_at == timedelta(hours=2, minutes=30)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("A-1,,Panel,Garden,2027-03-15,10:00,11:00,,", "The session has no title."),
        ("A-1,Title,Panel,Garden,soon,10:00,11:00,,", "“soon” is no day."),
        ("A-1,Title,Panel,Garden,2027-03-15,25:00,26:00,,", "“25:00” is no time of day."),
        ("A-1,Title,Panel,Garden,2027-03-15,11:00,10:00,,", "The end is not after the start."),
        ("A-1,Title,Panel,Garden,2027-03-15,10:00,11:00,,24", "There is no objective 24."),
    ],
)
def test_a_row_that_cannot_be_read_is_named_with_its_fault_and_the_others_come_in(
    cast: Cast, row: str, why: str
) -> None:
    client = cast.client("programme")
    bring(client, HEAD + row + "\nA-9,A good one,Panel,,,,,,\n")
    shown = page(client)
    assert why in shown
    assert "row 2" in shown
    apply(client)
    assert Session.objects.get().title == "A good one"


def test_a_workbook_brings_rooms_and_sessions(cast: Cast) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Title", "Starts", "Duration", "Room"])
    start = datetime.combine(cast.edition.start, datetime.min.time()) + timedelta(hours=9)
    sheet.append(["Opening words", start, "01:15", "Great Hall"])
    rooms = book.create_sheet("Rooms")
    rooms.append(["Room", "Seats", "Place"])
    rooms.append(["Great Hall", 400, "Ground floor"])
    file = BytesIO()
    book.save(file)
    client = cast.client("programme")
    assert bring(client, file.getvalue(), "book.xlsx").status_code == 302
    apply(client)
    session = Session.objects.select_related("room").get()
    assert session.room is not None
    assert (session.room.name, session.room.capacity, session.room.place) == ("Great Hall", 400, "Ground floor")
    assert session.starts_at is not None
    assert session.ends_at is not None
    assert session.ends_at - session.starts_at == timedelta(minutes=75)


def test_our_own_table_of_the_programme_comes_back_unchanged(cast: Cast) -> None:
    client = cast.client("programme")
    bring(client, HEAD + f"A-1,=SUM(1),Panel,Garden,{day(cast)},10:00,11:00,,3\n")
    apply(client)
    table = b"".join(client.get("/here/manage/programme/?format=csv"))
    assert bring(client, table).status_code == 302
    assert "There is nothing to take over." in page(client)


SCHEDULE_XML = """<?xml version="1.0" encoding="UTF-8"?>
<schedule><version>1</version><conference><title>Other</title></conference>
<day index="1" date="{day}"><room name="Garden">
<event guid="11111111-1111-4111-8111-111111111111" id="7"><date>{day}T10:00:00+02:00</date><start>10:00</start>
<duration>01:30</duration><room>Garden</room><title>Over the sea</title><subtitle/><abstract>About ships.</abstract>
<type>Workshop</type><language>fr</language><persons><person id="3">Ada Example</person></persons></event>
<event id="8"><start>01:00</start><duration>00:30</duration><title>After midnight</title></event>
</room></day></schedule>"""


def test_a_schedule_in_xml_keeps_instants_and_counts_the_small_hours_to_the_day_before(cast: Cast) -> None:
    client = cast.client("programme")
    bring(client, SCHEDULE_XML.format(day=day(cast)), "schedule.xml")
    apply(client)
    first, second = Session.objects.order_by("title").reverse()
    midnight = datetime.combine(cast.edition.start, datetime.min.time(), UTC)
    assert (first.title, first.kind, first.summary, first.language) == (
        "Over the sea",
        "workshop",
        "About ships.",
        "fr",
    )
    assert first.starts_at == midnight + timedelta(hours=8)
    assert second.starts_at == midnight + timedelta(hours=25)
    assert second.kind == "panel"


def test_our_own_schedule_renames_no_round_table_and_moves_no_closed_session(cast: Cast) -> None:
    table = make_session(cast, "Routes", kind="round_table", number="1.1")
    closed = place(cast, make_session(cast, "Heads meet", kind="closed_session"), 9, room="Garden")
    rows = [
        {"guid": str(table.uid), "title": "Round table 1.1: Routes"},
        {"guid": str(closed.uid), "title": "Heads meet"},
    ]
    days = [{"date": day(cast), "rooms": {"Closed session": rows}}]
    client = cast.client("programme")
    bring(client, json.dumps({"schedule": {"conference": {"days": days}}}), "schedule.json")
    shown = page(client)
    assert "As it is here (2)" in shown
    assert "Rooms that would be added" not in shown


def test_a_schedule_in_json(cast: Cast) -> None:
    event = {
        "guid": "g-1",
        "title": "Ports",
        "date": f"{day(cast)}T10:00:00+00:00",
        "duration": "00:45",
        "persons": [{"id": 1, "public_name": "Bo Sample"}],
    }
    days = [{"index": 1, "date": day(cast), "rooms": {"Garden": [event]}}]
    client = cast.client("programme")
    bring(client, json.dumps({"schedule": {"version": "1", "conference": {"days": days}}}), "schedule.json")
    apply(client)
    session = Session.objects.get()
    assert (session.title, session.roles.get().name) == ("Ports", "Bo Sample")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00\x01",
        b"<html><body>no</body></html>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><schedule>&b;</schedule>',
        b"{}",
        b'{"schedule": []}',
        b"PK\x03\x04 not a workbook",
        b"[" * 100_000,
    ],
    ids=["empty", "binary", "page", "entities", "no schedule", "wrong schedule", "no workbook", "deep"],
)
def test_what_is_no_table_and_no_schedule_is_refused_in_words(cast: Cast, content: bytes) -> None:
    answer = bring(cast.client("programme"), content)
    found = Import.objects.first()
    assert answer.status_code in (409, 422) or (found is not None and found.problems)
    assert not Session.objects.exists()


def test_it_is_taken_over_once(cast: Cast) -> None:
    client = cast.client("programme")
    bring(client, HEAD + "A-1,One,Panel,,,,,,\n")
    found = apply(client)
    client.post(f"/here/manage/import/{found.pk}/apply/", {"version": found.version})
    assert Job.objects.count() == 1
    take_over(Job.objects.get().pk)
    assert Session.objects.count() == 1


def test_a_worker_that_died_goes_on_without_making_anything_twice(cast: Cast) -> None:
    client = cast.client("programme")
    bring(client, HEAD + "A-1,One,Panel,,,,,,\nA-2,Two,Panel,,,,,,\n")
    apply(client)
    Import.objects.update(done={})
    Job.objects.update(status=JobStatus.WAITING)
    take_over(Job.objects.get().pk)
    assert Session.objects.count() == 2


@pytest.mark.parametrize("name", ["ngo", "reviewer", "auditor", "elsewhere"])
def test_nobody_else_takes_over(cast: Cast, name: str) -> None:
    assert bring(cast.client(name), HEAD + "A-1,One,Panel,,,,,,\n").status_code in (403, 404)
    assert not Import.objects.exists()


@pytest.mark.parametrize("count", [1, 30])
def test_looking_asks_as_much_for_thirty_rows_as_for_one(
    cast: Cast, count: int, django_assert_num_queries: Any
) -> None:
    client = cast.client("programme")
    make_room(cast)
    bring(client, HEAD + "".join(f"A-{n},Session {n},Panel,,,,,,\n" for n in range(count)))
    page(client)
    with django_assert_num_queries(11):
        page(client)
