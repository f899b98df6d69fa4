"""The sessions of past editions, as their sources tell them, and the programme of the rehearsal."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client

from events.conflicts.checking import shown, strict
from events.conflicts.plan import load
from events.models import Room, Session, Summary
from events.round_tables.mapping import mapping_of
from events.sessions import archive
from forum.editions.models import Edition
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.dotted import load_all
from forum.links.models import Link
from forum.milestones.models import Milestone
from forum.notifications.models import Notification

pytestmark = pytest.mark.django_db


def tell_the_past() -> None:
    upto = settings.DEMO_ARCHIVE.index("events.sessions.archive.run")
    for step in load_all([*settings.DEMO_ARCHIVE[: upto + 1], "events.releases.archive.run"]):
        step()


@pytest.fixture(scope="class")
def past(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        tell_the_past()
        yield
        transaction.set_rollback(True)


def page(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.xdist_group("past")
@pytest.mark.usefixtures("past")
class TestArchive:
    def test_every_record_of_an_edition_is_there_once(self) -> None:
        before = set(Session.objects.values_list("record_id", "uid", "reference"))
        archive.run()
        assert set(Session.objects.values_list("record_id", "uid", "reference")) == before
        assert Session.objects.filter(edition__slug="imrf-2022").count() == 8
        data = Path(archive.__file__).parent / "data/gfmd_round_tables_and_side_events_2007_2012.json"
        rows = json.loads(data.read_text())["records"]
        editions = set(Edition.objects.values_list("slug", flat=True))
        told = {row["id"] for row in rows if row["forum"] in editions}
        assert len(rows) - len(told) == 4  # beside meetings that are no edition here
        assert told <= {record for record, _uid, _reference in before}
        assert Entry.objects.filter(object_type="events.session").exclude(verb="imported").count() == 0
        assert Entry.objects.filter(object_type="events.session").count() == len(before)

    def test_every_objective_had_a_round_table_in_2022(self) -> None:
        mapping = mapping_of(Edition.objects.get(slug="imrf-2022"))
        assert mapping.is_complete
        assert mapping.inferred == {1, 3, 7, 17, 23}
        assert "Every one of the 23 objectives has a round table." in page("/imrf-2022/round-tables/")

    def test_what_the_source_does_not_say_stays_unknown(self) -> None:
        third = Session.objects.get(record_id="imrf-2022-round-table-3")
        assert (third.title, third.room, third.roles.count()) == ("", None, 0)
        shown = page(third.get_absolute_url())
        assert "Title not known" in shown
        assert "Room not known" in shown
        assert "Open to everybody" not in shown
        assert not Summary.objects.exists()
        assert not Milestone.objects.filter(edition__imported_at__isnull=False, object_id__isnull=False).exists()
        assert not Notification.objects.exists()
        assert Room.objects.filter(capacity__isnull=False).count() == 0

    def test_times_are_those_of_the_venue(self) -> None:
        hearing = Session.objects.get(record_id="imrf-2022-hearing")
        assert hearing.starts_at == datetime(2022, 5, 16, 14, tzinfo=UTC)
        text = page("/imrf-2022/programme.ics")
        assert "DTSTART;TZID=America/New_York:20220516T100000" in text

    def test_dates_keep_their_precision(self) -> None:
        manila = Session.objects.get(record_id="gfmd-2008-prep-women-workers")
        assert (manila.date_precision, manila.day) == ("month", None)
        assert "September 2008" in page("/gfmd-2008/programme/")
        assert "20080901" not in page("/gfmd-2008/programme.ics")

    def test_what_fed_what_is_linked_both_ways(self) -> None:
        assert Link.objects.filter(source_type="events.session").count() >= 12
        source = Session.objects.get(record_id="gfmd-2011-prep-kingston")
        target = Session.objects.get(record_id="gfmd-2011-rt-domestic-workers")
        assert target.get_absolute_url() in page(source.get_absolute_url())
        assert source.get_absolute_url() in page(target.get_absolute_url())

    def test_a_closed_session_lists_its_title_only(self) -> None:
        closed = Session.objects.get(record_id="gfmd-2012-closed-state-ngo")
        shown = page(closed.get_absolute_url())
        assert "States&#x27; partnerships with NGOs" in shown
        assert "Governments" not in shown

    def test_the_source_stands_at_the_foot(self) -> None:
        fourth = Session.objects.get(record_id="imrf-2022-round-table-4")
        shown = page(fourth.get_absolute_url())
        assert 'href="https://bdun.org/2022/05/18/"' in shown
        assert "imrf-2022-round-table-4" in shown


@pytest.mark.once  # the rehearsal is made on either database by the tests of the call
def test_the_rehearsal_has_half_a_programme_and_one_conflict() -> None:
    tell_the_past()
    upto = settings.DEMO_REHEARSAL.index("events.releases.rehearsal.run")
    day0 = clock.now()
    for step in load_all(settings.DEMO_REHEARSAL[: upto + 1]):
        step(day0)
    edition = Edition.objects.get(slug="rehearsal")
    plan = load(edition)
    assert "Coco Chair" in [each.subject for each in shown(plan, strict(plan.findings())) if each.rule == "person"]
    assert set(Session.objects.filter(edition=edition).values_list("status", flat=True)) == {
        "draft",
        "scheduled",
        "published",
        "held",
        "reported",
        "cancelled",
    }
    assert set(Summary.objects.values_list("status", flat=True)) == {"draft", "submitted", "published"}
    late = Milestone.objects.open().get(object_type="events.summary", slug="agree")
    assert late.due_at < clock.now()
    assert mapping_of(edition).uncovered
    assert Client().get("/rehearsal/programme/?format=json").json()
