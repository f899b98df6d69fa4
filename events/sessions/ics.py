"""Calendar files (RFC 5545), written line by line: four hundred sessions take milliseconds.

A reader's calendar follows by UID, SEQUENCE and STATUS. Zones are described in full, so that no programme has to know
them by name.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.conf import settings

from events.sessions.kinds import SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.rows import people_line, place_of
from forum.editions.models import Edition

OCTETS = 75  # of a line, without its end
HOURLY = "PT1H"
A_DAY = timedelta(days=1)
SIGNS: dict[int, str | None] = dict.fromkeys((*range(9), *range(10, 32), 127))  # no calendar holds them
SIGNS |= {ord("\n"): r"\n", ord("\\"): r"\\", ord(";"): r"\;", ord(","): r"\,"}


def calendar_of(edition: Edition, sessions: Iterable[Session], *, name: str = "", method: str = "PUBLISH") -> bytes:
    """What has a day, in the venue's zone and the language of the page."""
    events: list[str] = []
    days = {edition.start, edition.end}
    for session in sessions:
        if session.day:
            days.add(session.day)
            events += event_of(session, edition)
    named = escaped(name or str(edition))
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Common Space//Programme//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        f"NAME:{named}",
        f"X-WR-CALNAME:{named}",
        f"X-WR-TIMEZONE:{edition.timezone}",
        f"REFRESH-INTERVAL;VALUE=DURATION:{HOURLY}",
        f"X-PUBLISHED-TTL:{HOURLY}",
        *zone_lines(edition.timezone, min(days).year, max(days).year),
        *events,
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def event_of(session: Session, edition: Edition) -> list[str]:
    changed = at_utc(session.changed_at)
    cancelled = session.status == SessionStatus.CANCELLED
    lines = [
        "BEGIN:VEVENT",
        f"UID:{session.uid}@{settings.MAIL_DOMAIN}",
        f"SEQUENCE:{session.sequence}",
        f"DTSTAMP:{changed}",
        f"LAST-MODIFIED:{changed}",
        *times(session, edition.zone),
        f"SUMMARY:{escaped(str(session))}",
        f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
        f"CATEGORIES:{escaped(str(SessionKind(session.kind).label))}",
        f"URL:{settings.BASE_URL}{session.get_absolute_url()}",
    ]
    if place := place_of(session):
        lines.append(f"LOCATION:{escaped(place)}")
    if not session.is_closed:
        texts = [people_line(session), session.said.summary]
        if words := "\n\n".join(text for text in texts if text):
            lines.append(f"DESCRIPTION:{escaped(words)}")
    return [*lines, "END:VEVENT"]


def times(session: Session, zone: ZoneInfo) -> Iterator[str]:
    """Where the end is not known none is given; of whole days the end is the day after the last."""
    if session.starts_at:
        yield f"DTSTART{at_venue(session.starts_at, zone)}"
        if session.ends_at:
            yield f"DTEND{at_venue(session.ends_at, zone)}"
    elif session.day:
        yield f"DTSTART;VALUE=DATE:{session.day:%Y%m%d}"
        if session.end_date:
            yield f"DTEND;VALUE=DATE:{session.end_date + A_DAY:%Y%m%d}"


def at_utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def at_venue(moment: datetime, zone: ZoneInfo) -> str:
    if zone.key == "UTC":
        return f":{at_utc(moment)}"
    return f";TZID={zone.key}:{moment.astimezone(zone):%Y%m%dT%H%M%S}"


@lru_cache(maxsize=64)
def zone_lines(name: str, first: int, last: int) -> tuple[str, ...]:
    """The zone's offsets from the year before to the year after; UTC needs no words."""
    if name == "UTC":
        return ()
    zone = ZoneInfo(name)
    moment, end = datetime(first - 1, 1, 1, tzinfo=UTC), datetime(last + 2, 1, 1, tzinfo=UTC)
    lines = [*observance(zone, moment, offset(zone, moment))]
    while moment < end:
        following = moment + A_DAY
        if (before := offset(zone, moment)) != offset(zone, following):
            lines += observance(zone, change(zone, moment, following), before)
        moment = following
    return ("BEGIN:VTIMEZONE", f"TZID:{name}", *lines, "END:VTIMEZONE")


def offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()


def change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The second between two instants at which the clocks change."""
    was = offset(zone, before)
    while after - before > timedelta(seconds=1):
        between = before + (after - before) // 2
        between = between.replace(microsecond=0)
        before, after = (between, after) if offset(zone, between) == was else (before, between)
    return after


def observance(zone: ZoneInfo, onset: datetime, before: timedelta) -> Iterator[str]:
    """What holds from an instant on; it is said in the hour of the wall that held until then."""
    local = onset.astimezone(zone)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    yield f"BEGIN:{kind}"
    yield f"DTSTART:{onset + before:%Y%m%dT%H%M%S}"
    yield f"TZOFFSETFROM:{signed(before)}"
    yield f"TZOFFSETTO:{signed(offset(zone, onset))}"
    yield f"TZNAME:{local.tzname()}"
    yield f"END:{kind}"


def signed(offset: timedelta) -> str:
    minutes, seconds = divmod(abs(int(offset.total_seconds())), 60)
    rest = f"{seconds:02}" if seconds else ""
    return f"{'-' if offset < timedelta() else '+'}{minutes // 60:02}{minutes % 60:02}{rest}"


def escaped(text: str) -> str:
    return text.replace("\r\n", "\n").translate(SIGNS)


def folded(line: str) -> Iterator[str]:
    """No line is longer than 75 octets, and no letter is cut in two."""
    if line.isascii():
        yield line[:OCTETS]
        yield from (f" {line[start : start + OCTETS - 1]}" for start in range(OCTETS, len(line), OCTETS - 1))
        return
    part, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > OCTETS:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + octets
    yield part
