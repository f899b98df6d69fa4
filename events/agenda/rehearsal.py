"""Speakers who want a page, somebody's agenda, and a site that shows the programme."""

from datetime import datetime, timedelta

from accounts.people.rehearsal import person
from events.agenda import actions as agenda
from events.outputs import actions as outputs
from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from events.speakers import actions as speakers
from forum.editions.models import Edition
from forum.kit import clock

ABOUT = {
    "ngo": "Runs a front desk for people who arrive by sea, and trains others to run theirs.",
    "city": "Advises the mayor on newcomers. Was a nurse before, in three ports.",
}
STARRED = (SessionKind.GENERAL_DEBATE, SessionKind.CIVIL_SOCIETY, SessionKind.COMMON_SPACE)


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(days=6)):
        for name, about in ABOUT.items():
            who = person(name)
            speakers.edit(speakers.page_of(edition, who), by=who, is_shown=True, about=about, language="en")
        for session in Session.objects.public().filter(edition=edition, kind__in=STARRED):
            agenda.star(session, by=person("ngo"))
        site = outputs.embedding_of(edition)
        outputs.edit(site, by=person("programme"), sites="https://portmeridian.example")
