"""Dates and times in words: day before month, 24 hours, Western digits, the venue's zone named by its city."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, get_timezone_location
from django.utils.translation import get_language, gettext, ngettext

from forum.kit import clock as instant

LANGUAGES = {"en": "en_GB", "zh-hans": "zh_Hans"}
STYLES = {"short": "MMMd", "month": "MMMMd", "week": "MMMEd"}


def locale() -> Locale:
    language = get_language() or "en"
    return Locale.parse(LANGUAGES.get(language, language), sep="_")


def day(value: date, style: str = "") -> str:
    """`18 May 2022`; short: `18 May`; month: `18 September`; week: `Wed 18 May`; long: `Wednesday 18 May 2022`."""
    if style == "long":
        words = format_date(value, "full", locale=locale())
    elif style:
        words = format_skeleton(STYLES[style], value, locale=locale())
    else:
        words = format_date(value, "long", locale=locale())
    return words.replace(", ", " ", 1) if locale().language == "en" else words


def machine(moment: date) -> str:
    """For the `datetime` of a `<time>`, which knows no microseconds."""
    return moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else moment.isoformat()


def clock(moment: datetime, zone: str) -> str:
    return moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def day_in(moment: date, zone: str) -> date:
    """The day of a date or, in `zone`, of a moment."""
    return moment.astimezone(ZoneInfo(zone)).date() if isinstance(moment, datetime) else moment


def city(zone: str) -> str:
    return get_timezone_location(zone, locale=locale(), return_city=True)


def at(moment: datetime, zone: str, style: str = "", until: datetime | None = None) -> str:
    """`30 November 2026, 17:00 in Accra`, or `17:00 to 18:30`."""
    time = span(clock(moment, zone), clock(until, zone)) if until else clock(moment, zone)
    words = {"date": day(day_in(moment, zone), style), "time": time, "city": city(zone)}
    if zone == "UTC":
        return gettext("%(date)s, %(time)s UTC") % words
    return gettext("%(date)s, %(time)s in %(city)s") % words


def elsewhere(moment: datetime, zone: str, reader: str) -> str:
    """The hour in the reader's zone, marked where the day is another one: `01:00 (+1 day)`."""
    apart = (day_in(moment, reader) - day_in(moment, zone)).days
    if not apart:
        return clock(moment, reader)
    mark = gettext("+1 day") if apart > 0 else gettext("-1 day")
    return f"{clock(moment, reader)} ({mark})"


def same_clock(moment: datetime, zone: str, reader: str) -> bool:
    return (
        not reader or moment.astimezone(ZoneInfo(zone)).utcoffset() == moment.astimezone(ZoneInfo(reader)).utcoffset()
    )


def span(first: str, last: str) -> str:
    return gettext("%(first)s to %(last)s") % {"first": first, "last": last}


def days(start: date, end: date | None) -> str:
    """`17 to 20 May 2022`, as each language writes a range of days."""
    if end is None or end == start:
        return day(start)
    if start.year != end.year:
        return span(day(start), day(end))
    part = "d" if start.month == end.month else "MMMMd"
    if locale().date_formats["long"].pattern.startswith("y"):
        return span(day(start), format_skeleton(part, end, locale=locale()))
    return span(format_skeleton(part, start, locale=locale()), day(end))


def relative(due: date, zone: str) -> str:
    late = days_late(due, zone)
    if late > 0:
        return ngettext("%(count)s day late", "%(count)s days late", late) % {"count": late}
    if late == 0:
        return gettext("Today")
    if late == -1:
        return gettext("Tomorrow")
    return ngettext("In %(count)s day", "In %(count)s days", -late) % {"count": -late}


def days_late(due: date, zone: str) -> int:
    """Whole days since `due` in `zone`; negative while it is still to come. A moment passed today is late by 0."""
    return (instant.now().astimezone(ZoneInfo(zone)).date() - day_in(due, zone)) // timedelta(days=1)
