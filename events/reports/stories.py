"""What the rehearsal's side events say. All of it is made up; days count back from the day it is made."""

from typing import Any

WINDOWS = [
    {
        "code": "morning",
        "label": "Morning",
        "not_before": "08:00",
        "not_after": "10:00",
        "per_day": 2,
        "duration_minutes": 60,
    },
    {
        "code": "lunch",
        "label": "Lunch",
        "not_before": "13:00",
        "not_after": "15:00",
        "per_day": 1,
        "duration_minutes": 90,
    },
    {
        "code": "evening",
        "label": "Evening",
        "not_before": "18:00",
        "not_after": None,
        "per_day": 1,
        "duration_minutes": None,
    },
]
SPEAKERS = (
    "Two people who made the way themselves, a minister (asked), a mayor (agreed), a nurse from the reception desk."
)


def about(first: str) -> str:
    """A description of a lawful length, from its first sentence."""
    rest = (
        "We begin with three short accounts by people who live with the question, then work in small groups on what a "
        "town, a ministry and an employer could each change within a year. The groups write their proposals on one "
        "page, read them aloud, and the room says which of them it would sign. The page goes to the round tables."
    )
    return f"{first} {rest}"


DRAFT: dict[str, Any] = {
    "title": "Cards, clinics, classrooms",
    "format": "workshop",
    "speakers": SPEAKERS,
    "description": (
        "Three cities show how a resident card opened clinics and classrooms to people without papers, what it cost, "
        "and what went wrong. Participants work through their own rules with a checklist and leave with a draft."
    ),
    "objectives": [4, 7, 15, 16],
    "lenses": ["gender"],
    "with": ["city"],
}
EVENTS: list[dict[str, Any]] = [
    {
        "lead": "union",
        "title": "Who pays for the way to work",
        "description": about("Fees for recruitment are paid by those who earn least, before they earn anything."),
        "speakers": SPEAKERS,
        "objectives": [6],
        "lenses": ["income"],
        "policy": "A ban on fees paid by workers, with a fund that repays them, set up by labour ministries.",
        "mode": "virtual",
        "begun": 39,
        "submitted": 38,
        "scored": 36,
        "scores": {"reviewer": ([3, 4, 5, 3, 5, 3], "Strong on outcomes."), "reviewer2": ([4, 4, 5, 3, 4, 3], "Yes.")},
        "decided": 35,
        "end": "select",
        "reason": "Chosen early for the preparatory day, so that the round tables can use what comes of it.",
        "placed": {
            "days_ago": 25,
            "from": "14:00",
            "minutes": 90,
            "online": True,
            "set": 34,
            "why": "A preparatory day before the forum, agreed with the co-chairs of the round tables.",
            "reported": 15,
        },
    },
    {
        "lead": "faith",
        "title": "Shelter without a question",
        "description": about("Shelters that ask for no papers keep people out of the hands of smugglers."),
        "speakers": SPEAKERS,
        "objectives": [7, 15],
        "lenses": ["rights-access"],
        "policy": "A rule that shelters report no data on status, adopted by cities and the interior ministry.",
        "mode": "virtual",
        "begun": 39,
        "submitted": 37,
        "scored": 35,
        "scores": {"reviewer": ([3, 4, 4, 4, 4, 2], "Clear."), "reviewer2": ([3, 5, 4, 4, 4, 3], "Well prepared.")},
        "decided": 34,
        "end": "select",
        "reason": "Chosen early for the preparatory day.",
        "placed": {
            "days_ago": 10,
            "from": "16:00",
            "minutes": 60,
            "online": True,
            "set": 30,
            "why": "A preparatory day before the forum, agreed with the co-chairs of the round tables.",
        },
    },
    {
        "lead": "city",
        "title": "One counter at the harbour",
        "description": about("A harbour city brought registration, health and school places to one counter."),
        "speakers": SPEAKERS,
        "objectives": [4, 15],
        "policy": "One counter for arrivals in every port city, paid from the fees of the port.",
        "with": ["ngo"],
        "confirmed": ["ngo"],
        "begun": 33,
        "submitted": 30,
        "scored": 24,
        "scores": {
            "reviewer": ([4, 4, 4, 3, 5, 4], "Concrete."),
            "reviewer2": ([4, 5, 4, 3, 5, 4], "The best so far."),
        },
        "decided": 18,
        "end": "select",
        "reason": "Both reviewers put it first.",
        "placed": {"day": 2, "from": "13:00", "minutes": 90, "set": 14},
    },
    {
        "lead": "state",
        "title": "Remittances at cost price",
        "description": about("What it costs to send money home, and what happens when a post office does it."),
        "speakers": SPEAKERS,
        "objectives": [20],
        "policy": "A cap of three per cent on the cost of a transfer, set by central banks.",
        "begun": 30,
        "submitted": 28,
        "scored": 22,
        "scores": {
            "reviewer": ([5, 3, 3, 3, 4, 3], "Solid."),
            "reviewer2": ([4, 3, 4, 3, 4, 3], "Solid, few migrants."),
        },
        "decided": 12,
        "end": "select",
        "reason": "A concrete measure with a partner to carry it.",
    },
    {
        "lead": "stories",
        "title": "What nobody wrote down",
        "description": about("Oral histories of the way, told by those who are never asked."),
        "speakers": SPEAKERS,
        "objectives": [17],
        "lenses": ["gender", "youth"],
        "policy": "An archive kept by those whose stories it holds, paid by ministries of culture.",
        "begun": 29,
        "submitted": 26,
        "scored": 20,
        "scores": {"reviewer": ([2, 4, 4, 3, 3, 5], "Lovely format."), "reviewer2": ([3, 4, 4, 3, 3, 4], "Good.")},
        "decided": 11,
        "end": "reserve",
        "reason": "Two other events serve the same objective; it moves up if one of them leaves.",
    },
    {
        "lead": "consult",
        "title": "Faster visas for seasonal teams",
        "description": about("How a group of recruiters shortened the way of seasonal teams through the offices."),
        "speakers": SPEAKERS,
        "objectives": [5],
        "policy": "A joint visa for teams, agreed between two labour ministries.",
        "begun": 28,
        "submitted": 25,
        "scored": 21,
        "scores": {
            "reviewer": ([3, 1, 1, 2, 2, 2], "A product show."),
            "reviewer2": ([3, 2, 1, 2, 1, 2], "No workers speak."),
        },
        "decided": 10,
        "end": "decline",
        "reason": "No worker is on the panel and the measure serves one firm. Bring workers and come again.",
    },
    {
        "lead": "union",
        "title": "A hotline in nine languages",
        "description": about("A hotline for workers who cannot leave their employer."),
        "speakers": SPEAKERS,
        "objectives": [6, 7],
        "policy": "A public hotline with the right to inspect, run by labour inspectorates.",
        "begun": 24,
        "submitted": 22,
        "decided": 8,
        "end": "withdraw",
        "reason": "Our speaker cannot travel.",
    },
    {
        "lead": "cities",
        "title": "Housing before papers",
        "description": about("Sixty towns give people a door of their own before they decide on their status."),
        "speakers": SPEAKERS,
        "objectives": [15, 16],
        "lenses": ["income", "rights-access"],
        "policy": "A share of public housing kept for arrivals, decided by town councils.",
        "begun": 20,
        "submitted": 18,
        "scored": 6,
        "scores": {
            "reviewer": ([4, 5, 5, 4, 5, 4], "Bold and costed. Take it."),
            "reviewer2": ([2, 2, 3, 2, 2, 3], "No figures for three of five towns."),
        },
    },
    {
        "lead": "fund",
        "title": "Small grants, long breath",
        "description": about(
            "What small grants for migrant-led groups bring when they last five years instead of one."
        ),
        "speakers": SPEAKERS,
        "objectives": [16, 19],
        "policy": "Five-year grants as the rule in public funds for integration.",
        "begun": 19,
        "submitted": 17,
        "scored": 5,
        "scores": {"reviewer": ([3, 3, 4, 3, 4, 3], "Sound."), "reviewer2": ([3, 4, 4, 3, 3, 3], "Sound.")},
    },
    {
        "lead": "diaspora",
        "title": "Skills that cross the border",
        "description": about("Nurses who wait for years until their papers count."),
        "speakers": SPEAKERS,
        "objectives": [18],
        "policy": "Recognition within six months, with a temporary licence until then.",
        "begun": 16,
        "submitted": 14,
        "scored": 4,
        "scores": {"reviewer": ([3, 4, 4, 3, 4, 2], "Timely.")},
    },
    {
        "lead": "youth",
        "title": "Ask us first",
        "description": about("Young people write the questions that officials answer."),
        "speakers": SPEAKERS,
        "format": "exchange",
        "objectives": [15, 23],
        "lenses": ["youth"],
        "policy": "A seat for youth in every national body on migration, with a vote.",
        "with": ["ngo"],
        "begun": 9,
        "submitted": 7,
    },
    {
        "lead": "agency",
        "title": "Counting without harm",
        "description": about("How to count people on the move without making them easier to find."),
        "speakers": SPEAKERS,
        "objectives": [1],
        "policy": "A firewall between statistics and enforcement, written into the statistics acts.",
        "begun": 15,
        "submitted": 12,
        "decided": 4,
        "end": "ask_changes",
        "reason": "Nobody on the panel has been counted. Name a speaker with that experience, one line is enough.",
    },
]
WISH = "Take the ban on fees into the recommendations of the round table on labour."
REPORT: dict[str, Any] = {
    "key_messages": (
        "Fees move the risk to those who can bear it least.\nRepayment works where inspectors may open the books."
    ),
    "policy_interventions": (
        "Ban fees paid by workers and repay those already paid: labour ministries of Exemplia and Placeholderia.\n"
        "Give labour inspectors the right to open recruiters' books."
    ),
    "lenses": ["income", "gender"],
    "presence": {
        "trade_union": (34, 21),
        "migrant_diaspora": (27, 24),
        "member_state": (9, 18),
        "private_sector": (4, 0),
        "academia": (None, 6),
    },
    "questions_asked": 14,
    "questions_answered": 11,
    "requests": [{"words": WISH, "actor": "Co-chairs of the round table on labour", "place": "", "due": ""}],
}
