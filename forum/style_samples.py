"""What the style page shows in its rows: made up, and said so."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from forum.kit import clock
from forum.kit.states import States

OBJECTIVES = [(number, f"{number} Objective {number}") for number in range(1, 24)]
ZONE = "Africa/Accra"


class Sample(States):
    DRAFT = "draft", "dashed-circle", "neutral", "Draft"
    SUBMITTED = "submitted", "clock", "info", "Submitted"
    CHANGES = "changes", "return", "attention", "Changes asked for"
    UNDER_REVIEW = "under_review", "half-circle", "info", "Under review"
    ON_LIST = "on_list", "list", "info", "On list"
    ACCREDITED = "accredited", "filled-check", "positive", "Accredited"
    DECLINED = "declined", "minus-circle", "negative", "Declined"
    SUSPENDED = "suspended", "pause", "negative", "Suspended"
    WITHDRAWN = "withdrawn", "door", "neutral", "Withdrawn"
    PRE_CONFIRMED = "pre_confirmed", "open-check", "info", "Pre-confirmed"
    RESERVE = "reserve", "bookmark", "info", "Reserve"
    MERGED = "merged", "joined-arrows", "neutral", "Merged"
    SCHEDULED = "scheduled", "calendar", "info", "Scheduled"
    PUBLISHED = "published", "globe", "positive", "Published"
    REPORTED = "reported", "document", "positive", "Reported"
    VERIFIED = "verified", "shield", "positive", "Verified"
    OVERDUE = "overdue", "triangle", "attention", "Overdue since 2024"
    SILENT = "silent", "silent", "unknown", "Silent"
    NO_UPDATE = "no_update", "question", "unknown", "No update known"
    NO_ANSWER = "no_answer", "dash", "unknown", "No answer"
    ASKED = "asked", "envelope", "info", "Asked"
    CLOSED = "closed", "box", "neutral", "Closed"
    FROZEN = "frozen", "lock", "positive", "Frozen"


def rows() -> dict[str, Any]:
    now = clock.now().replace(hour=17, minute=0, second=0, microsecond=0)
    call = {"title": "Call for side events", "url": "#deadlines", "zone": ZONE}
    task = {"title": "Confirm 2 people who registered for you", "url": "#desk", "act": "Confirm"}
    return {
        "now": now,
        "numbers": [
            {"value": 10, "words": "pledges known", "url": "#numbers"},
            {"value": 12, "of": "of 23", "words": "objectives named", "url": "#numbers"},
            {"value": 11, "words": "objectives silent", "url": "#numbers"},
            {"value": 0, "words": "updates known", "url": "#numbers"},
        ],
        "deadlines": [
            {
                **call,
                "at": now + timedelta(days=9),
                "text": "12 places, 60 minutes each.",
                "act": "Propose",
                "rehearsal": True,
            },
            {**call, "title": "Accreditation, special track", "at": now + timedelta(days=2), "act": "Apply"},
            {**call, "title": "Registration", "at": now + timedelta(days=44), "opens": True},
            {**call, "title": "Call for papers", "at": now - timedelta(days=3), "act": "Propose"},
        ],
        "steps": [
            {"title": "Submitted", "note": "10 November", "state": "done"},
            {"title": "Under review", "note": "19 November", "state": "done"},
            {"title": "On list", "note": "States may object until 30 November", "state": "now"},
            {"title": "Decision", "note": "by 2 December", "state": "todo"},
        ],
        "timeline": [
            {
                "icon": "shield",
                "chip": Sample.VERIFIED,
                "when": date(2026, 10, 14),
                "who": "Harbour Light Migrant Network",
                "text": "Two of the three counters were visited.",
                "reply": "Reply of the city, 16 October: “The third counter opened on 12 October.”",
            },
            {
                "icon": "silent",
                "chip": Sample.NO_ANSWER,
                "when": date(2026, 9, 1),
                "text": "An update was asked for and none came within 14 days.",
            },
            {"icon": "dashed-circle", "word": "Draft begun", "when": now, "who": "Ada Rehearsal"},
        ],
        "tasks": [
            {
                **task,
                "title": "Agree to the summary of round table 1.2",
                "due": now - timedelta(days=3),
                "why": "The rapporteur submitted it on 16 November; the other co-chair has agreed.",
                "role": "As co-chair of round table 1.2",
                "act": "Read and agree",
            },
            {
                **task,
                "due": now,
                "why": "You have 5 places, none taken yet.",
                "role": "As focal point of Harbour Light Migrant Network",
            },
            {**task, "title": "Complete your profile", "due": None},
        ],
        "job": {
            "title": "Importing delegation list",
            "done": 62,
            "total": 140,
            "message": "62 of 140 rows, about 1 minute",
        },
        "offer": {"pk": 1, "until": "14:12", "name": ""},
        "kept_draft": {"saved_at": now},
        "begun": {"title": "Making 193 letters", "done": 0, "total": 193},
        "finished": {"title": "Making 193 letters", "done": 193, "total": 193, "url": "#strip"},
        "bars": [
            {"label": "UN entities", "value": 5, "url": "#bars", "reference": 3},
            {"label": "Member States", "value": 3, "url": "#bars", "reference": 4},
            {"label": "18 other categories", "value": 0, "url": "#bars", "reference": None},
        ],
        "objectives": [
            {"number": n, "title": f"Objective {n}", "count": n % 3, "url": "#counts"} for n, _title in OBJECTIVES
        ],
        "sample_edition": {
            "short_title": "IMRF 2022",
            "title": "First International Migration Review Forum",
            "place": "New York",
            "said": {"title": "First International Migration Review Forum", "place": "New York"},
            "start": date(2022, 5, 17),
            "end": date(2022, 5, 20),
            "get_absolute_url": "#heads",
        },
        "sample_tabs": [
            {"title": "Overview", "url": "#heads", "current": False},
            {"title": "Programme", "url": "#heads", "current": True},
        ],
        "day": grid(),
        "rows": session_rows(),
    }


def grid() -> dict[str, Any]:
    session = {"url": "#grid", "kind": "Round table", "look": "round_table", "mark": "", "inferred": []}
    return {
        "rooms": [{"title": "Conference Room 4", "note": "UN Headquarters"}, {"title": "Room not known"}],
        "hours": [
            {"venue": f"{hour}:00", "reader": f"{(hour + 7) % 24:02}:00", "next_day": hour > 16}
            for hour in range(15, 20)
        ],
        "sessions": [
            {
                **session,
                "column": 1,
                "start": 0,
                "span": 12,
                "title": "Round table 4",
                "time": "15:00 to 18:00",
                "people": "Co-chairs: Morocco, Azerbaijan",
                "stated": [1, 3, 7, 17, 23],
            },
            {
                **session,
                "column": 2,
                "start": 0,
                "span": 6,
                "title": "Plenary, first day",
                "time": "15:00 to 16:30",
                "look": "plenary",
                "kind": "Plenary",
            },
            {
                **session,
                "column": 2,
                "start": 10,
                "span": 8,
                "title": "Linking policy and evidence",
                "time": "17:30, end not known",
                "look": "",
                "kind": "Side event",
                "open_end": True,
            },
        ],
        "tray": [{"title": "Upholding the human rights guiding principle", "url": "#grid", "note": "OHCHR"}],
    }


def session_rows() -> list[dict[str, Any]]:
    start = datetime(2022, 5, 18, 14, 0, tzinfo=UTC)
    row = {"zone": "America/New_York", "url": "#list", "start": start, "end": start + timedelta(hours=3)}
    row |= {"mark": "", "inferred": []}
    return [
        {
            **row,
            "title": "Round table 4",
            "kind": "Round table",
            "place": "Conference Room 4",
            "people": "Co-chairs: Morocco, Azerbaijan",
            "stated": [1, 3, 7, 17, 23],
        },
        {
            **row,
            "title": "Linking Policy, Evidence and Practice",
            "kind": "Side event",
            "end": None,
            "people": "IOM, ILO, UNFCCC",
            "state": Sample.SCHEDULED,
            "rehearsal": True,
        },
        {
            **row,
            "title": "Upholding the human rights guiding principle",
            "kind": "Side event",
            "start": None,
            "end": None,
            "online": True,
            "place": "Online",
        },
    ]
