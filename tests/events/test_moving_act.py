"""Moving a forum as one act: what it asks first, whom it tells, and what the public sees."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from post_office.models import Email

from accounts.models import Registration, SpaceRegistration
from events.models import Release, Session
from events.releases.actions import release
from events.sessions.kinds import RoleKind
from forum.history.models import Detail, Entry
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from tests.cast import Cast
from tests.events.moves import AT, GENEVA, NEW_YORK, check, mark, move, set_edition, to_new_york
from tests.events.stage import give, make_room, make_session, place, publish

pytestmark = [pytest.mark.both, pytest.mark.django_db]


@pytest.fixture
def in_new_york(cast: Cast) -> Cast:
    return to_new_york(cast)


class TestTheAct:
    def test_it_is_one_act_with_the_list_and_each_thing_has_its_own(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = place(cast, make_session(cast), 10)
        start = cast.edition.start + timedelta(days=7)
        move(cast, start=start, end=start + timedelta(days=2))
        entry = Entry.objects.filter(object_type="forum.edition", verb="move").get()
        assert entry.reason == "The house is closed."
        (line,) = (Detail.objects.get(chain=entry.chain, number=entry.number).after or {})["dates"]
        assert line["events.session"] == session.pk
        assert Entry.objects.of(session)[0].verb == "move"

    def test_each_person_is_told_once_with_what_changes_for_them(self, in_new_york: Cast) -> None:
        cast = in_new_york
        make_room(cast)
        first, second = (place(cast, make_session(cast, title), at) for title, at in (("One", 9), ("Two", 14)))
        for each in (first, second):
            give(each, RoleKind.CHAIR, user=cast.people["ngo"])
        space = cast.edition.spaces.create(slug="all", title="All")
        for user, email in ((cast.people["ngo"], "ngo@cast.example"), (None, "nobody@cast.example")):
            made = Registration.objects.create(
                edition=cast.edition, user=user, person_name="A", person_email=email, made_by=cast.people["ngo"]
            )
            SpaceRegistration.objects.create(registration=made, space=space, edition=cast.edition, status="approved")
        move(cast, timezone=GENEVA, place="Geneva")
        (notice,) = Notification.objects.filter(recipient=cast.people["ngo"], kind="edition_moved")
        subject, body = rendered(notice)
        assert "moves" in subject
        for said in ("Place: from New York to Geneva.", "The house is closed.", "One", "Two"):
            assert said in body
        assert "17 March 2027, 09:00 in New York" in body
        assert "17 March 2027, 09:00 in Zurich" in body
        (letter,) = Email.objects.filter(to=["nobody@cast.example"])
        assert "Place: from New York to Geneva." in letter.message
        assert not Notification.objects.filter(recipient=cast.people["stranger"], kind="edition_moved")

    def test_what_changed_since_it_was_seen_is_looked_at_again(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = place(cast, make_session(cast), 10)
        start = cast.edition.start + timedelta(days=7)
        seen = mark(check(cast, start=start, end=start))
        place(cast, make_session(cast, "Added meanwhile"), 14)
        answered = move(cast, seen=seen, start=start, end=start)
        assert answered.status_code == 409
        assert "Somebody changed this meanwhile." in answered.content.decode()
        assert "Added meanwhile" in answered.content.decode()
        before = session.starts_at
        session.refresh_from_db()
        assert session.starts_at == before
        assert move(cast, seen=mark(answered), start=start, end=start).status_code == 200

    def test_without_a_reason_it_is_refused_and_nothing_is_lost(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        answered = move(cast, reason=" ", place="Lagos")
        assert answered.status_code == 422
        assert "What would move" in answered.content.decode()

    def test_nothing_changed_is_nothing_moved(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        answered = check(cast)
        assert answered.status_code == 409
        assert "Nothing is another than now." in answered.content.decode()

    def test_only_the_secretariat_moves_a_forum(self, cast: Cast) -> None:
        assert cast.client("programme").get(AT).status_code == 403
        assert cast.client("elsewhere").get(f"{AT}check/").status_code == 403
        assert Client().get(AT).status_code == 302

    def test_the_contrary_act_is_offered_in_the_place_of_undo(self, in_new_york: Cast) -> None:
        move(in_new_york, timezone=GENEVA, place="Geneva")
        text = in_new_york.client("secretariat").get(AT).content.decode()
        assert "A move is not undone" in text
        assert "timezone=America%2FNew_York" in text
        before = {"start": "2027-03-17", "end": "2027-03-19", "timezone": NEW_YORK, "place": "New York"}
        answered = in_new_york.client("secretariat").get(AT, {**before, "venue": "", "mode": "in_person"})
        assert 'value="New York"' in answered.content.decode()
        move(in_new_york, timezone=NEW_YORK, place="New York")
        in_new_york.edition.refresh_from_db()
        assert in_new_york.edition.timezone == NEW_YORK

    def test_the_list_is_a_file_too(self, cast: Cast) -> None:
        set_edition(cast, place="Geneva")
        make_room(cast)
        place(cast, make_session(cast, "In the file"), 10)
        start = cast.edition.start + timedelta(days=7)
        answered = check(cast, start=start, end=start, format="csv")
        rows = list(csv.DictReader(io.StringIO(answered.content.decode("utf-8-sig"))))
        assert [(row["What"], row["What happens"]) for row in rows] == [("In the file", "Moves")]


class TestThePublic:
    @pytest.fixture
    def published(self, cast: Cast) -> Session:
        set_edition(cast, place="Geneva")
        make_room(cast)
        session = publish(cast, make_session(cast, "Public"), 10)
        if not Release.objects.filter(edition=cast.edition).exists():
            release(cast.edition, by=cast["programme"])
        return session

    def test_calendars_follow_with_the_release_that_goes_with_the_move(self, cast: Cast, published: Session) -> None:
        sequence, releases = published.sequence, Release.objects.count()
        told = Notification.objects.filter(kind="programme_released").count()
        start = cast.edition.start + timedelta(days=7)
        move(cast, start=start, end=start + timedelta(days=2), more={"and_release": "on"})
        published.refresh_from_db()
        assert published.sequence > sequence
        assert Release.objects.count() == releases + 1
        assert Notification.objects.filter(kind="programme_released").count() == told
        text = Client().get("/here/programme.ics").content.decode()
        assert "DTSTART" in text
        assert f"{start:%Y%m%d}" in text

    def test_who_reads_in_new_york_sees_the_hour_of_geneva_as_their_own(self, in_new_york: Cast) -> None:
        make_room(in_new_york)
        publish(in_new_york, make_session(in_new_york, "Printed in Geneva time"), 10)
        move(in_new_york, timezone=GENEVA, place="Geneva", more={"and_release": "on"})
        text = Client().get("/here/programme/", {"view": "list", "zone": NEW_YORK}).content.decode()
        assert "10:00 to 12:00" in text
        assert "05:00 to 07:00 your time" in text
        calendar = Client().get("/here/programme.ics").content.decode()
        assert "DTSTART;TZID=Europe/Zurich:20270317T100000" in calendar

    def test_without_it_the_public_reads_the_old_programme_until_the_next_release(
        self, cast: Cast, published: Session
    ) -> None:
        releases, old = Release.objects.count(), cast.edition.start
        start = cast.edition.start + timedelta(days=7)
        move(cast, start=start, end=start + timedelta(days=2))
        assert Release.objects.count() == releases
        assert f"{old:%Y%m%d}" in Client().get("/here/programme.ics").content.decode()
