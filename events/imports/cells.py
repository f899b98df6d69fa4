"""Single values of a file, read strictly: what is no value of its kind is said, not guessed."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from events.sessions.kinds import RoleKind, SessionKind
from forum.kit.folding import fold

LONGEST = timedelta(hours=24)
DAY_CHANGES = time(4)  # what is on at two in the morning belongs to the evening before
HOURS = re.compile(r"(?:(?P<days>\d{1,3}):)?(?P<hours>\d{1,2}):(?P<minutes>\d{2})(?::00)?")
ISO = re.compile(r"P(?:T(?=\d))?(?:(?P<hours>\d{1,4})H)?(?:(?P<minutes>\d{1,4})M)?")
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")


class Unreadable(Exception):
    """A value that is none of its kind, in words that name it."""


def text_of(value: Any, most: int = 3000) -> str:
    """One line or several, without what no database stores."""
    words = "" if value is None else str(value).replace("\0", "").strip()[:most]
    return words.encode("utf-8", "replace").decode()  # half a pair, as JSON can hold it


def moment_of(value: Any, zone: ZoneInfo) -> datetime | None:
    """An instant; a time without an offset is the venue's."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        found = value
    else:
        try:
            found = datetime.fromisoformat(text_of(value).replace(" ", "T", 1))
        except ValueError:
            words = _("“%(value)s” is no date with a time. Write it as 2027-03-15 10:00.")
            raise Unreadable(words % {"value": text_of(value, 60)}) from None
    return placed(found if found.tzinfo else found.replace(tzinfo=zone), zone)


def placed(moment: datetime, zone: ZoneInfo) -> datetime:
    try:
        there = moment.astimezone(UTC).astimezone(zone)
    except (OverflowError, ValueError):
        raise Unreadable(_("This year is out of reach.")) from None
    if moment.tzinfo is zone and there.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Unreadable(_("There is no such hour on this day in %(zone)s: the clocks change.") % {"zone": zone.key})
    return there


def later(moment: datetime, length: timedelta) -> datetime:
    try:
        return moment + length
    except OverflowError:
        raise Unreadable(_("This year is out of reach.")) from None


def day_of(value: Any) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(text_of(value)[:10])
    except ValueError:
        words = _("“%(value)s” is no day. Write it as 2027-03-15.")
        raise Unreadable(words % {"value": text_of(value, 60)}) from None


def clock_of(value: Any) -> time | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.time()
    if isinstance(value, time):
        return value
    clock = text_of(value)
    try:
        return time.fromisoformat(clock.zfill(8 if clock.count(":") == 2 else 5))
    except ValueError:
        words = _("“%(value)s” is no time of day. Write it as 10:00.")
        raise Unreadable(words % {"value": text_of(value, 60)}) from None


def length_of(value: Any) -> timedelta | None:
    """Hours and minutes (`01:30`), whole minutes (`90`), or `PT1H30M`."""
    if value is None or value == "":
        return None
    if isinstance(value, time):
        value = f"{value.hour}:{value.minute:02}"
    words = text_of(value)
    found = HOURS.fullmatch(words) or ISO.fullmatch(words.upper())
    if found:
        length = timedelta(**{name: int(number) for name, number in found.groupdict().items() if number})
    elif words.removesuffix(".0").isdecimal() and len(words) < 6:
        length = timedelta(minutes=int(words.removesuffix(".0")))
    else:
        raise Unreadable(_("“%(value)s” is no length. Write it as 01:30 or as minutes.") % {"value": words[:60]})
    if not timedelta() < length <= LONGEST:
        raise Unreadable(_("“%(value)s” is no length of a session.") % {"value": words[:60]})
    return length


def number_of(value: Any) -> int | None:
    words = text_of(value).removesuffix(".0")
    if not words:
        return None
    if not words.isdecimal() or len(words) > 6:
        raise Unreadable(_("“%(value)s” is no number of seats.") % {"value": words[:60]})
    return int(words)


def objectives_of(value: Any) -> list[int]:
    numbers = [int(each) for each in re.findall(r"\d+", text_of(value).replace(".0", ""))[:23] if len(each) < 4]
    wrong = [each for each in numbers if not 1 <= each <= 23]
    if wrong:
        raise Unreadable(_("There is no objective %(number)s. They are numbered 1 to 23.") % {"number": wrong[0]})
    return list(dict.fromkeys(numbers))


def language_of(value: Any) -> str:
    """One of the six, by the beginning of its code; of another nothing is kept."""
    code = text_of(value).lower()[:2]
    return {"zh": "zh-hans"}.get(code, code) if code in LANGUAGES else ""


def by_word(choices: Any) -> dict[str, str]:
    """Codes and labels, folded, in English and in the language of who reads the file."""
    found = {fold(code.replace("_", " ")): code for code in choices.values}
    for language in ("en", translation.get_language() or "en"):
        with translation.override(language):
            found |= {fold(str(label)): code for code, label in choices.choices}
    return found


def kind_of(value: Any, kinds: dict[str, str]) -> str:
    return kinds.get(fold(text_of(value)).replace("_", " "), "")


def kinds() -> dict[str, str]:
    return by_word(SessionKind)


def people_of(value: Any) -> list[dict[str, str]]:
    """`Chair: Ada Example; Moderator: Bo Sample`; without a word before the colon a panellist."""
    roles, found = by_word(RoleKind), []
    for part in re.split(r"[;\n]", text_of(value)):
        before, colon, after = part.partition(":")
        role = roles.get(fold(before.strip())) if colon else None
        name = (after if role else part).strip()[:250]
        if name:
            found.append({"role": role or RoleKind.PANELLIST.value, "name": name})
    return found
