"""The programme at a door, on a wall, in an app, on paper and in another site."""

import io
import json
import re
from datetime import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from lxml import etree
from pypdf import PdfReader

from events.models import Embedding, Session
from events.releases.actions import release
from events.sessions import actions
from events.sessions.kinds import RoleKind, Visibility
from forum.history.acts import SYSTEM
from forum.kit import clock
from tests.cast import CAST, Cast
from tests.events.stage import give, hour, make_room, make_session, place, publish

pytestmark = pytest.mark.django_db

# What readers of the format ask for, in the words of a schema.
SCHEMA = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
 <xs:simpleType name="hhmm"><xs:restriction base="xs:string"><xs:pattern value="\\d\\d:\\d\\d"/></xs:restriction>
 </xs:simpleType>
 <xs:simpleType name="guid"><xs:restriction base="xs:string">
  <xs:pattern value="[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"/></xs:restriction></xs:simpleType>
 <xs:simpleType name="full"><xs:restriction base="xs:string"><xs:minLength value="1"/></xs:restriction></xs:simpleType>
 <xs:element name="schedule"><xs:complexType><xs:sequence>
  <xs:element name="generator"><xs:complexType><xs:attribute name="name"/><xs:attribute name="version"/>
  </xs:complexType></xs:element>
  <xs:element name="url" type="xs:anyURI"/><xs:element name="version" type="full"/>
  <xs:element name="conference"><xs:complexType><xs:sequence>
   <xs:element name="acronym" type="full"/><xs:element name="title" type="full"/>
   <xs:element name="start" type="xs:date"/><xs:element name="end" type="xs:date"/>
   <xs:element name="days" type="xs:nonNegativeInteger"/><xs:element name="timeslot_duration" type="hhmm"/>
   <xs:element name="base_url" type="xs:anyURI"/><xs:element name="time_zone_name" type="full"/>
   <xs:element name="track" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:attribute name="name"/>
   </xs:complexType></xs:element>
  </xs:sequence></xs:complexType></xs:element>
  <xs:element name="day" maxOccurs="unbounded"><xs:complexType><xs:sequence>
   <xs:element name="room" maxOccurs="unbounded"><xs:complexType><xs:sequence>
    <xs:element name="event" maxOccurs="unbounded"><xs:complexType><xs:all>
     <xs:element name="room" type="full"/><xs:element name="title" type="full"/><xs:element name="subtitle"/>
     <xs:element name="type" type="full"/><xs:element name="date" type="xs:dateTime"/>
     <xs:element name="start" type="hhmm"/><xs:element name="duration" type="hhmm"/><xs:element name="abstract"/>
     <xs:element name="slug" type="full"/><xs:element name="track"/><xs:element name="language"/>
     <xs:element name="description"/><xs:element name="url" type="xs:anyURI"/><xs:element name="attachments"/>
     <xs:element name="persons"><xs:complexType><xs:sequence>
      <xs:element name="person" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:simpleContent>
       <xs:extension base="full"><xs:attribute name="id" type="xs:positiveInteger" use="required"/>
       <xs:attribute name="guid" type="guid"/></xs:extension></xs:simpleContent></xs:complexType></xs:element>
     </xs:sequence></xs:complexType></xs:element>
     <xs:element name="links"><xs:complexType><xs:sequence>
      <xs:element name="link" minOccurs="0" maxOccurs="unbounded"><xs:complexType><xs:simpleContent>
       <xs:extension base="full"><xs:attribute name="href" type="xs:anyURI" use="required"/></xs:extension>
      </xs:simpleContent></xs:complexType></xs:element>
     </xs:sequence></xs:complexType></xs:element>
    </xs:all>
    <xs:attribute name="guid" type="guid" use="required"/>
    <xs:attribute name="id" type="xs:positiveInteger" use="required"/>
    </xs:complexType></xs:element>
   </xs:sequence><xs:attribute name="name" type="full" use="required"/><xs:attribute name="guid" type="guid"/>
   </xs:complexType></xs:element>
  </xs:sequence>
  <xs:attribute name="index" type="xs:positiveInteger" use="required"/>
  <xs:attribute name="date" type="xs:date" use="required"/>
  <xs:attribute name="start" type="xs:dateTime" use="required"/>
  <xs:attribute name="end" type="xs:dateTime" use="required"/></xs:complexType></xs:element>
 </xs:sequence></xs:complexType>
 <xs:unique name="guids"><xs:selector xpath="day/room/event"/><xs:field xpath="@guid"/></xs:unique>
 <xs:unique name="ids"><xs:selector xpath="day/room/event"/><xs:field xpath="@id"/></xs:unique>
 <xs:unique name="slugs"><xs:selector xpath="day/room/event/slug"/><xs:field xpath="."/></xs:unique>
 </xs:element></xs:schema>"""


def read(path: str, client: Client | None = None, status: int = 200, **headers: str) -> Any:
    answer = (client or Client()).get(f"/here/{path}", headers=headers)
    assert answer.status_code == status, (path, answer.status_code)
    return answer


def soup(path: str) -> BeautifulSoup:
    return BeautifulSoup(read(path).content, "html.parser")


def words(found: Any) -> str:
    return re.sub(r"\s+", " ", found.get_text(" "))


def programme_of_two_days(cast: Cast) -> Session:
    part = cast.edition.parts.create(slug="first-day", title="First day")
    session = make_session(cast, "Routes & rights <now>", part=part, summary="What to do, and who does it.")
    give(session, RoleKind.MODERATOR, user=cast.people["city"])
    give(session, RoleKind.ORGANISER, organisation=cast.organisations["ngo"])
    publish(cast, session, 10)
    publish(cast, make_session(cast, "Closed talk", visibility=Visibility.CLOSED), 14, room="Vault")
    publish(cast, make_session(cast, "Next day"), 9, day=1, room="Garden", hours=1.5)
    place(cast, make_session(cast, "Not released"), 16)
    return session


class TestSchedule:
    def test_xml_is_what_readers_of_the_format_ask_for(self, cast: Cast) -> None:
        programme_of_two_days(cast)
        answer = read("schedule.xml")
        assert answer.headers["Content-Type"] == "application/xml; charset=utf-8"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        root = etree.fromstring(answer.content)
        etree.XMLSchema(etree.fromstring(SCHEMA)).assertValid(root)
        assert [day.get("index") for day in root.iter("day")] == ["1", "2"]
        events = {event.findtext("title"): event for event in root.iter("event")}
        assert set(events) == {"Routes & rights <now>", "Closed talk", "Next day"}
        one = events["Routes & rights <now>"]
        assert datetime.fromisoformat(one.findtext("date") or "") == hour(cast, 0, 10)
        assert (one.findtext("start"), one.findtext("duration"), one.findtext("room")) == ("10:00", "02:00", "Room 1")
        assert one.findtext("track") == "First day"
        assert {each.text for each in one.iter("person")} == {"City", "Harbour Light Migrant Network"}
        assert events["Next day"].findtext("duration") == "01:30"

    def test_json_says_the_same(self, cast: Cast) -> None:
        session = programme_of_two_days(cast)
        data = json.loads(read("schedule.json").content)["schedule"]
        conference = data["conference"]
        assert {"acronym", "title", "start", "end", "daysCount", "days", "timeslot_duration"} <= set(conference)
        assert re.fullmatch(r"[a-z0-9_-][a-z0-9_]{3,}", conference["acronym"])
        assert conference["daysCount"] == len(conference["days"]) == 2
        events = [each for day in conference["days"] for room in day["rooms"].values() for each in room]
        one = next(each for each in events if each["slug"] == session.reference.lower())
        assert one["guid"] == str(session.uid)
        assert datetime.fromisoformat(one["date"]) == session.starts_at
        assert one["abstract"] == "What to do, and who does it."
        xml = etree.fromstring(read("schedule.xml").content)
        assert {each["guid"] for each in events} == {each.get("guid") for each in xml.iter("event")}

    def test_of_a_closed_session_neither_room_nor_people(self, cast: Cast) -> None:
        programme_of_two_days(cast)
        assert b"Vault" not in read("schedule.xml").content

    def test_no_address_of_a_person_is_in_any_output(self, cast: Cast) -> None:
        programme_of_two_days(cast)
        room = make_room(cast).pk
        for path in (
            "schedule.xml",
            "schedule.json",
            "now/",
            f"rooms/{room}/",
            f"rooms/{room}/sign/",
            "programme/embed/",
        ):
            assert b"cast.example" not in read(path).content, path

    def test_what_was_cancelled_is_dropped(self, cast: Cast) -> None:
        session = programme_of_two_days(cast)
        session.refresh_from_db()
        actions.cancel(session, by=cast["programme"], reason="The speakers cannot travel.")
        release(cast.edition, by=SYSTEM, quietly=True)
        assert b"Routes" not in read("schedule.xml").content

    def test_an_empty_programme_is_an_empty_schedule(self, cast: Cast) -> None:
        assert json.loads(read("schedule.json").content)["schedule"]["conference"]["days"] == []
        assert etree.fromstring(read("schedule.xml").content).tag == "schedule"


class TestPaper:
    @pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
    def test_the_programme_is_a_tagged_document(self, cast: Cast, language: str) -> None:
        programme_of_two_days(cast)
        answer = read(f"programme.pdf?lang={language}")
        assert answer.headers["Content-Type"] == "application/pdf"
        pdf = PdfReader(io.BytesIO(answer.content))
        assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
        assert pdf.trailer["/Root"]["/Lang"].startswith(language[:2])
        assert len(pdf.pages) == 2, "a day on each"
        width, height = pdf.pages[0].mediabox[2:]
        assert width > height
        if language == "en":
            text = pdf.pages[0].extract_text()
            assert "10:00 to 12:00" in text
            assert "Routes & rights <now>" in text
            assert "Vault" not in text


class TestNow:
    def rows(self) -> dict[str, tuple[str, str]]:
        cells = [row.find_all(["th", "td"]) for row in soup("now/").select("tbody tr")]
        return {words(room).strip(): (words(now), words(after)) for room, now, after in cells}

    def test_what_runs_and_what_comes_in_each_room(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "Early"), 10)
        publish(cast, make_session(cast, "Late"), 14)
        publish(cast, make_session(cast, "Tomorrow"), 9, day=1, room="Garden")
        publish(cast, make_session(cast, "Behind doors", visibility=Visibility.CLOSED), 10, room="Vault")
        with clock.moved(hour(cast, 0, 11)):
            found = self.rows()
            assert set(found) == {"Room 1", "Garden"}
            assert "Early" in found["Room 1"][0]
            assert "Late" in found["Room 1"][1]
            assert "Nothing is on now." in found["Garden"][0]
            assert "Tomorrow" in found["Garden"][1]
        with clock.moved(hour(cast, 0, 12)):
            assert "Nothing is on now." in self.rows()["Room 1"][0], "it ended this minute"
        with clock.moved(hour(cast, 5, 12)):
            assert "Nothing is on, and nothing comes" in words(soup("now/"))

    def test_a_display_renews_itself_and_a_page_does_not(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 10)
        assert "Refresh" not in read("now/").headers
        assert read("now/?view=display").headers["Refresh"] == "60"
        assert soup("now/").find("meta", attrs={"http-equiv": "refresh"}) is None


class TestSign:
    def test_it_says_now_next_and_today_in_large_and_has_the_way_to_more(self, cast: Cast) -> None:
        publish(cast, make_session(cast, "Early", words={"fr": {"title": {"text": "Tôt", "of": ""}}}), 10)
        publish(cast, make_session(cast, "Late"), 14)
        room = make_room(cast)
        with clock.moved(hour(cast, 0, 11)):
            page = soup(f"rooms/{room.pk}/sign/?also=fr&also=nonsense")
        assert "Early" in words(page.select_one(".sign-now"))
        assert "Tôt" in words(page.select_one(".sign-now"))
        assert "Late" in words(page.select_one(".sign-next"))
        assert "Early" in words(page.select_one(".sign-today"))
        code = page.select_one("svg.qr")
        assert code is not None
        assert page.select_one(f'.sign-code a[href$="/here/rooms/{room.pk}/"]') is not None
        assert not page.select("[style], style")

    @pytest.mark.parametrize("path", ["", "sign/"])
    def test_a_room_is_public_by_what_is_in_it(self, cast: Cast, path: str) -> None:
        publish(cast, make_session(cast, "Behind doors", visibility=Visibility.CLOSED), 10, room="Vault")
        place(cast, make_session(cast, "Not released"), 10, room="Attic")
        for name in ("Vault", "Attic"):
            read(f"rooms/{make_room(cast, name).pk}/{path}", status=404)

    def test_the_link_into_a_room_is_never_shown(self, cast: Cast) -> None:
        room = make_room(cast, "Online", kind="virtual", link="https://meet.example/secret")
        publish(cast, make_session(cast), 10, room="Online")
        for path in ("", "sign/"):
            assert b"meet.example" not in read(f"rooms/{room.pk}/{path}").content


class TestEmbedding:
    def test_no_other_site_may_show_it_until_one_is_named(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 10)
        answer = read("programme/embed/")
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Frame-Options"] == "DENY"
        Embedding.objects.create(edition=cast.edition, sites="https://port.example\nhttps://*.city.example")
        answer = Client().get("/here/programme/embed/?in=ar")
        assert (
            "frame-ancestors https://port.example https://*.city.example" in answer.headers["Content-Security-Policy"]
        )
        assert "X-Frame-Options" not in answer.headers
        assert not answer.cookies
        assert b'dir="rtl"' in answer.content
        assert b"<script" not in answer.content
        assert "frame-ancestors 'none'" in read("programme/").headers["Content-Security-Policy"], "the rest stays"

    def test_programme_officers_name_the_sites(self, cast: Cast) -> None:
        asked = {"version": 1, "sites": "https://port.example"}
        may = {
            name
            for name in CAST
            if cast.client(name).post("/here/manage/embedding/edit/", {**asked, "version": 99}).status_code == 409
        }
        assert may == {"programme", "secretariat"}
        assert cast.client("programme").post("/here/manage/embedding/edit/", asked).status_code == 302
        assert "https://port.example" in words(soup("programme/feeds/"))

    @pytest.mark.parametrize("site", ["http://plain.example", "https://a.example/path", "*", "https://a.example; x"])
    def test_only_addresses_of_sites_are_taken(self, cast: Cast, site: str) -> None:
        answer = cast.client("programme").post("/here/manage/embedding/edit/", {"version": 1, "sites": site})
        assert answer.status_code == 422
        assert not Embedding.objects.exists()


class TestFeeds:
    def test_the_page_leads_to_files_that_are_there(self, cast: Cast) -> None:
        programme_of_two_days(cast)
        page = soup("programme/feeds/")
        links = {each["href"] for each in page.select("main a[href]")}
        assert {"/here/schedule.xml", "/here/schedule.json", "/here/parts/first-day.ics"} <= links
        assert any(each.startswith("webcal://") for each in links)
        assert "Vault" not in words(page)
        for link in links:
            if link.startswith("/") and "/agenda/" not in link:
                assert Client().get(link).status_code == 200, link


class TestZone:
    def test_a_reader_chooses_the_zone_and_goes_back_to_the_same_page(self, cast: Cast) -> None:
        publish(cast, make_session(cast), 10)
        page = soup("programme/zone/?for=/here/programme/%3Fview%3Dlist%26kind%3Dcommon_space")
        form = page.select_one("main form")
        assert form is not None
        assert form["action"] == "/here/programme/"
        kept = {each["name"]: each["value"] for each in form.select("input[type=hidden]")}
        assert kept == {"view": "list", "kind": "common_space"}
        client = Client()
        shown = client.get("/here/programme/", {**kept, "zone": "Asia/Kathmandu"})
        assert b"your time" in shown.content
        assert b"your time" in client.get("/here/programme/?view=list").content, "the next page knows it"

    def test_another_site_is_no_way_back(self, cast: Cast) -> None:
        form = soup("programme/zone/?for=//evil.example/").select_one("main form")
        assert form is not None
        assert form["action"] == "/here/programme/"


class TestCost:
    @pytest.mark.parametrize("path", ["schedule.xml", "schedule.json", "programme.ics", "programme.pdf"])
    @pytest.mark.parametrize(("packing", "statements"), [("gzip", 1), ("identity", 3)])
    def test_few_statements_once_it_is_made(
        self, cast: Cast, path: str, packing: str, statements: int, settings: Any, django_assert_num_queries: Any
    ) -> None:
        settings.PUBLIC_PAGES_MB = 4
        for number in range(5):
            publish(cast, make_session(cast, f"Session {number}"), 8 + 2 * number)
        client = Client(headers={"accept-encoding": packing})
        first = client.get(f"/here/{path}")
        with django_assert_num_queries(statements):
            assert client.get(f"/here/{path}").content == first.content

    @pytest.mark.parametrize("path", ["now/", "programme/feeds/", "programme/embed/", "programme/zone/"])
    def test_a_first_visit_is_light(self, cast: Cast, path: str) -> None:
        programme_of_two_days(cast)
        assert len(read(path, **{"accept-encoding": "gzip"}).content) < 15_000


def test_filters_ask_by_what_one_can_do(cast: Cast) -> None:
    part = cast.edition.parts.create(slug="first-day", title="First day")
    publish(cast, make_session(cast, "Morning", part=part, mode="virtual", language="fr", format="workshop"), 9)
    publish(cast, make_session(cast, "Evening", visibility=Visibility.REGISTERED, language="en"), 18)

    def found(query: str) -> set[str]:
        text = read(f"programme/?view=list&{query}").content.decode()
        return {title for title in ("Morning", "Evening") if f">{title}<" in text}

    for query in ("part=first-day", "mode=virtual", "language=fr", "how=workshop", "hours=morning"):
        assert found(query) == {"Morning"}, query
    assert found("hours=evening") == {"Evening"}
    assert found("open_to=everybody") == {"Morning"}
    assert found("open_to=registered") == {"Morning", "Evening"}
