"""What the editor shows: rooms, days and sessions with their conflicts, without a model instance for each session.

Times are the venue's: a day, and minutes after its midnight.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext as _

from events.conflicts.facts import Place, Slot
from events.conflicts.plan import Plan
from events.conflicts.words import room_name
from events.editor.findings import Shown, Token, in_words, kept, worst
from events.editor.stack import Act, Stack, stack_of
from events.sessions.kinds import PLENARIES, SIDE_EVENTS, SessionKind, SessionStatus
from forum.editions.models import Edition

WAITING = SessionStatus.DRAFT
PAST = (SessionStatus.HELD, SessionStatus.REPORTED)
USUAL = 60  # minutes of a session that says nothing of its length
LATELY = 100  # so many changes of others are pointed out at once
FIRST_HOUR, LAST_HOUR = 8, 19  # shown even where nothing lies there


def said(slot: Slot, language: str) -> str:
    """Its name as `Session` says it."""
    held = slot.words.get(language, {}).get("title", {}).get("text", "") if language != slot.language else ""
    title: str = held or slot.title
    if slot.kind == SessionKind.ROUND_TABLE and slot.number:
        name = gettext("Round table %(number)s") % {"number": slot.number}
        return f"{name}: {title}" if title else name
    return title or gettext("Title not known")


def sheet_of(edition: Edition, person: Any, token: Token, since: int | None = None) -> dict[str, Any]:
    """All that the page needs to draw itself. `token` was read first: what comes meanwhile is asked for again."""
    language = get_language() or ""
    held = kept(edition, token)
    if language not in held.sheets:
        held.sheets[language] = drawn(edition, held.plan, language)
    shared: dict[str, Any] = held.sheets[language]
    names = shared["names"]
    entries = [Act(*row) for row in held.plan.kept["acts"]]
    return {
        **{name: shared[name] for name in ("sessions", "findings", "counts")},
        "changes": changes_since(entries, person, since, names) if since is not None else [],
        **stack_words(stack_of(entries, person), names),
    }


def drawn(edition: Edition, plan: Plan, language: str) -> dict[str, Any]:
    """What is the same for everybody who reads this language; `names` maps the key of a session to its name."""
    findings = in_words(plan, plan.findings())
    of_session = defaultdict[int, list[Shown]](list)
    for each in findings:
        for pk in each.sessions:
            of_session[pk].append(each)
    slots = [slot for slot in plan.slots.values() if slot.is_placed or slot.status == WAITING]
    slots.sort(key=lambda slot: (slot.start, slot.pk))
    kinds = {kind.value: str(kind.label) for kind in SessionKind}
    url = reverse("editor_session", args=[edition.slug, "REFERENCE"])
    references = {slot.pk: slot.reference for slot in slots}
    sessions = [
        {
            "pk": slot.pk,
            "ref": slot.reference,
            "url": url.replace("REFERENCE", slot.reference),
            "title": said(slot, language),
            "mark": slot.language if slot.kind in SIDE_EVENTS else "",
            "kind": kinds.get(slot.kind, slot.kind),
            "look": look_of(slot.kind),
            "status": slot.status,
            "public": slot.published_at is not None,
            "pinned": slot.is_pinned,
            "fixed": slot.status in PAST,
            "version": slot.version,
            "room": slot.room,
            "expected": slot.expected,
            "level": worst(of_session[slot.pk]),
            **time_of(slot, plan),
        }
        for slot in slots
    ]
    return {
        "sessions": sessions,
        "findings": [
            {
                "sessions": [references[pk] for pk in each.sessions if pk in references],
                "level": each.level,
                "text": each.text,
                "settled": each.settled,
            }
            for each in findings
        ],
        "counts": {each["iso"]: each["words"] for each in days_of(edition, sessions)},
        "names": {each["pk"]: each["title"] for each in sessions},
    }


def changes_since(entries: list[Act], person: Any, since: int, names: dict[int, str]) -> list[dict[str, Any]]:
    """What others did to sessions of the sheet after `since`, each session once."""
    later = [each for each in entries if each.number > since and each.actor_id != person.pk]
    theirs = {each.object_id: each.who for each in reversed(later[:LATELY])}
    return [{"pk": pk, "who": who or _("The system")} for pk, who in theirs.items() if pk in names]


def look_of(kind: str) -> str:
    if kind == SessionKind.ROUND_TABLE:
        return "round_table"
    if kind in SIDE_EVENTS:
        return "side_event"
    return "plenary" if kind in PLENARIES else ""


def time_of(slot: Slot, plan: Plan) -> dict[str, Any]:
    if not slot.is_placed:
        return {"day": "", "start": 0, "length": slot.duration_minutes or USUAL}
    start = plan.local(slot.start)
    return {
        "day": start.date().isoformat(),
        "start": start.hour * 60 + start.minute,
        "length": (slot.end - slot.start) // 60,
    }


def stack_words(stack: Stack, names: dict[int, str]) -> dict[str, Any]:
    """What the buttons take back and do again: the number of the entry, and the session in words."""
    return {
        "undo": {"number": stack.undo.number, "name": name_in(stack.undo, names)} if stack.undo else None,
        "redo": {"number": stack.redo.number, "name": name_in(stack.redo, names)} if stack.redo else None,
    }


def name_in(entry: Act, names: dict[int, str]) -> str:
    return names.get(entry.object_id, entry.object_name)


def rooms_of(plan: Plan) -> list[dict[str, Any]]:
    """Their columns, in order."""
    return [{"pk": room.pk, "name": room_name(room), "note": note_of(room)} for room in plan.rooms.values()]


def note_of(room: Place) -> str:
    if room.is_virtual:
        return _("Online")
    if room.capacity is None:
        return ""
    return ngettext("%(count)s seat", "%(count)s seats", room.capacity) % {"count": room.capacity}


def days_of(edition: Edition, sessions: list[dict[str, Any]], also: str = "") -> list[dict[str, Any]]:
    """The days of the forum, and those beside it on which something lies or that somebody asked for."""
    own = {edition.start + timedelta(days=n) for n in range((edition.end - edition.start).days + 1)}
    days = own | ({date.fromisoformat(also)} if also else set())
    counts = defaultdict[date, int](int)
    for each in sessions:
        if each["day"]:
            counts[date.fromisoformat(each["day"])] += 1
    return [
        {
            "day": day,
            "iso": day.isoformat(),
            "in_forum": day in own,
            "words": ngettext("%(count)s session", "%(count)s sessions", counts[day]) % {"count": counts[day]},
        }
        for day in sorted(days | set(counts))
    ]


def hours_of(sessions: list[dict[str, Any]]) -> range:
    """The hours that the axis shows."""
    first = min((each["start"] // 60 for each in sessions), default=FIRST_HOUR)
    last = max((-(-(each["start"] + each["length"]) // 60) for each in sessions), default=LAST_HOUR)
    return range(min(first, FIRST_HOUR), min(max(last, LAST_HOUR), 24))
