"""A side event of the stage, up to the report on it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from events.models import Proposal, Report
from events.selection.actions import schedule_event
from events.sessions import actions as sessions
from events.side_events import actions
from forum.kit.dotted import load
from tests.cast import Cast
from tests.events.side_events import current, make_call, make_room, noon, scored, second_reviewer, submitted

Travel = Callable[[datetime], Any]
REPORT = "/here/side-events/proposals/HERE-SE-001/report/"
CHECK = "/here/manage/side-event-reports/HERE-SE-001/"
SAID = {
    "key_messages": "Cards open doors.",
    "policy_interventions": "A resident card in every port city.\nA firewall for clinics.",
    "people_youth": "12",
    "questions_asked": "4",
    "questions_answered": "3",
}


def published_event(cast: Cast) -> Proposal:
    second_reviewer(cast.edition)
    proposal = scored(submitted(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"]), 4, 4)
    actions.select(proposal, by=cast["programme"])
    actions.confirm(current(proposal), by=cast["ngo"])
    start = noon(cast.edition)
    schedule_event(
        current(proposal),
        by=cast["programme"],
        room=make_room(cast.edition),
        starts_at=start,
        ends_at=start + timedelta(hours=1),
    )
    sessions.publish(current(proposal).session, by=cast["programme"])
    return current(proposal)


def held_event(published: Proposal, travel: Travel) -> Proposal:
    travel(published.session.ends_at + timedelta(minutes=1))
    load("events.sessions.tasks.hold_ended")()
    return current(published)


def checked(cast: Cast) -> None:
    """An officer looks at what was handed in and publishes it."""
    written = Report.objects.get()
    answer = cast.client("programme").post(f"{CHECK}publish/", {"version": written.version})
    assert answer.status_code == 302
