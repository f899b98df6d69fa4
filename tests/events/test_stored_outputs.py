"""What a release shows is drawn once for each language and kept: another process sends it, and nothing stale."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.organisations import actions as organisations
from accounts.people import actions as people
from events.models import Output, Room, Session
from events.releases import files, tasks
from events.releases.actions import release
from events.sessions import actions
from events.sessions.kinds import RoleKind
from events.venues import actions as venues
from forum.bench.measuring import forget
from forum.editions import actions as editions
from forum.history.acts import SYSTEM
from forum.history.acts import edit as edit_fields
from forum.kit import clock
from forum.taxonomy.actions import edit as edit_reference
from tests.cast import Cast
from tests.events.stage import give, hour, make_room, make_session, publish
from tests.factories import at

pytestmark = pytest.mark.django_db
FILES = ["programme.ics", "programme/?format=json", "schedule.xml", "schedule.json"]
PAGES = ["programme/", "programme/?view=list", "programme/?day={day}", "programme/?view=list&day={day}"]


@pytest.fixture(autouse=True)
def _as_served(settings: Any, travel: Any) -> Any:
    travel(at("2026-11-23 10:00"))  # the frame says on which minute it was printed
    settings.PUBLIC_PAGES_MB = 16
    forget()
    yield
    forget()


@pytest.fixture
def session(cast: Cast) -> Session:
    part = cast.edition.parts.create(slug="first-day", title="First day")
    made = make_session(cast, "On routes", numbers=(5,), part=part, summary="Ways that are open")
    give(made, RoleKind.CHAIR, user=cast.people["state"], organisation=cast.organisations["state"])
    give(made, RoleKind.MODERATOR, user=cast.people["city"])
    return publish(cast, made, 10)


def paths(cast: Cast) -> list[str]:
    return [path.format(day=cast.edition.start.isoformat()) for path in (*PAGES, *FILES)]


def shown(path: str, language: str = "en", client: Client | None = None) -> bytes:
    answer = (client or Client()).get(f"/here/{path}", headers={"accept-language": language})
    assert answer.status_code == 200, path
    return answer.content


def draw(cast: Cast) -> None:
    tasks.draw(cast.edition.pk)


def snapshots_read(asked: CaptureQueriesContext) -> list[str]:
    return [each["sql"] for each in asked if '"events_releasedsession"."data"' in each["sql"]]


class TestAnotherProcess:
    @pytest.mark.parametrize(("language", "kept"), [("en", 0), ("en", 16), ("ar", 16)])
    def test_sends_what_was_drawn_at_the_release(self, cast: Cast, session: Session, language: str, kept: int) -> None:
        draw(cast)
        with override_settings(PUBLIC_PAGES_MB=kept):
            stored = {}
            for path in paths(cast):
                forget()
                with CaptureQueriesContext(connection) as asked:
                    stored[path] = shown(path, language)
                assert snapshots_read(asked) == [], path
            Output.objects.all().delete()
            forget()
            assert stored == {path: shown(path, language) for path in paths(cast)}

    def test_whoever_asks_first_has_it_drawn_for_all(self, cast: Cast, session: Session) -> None:
        Output.objects.all().delete()
        for path in paths(cast):
            first = shown(path)
            forget()
            with CaptureQueriesContext(connection) as asked:
                assert shown(path) == first, path
            assert snapshots_read(asked) == [], path

    def test_hours_of_a_zone_are_kept_as_long_as_there_are_few(
        self, cast: Cast, session: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        reader = Client()
        reader.cookies["here"] = "Asia/Manila"
        first = shown("programme/", client=reader)
        assert b"Manila" in first
        assert b"Manila" not in shown("programme/")
        forget()
        with CaptureQueriesContext(connection) as asked:
            assert shown("programme/", client=reader) == first
        assert snapshots_read(asked) == []
        monkeypatch.setattr(files, "MOST", Output.objects.count())
        reader.cookies["here"] = "America/Lima"
        assert b"Lima" in shown("programme/", client=reader)
        assert Output.objects.count() == files.MOST

    def test_the_same_bytes_have_the_same_strong_mark(self, cast: Cast, session: Session) -> None:
        for path in FILES:
            first = Client().get(f"/here/{path}", headers={"accept-encoding": "gzip"})
            forget()
            etag = first.headers["ETag"]
            assert not etag.startswith("W/")
            again = Client().get(f"/here/{path}", headers={"accept-encoding": "gzip", "if-none-match": etag})
            assert (again.status_code, again.content) == (304, b""), path

    def test_few_statements_are_asked(self, cast: Cast, session: Session) -> None:
        draw(cast)
        for path in paths(cast):
            shown(path)
            forget()
            with CaptureQueriesContext(connection) as asked:
                shown(path)
            assert len(asked) <= (10 if path.startswith("programme/?view") or path in PAGES else 6), path

    def test_a_release_sends_the_task_that_draws(
        self, cast: Cast, session: Session, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent: list[int] = []
        monkeypatch.setattr(tasks.draw, "delay", sent.append)
        with django_capture_on_commit_callbacks(execute=True):
            publish(cast, make_session(cast, "Another"), 14)
        assert sent == [cast.edition.pk]
        draw(cast)
        drawn = Output.objects.filter(edition=cast.edition)
        assert set(drawn.values_list("language", flat=True)) == {"en", "fr", "es", "ar", "ru", "zh-hans"}
        assert drawn.filter(language="fr").count() == len(paths(cast))


def rename_person(cast: Cast, session: Session) -> None:
    person = cast.people["city"]
    people.edit(person, by=person, changes={"name": "Ada Renamed"})


def rename_body(cast: Cast, session: Session) -> None:
    organisations.edit(cast.organisations["state"], by=cast["state"], changes={"name": "Republic Renamed"})


def erase_person(cast: Cast, session: Session) -> None:
    """As an erasure would: past the acts of the programme."""
    edit_fields(User.objects.get(pk=cast.people["city"].pk), by=SYSTEM, changes={"name": ""})


def rename_part(cast: Cast, session: Session) -> None:
    part = cast.edition.parts.get(slug="first-day")
    edit_fields(part, by=SYSTEM, changes={"title": "Part renamed"})


def rename_objective(cast: Cast, session: Session) -> None:
    objective = session.objectives.get(number=5)
    edit_reference(objective, by=cast["secretariat"], changes={"title": "Objective renamed"}, version=None)


def leave(cast: Cast, session: Session) -> None:
    actions.decline(session.roles.get(user=cast.people["city"]), by=cast["city"], reason="I am ill.")


def hold(cast: Cast, session: Session) -> None:
    with clock.moved(hour(cast, 1, 10)):
        actions.hold(Session.objects.select_related("edition").get(pk=session.pk), by=SYSTEM)


def move_the_place(cast: Cast, session: Session) -> None:
    edition = type(cast.edition).objects.get(pk=cast.edition.pk)
    editions.edit(edition, by=cast["secretariat"], changes={"place": "Elsewhere"}, version=None, reason="Rain.")


def another_release(cast: Cast, session: Session) -> None:
    live = Session.objects.select_related("edition").get(pk=session.pk)
    start = hour(cast, 0, 16)
    actions.reschedule(
        live,
        by=cast["programme"],
        room=make_room(cast, "Garden"),
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        reason="The hall is not ready.",
    )
    release(cast.edition, by=cast["programme"])


CHANGES = [
    rename_person,
    rename_body,
    erase_person,
    rename_part,
    rename_objective,
    leave,
    hold,
    move_the_place,
    another_release,
]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_stale_is_shown(cast: Cast, session: Session, change: Callable[[Cast, Session], None]) -> None:
    """What is sent after a change is what would be drawn now, in this process and in another."""
    draw(cast)
    before = {path: shown(path) for path in paths(cast)}
    change(cast, session)
    after = {path: shown(path) for path in paths(cast)}
    forget()
    for path in paths(cast):
        assert shown(path) == after[path], path
    Output.objects.all().delete()
    forget()
    drawn = {path: shown(path) for path in paths(cast)}
    assert after == drawn
    assert change is rename_objective or after != before


def test_what_a_room_is_called_is_part_of_the_release(cast: Cast, session: Session) -> None:
    draw(cast)
    before = {path: shown(path) for path in paths(cast)}
    room = Room.objects.get(edition=cast.edition)
    venues.edit(room, by=cast["programme"], name="Hall renamed")
    assert {path: shown(path) for path in paths(cast)} == before
    Output.objects.all().delete()
    forget()
    assert {path: shown(path) for path in paths(cast)} == before


def contents() -> str:
    return "".join(gzip.decompress(bytes(each.content)).decode() for each in Output.objects.all())


def test_what_is_no_longer_good_is_swept(cast: Cast, session: Session) -> None:
    draw(cast)
    name = cast["city"].name
    assert name in contents()
    assert tasks.sweep() == 0
    rename_person(cast, session)
    assert tasks.sweep() > 0
    assert name not in contents()


def test_nothing_for_few_lies_in_what_is_kept_for_all(cast: Cast) -> None:
    """Neither ways into virtual rooms, nor what officers see, whoever asked first."""
    room = make_room(cast, "Online hall", kind="virtual", link="https://meet.example/secret-way-in")
    session = make_session(cast, "From afar")
    publish(cast, session, 10, room=room.name)
    for who in ("programme", "secretariat", "state"):
        for path in paths(cast):
            shown(path, client=cast.client(who))
    kept = contents()
    assert "From afar" in kept
    for secret in ("secret-way-in", "/manage/", "csrfmiddlewaretoken", cast["programme"].email):
        assert secret not in kept
