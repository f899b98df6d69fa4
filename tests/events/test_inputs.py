"""What feeds a session, and what becomes of it; a meeting that prepares others says what it feeds into."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from events.models import Input, Session
from events.sessions import actions as sessions
from forum.history.acts import SYSTEM
from forum.links.models import Link
from tests import factories
from tests.cast import Cast
from tests.events.stage import make_session, manage, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def table(cast: Cast) -> Session:
    return publish(cast, make_session(cast, "Round table on routes", kind="round_table"), 14)


def at(session: Session, more: str) -> str:
    return f"{session.get_absolute_url()}inputs/{more}/"


def test_a_regional_outcome_is_linked_to_a_session_and_shown_there_and_on_its_own_page(
    cast: Cast, table: Session
) -> None:
    """S14."""
    review = factories.make_edition("review-africa", short_title="Review Africa", parent=cast.edition)
    officer = cast.client("programme")
    said = {"source_edition": review.pk, "title": "Statement of the review", "url": "https://review.example/text"}
    assert officer.post(at(table, "add"), said).status_code == 302
    assert b"Statement of the review" not in Client().get(table.get_absolute_url()).content
    found = Input.objects.get()
    assert officer.post(at(table, f"{found.pk}/use"), {"version": found.version}).status_code == 302
    for page in (table.get_absolute_url(), review.get_absolute_url()):
        shown = Client().get(page).content.decode()
        assert 'href="https://review.example/text"' in shown
        assert "Used" in shown
    assert Link.objects.filter(source_id=review.pk, target_id=table.pk).exists()


def test_an_input_that_is_not_used_has_a_reason_on_its_page(cast: Cast, table: Session) -> None:
    officer = cast.client("programme")
    officer.post(at(table, "add"), {"title": "A paper"})
    found = Input.objects.get()
    assert officer.post(at(table, f"{found.pk}/accept"), {"version": 1}).status_code == 302
    assert officer.post(at(table, f"{found.pk}/set-aside"), {"version": 2, "reason": ""}).status_code == 422
    reason = {"version": 2, "reason": "It came after the day."}
    assert officer.post(at(table, f"{found.pk}/set-aside"), reason).status_code == 302
    assert "Not used: It came after the day." in Client().get(table.get_absolute_url()).content.decode()
    assert officer.post(at(table, f"{found.pk}/use"), {"version": 3}).status_code == 409
    assert officer.post(at(table, "add"), {}).status_code == 409


def held_meeting(cast: Cast, travel: Any) -> Session:
    meeting = publish(cast, make_session(cast, "Seminar", kind="thematic_meeting"), 9, room="Room 2")
    travel(meeting.ends_at + timedelta(minutes=5))
    sessions.hold(meeting, by=SYSTEM)
    return meeting


def test_a_thematic_meeting_is_not_closed_before_it_says_what_it_feeds_into(
    cast: Cast, table: Session, travel: Any
) -> None:
    """S41."""
    meeting = held_meeting(cast, travel)
    officer = cast.client("programme")
    report = {"outcome": "Cards work.", "version": meeting.version}
    answer = officer.post(f"{manage(meeting)}report/", report)
    assert answer.status_code == 409
    assert "Name what it feeds into on its page" in answer.content.decode()
    assert officer.post(at(meeting, "feed"), {"session": table.pk}).status_code == 302
    assert officer.post(f"{manage(meeting)}report/", report).status_code == 302
    page = officer.get(table.get_absolute_url()).content.decode()
    assert "Seminar" in page


def test_or_it_says_why_it_feeds_into_nothing(cast: Cast, travel: Any) -> None:
    meeting = held_meeting(cast, travel)
    report = {"outcome": "Cards work.", "version": meeting.version, "reason": "The round table was given up."}
    assert cast.client("programme").post(f"{manage(meeting)}report/", report).status_code == 302
    assert "Into nothing: The round table was given up." in Client().get(meeting.get_absolute_url()).content.decode()


def test_who_works_on_neither_end_brings_nothing_in(cast: Cast, table: Session) -> None:
    assert cast.client("ngo").post(at(table, "add"), {"title": "A paper"}).status_code == 403
