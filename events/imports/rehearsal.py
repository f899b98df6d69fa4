"""A table that a partner sent: it was read and waits to be taken over."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from accounts.people.rehearsal import person
from events.imports import actions
from events.sessions.kinds import SessionKind
from forum.editions.models import Edition
from forum.kit import clock

TABLE = """id,title,kind,room,date,start,duration,people,objectives
WS-1,How a city counts those it does not see,Workshop,Harbour Room,{first},15:00,01:00,Moderator: Ada Example,1
WS-2,Reading a recruitment contract together,Workshop,Pier Studio,{first},16:30,01:00,Facilitator: Bo Sample,6
WS-3,"Letters home: remittances and the people behind them",Workshop,Pier Studio,{second},25:00,01:00,,20
"""


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    words = TABLE.format(first=edition.start, second=edition.start + timedelta(days=1))
    with clock.moved(day0 - timedelta(days=3)):
        file = ContentFile(words.encode(), name="workshops of a partner.csv")
        actions.add(edition, by=person("programme"), file=file, kind=SessionKind.WORKSHOP)
