"""The meeting of port cities, before the forum: the two people who had a seat were there."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.certificates import actions
from events.reports.results import MEETING
from events.sessions.models import Session
from forum.kit import clock


def run(day0: datetime) -> None:
    meeting = Session.objects.select_related("edition", "room").get(edition__is_rehearsal=True, title=MEETING)
    people = actions.expected_people(meeting).filter(sign_ups__seats__session=meeting)
    with clock.moved(day0 - timedelta(days=13)):
        actions.certify(meeting, by=person("programme"), people=people)
