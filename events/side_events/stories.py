"""What the call of the rehearsal asks, and who speaks at its side events. All of it is made up."""

from typing import Any

from events.calls.models import Call

QUESTIONS: list[dict[str, Any]] = [
    {"kind": "long", "text": "Who left out so far will be in the room?", "help": "Name groups, not persons."},
    {
        "kind": "choice",
        "text": "What will the audience do?",
        "options": ["Listen and ask", "Work in small groups", "Write a text together"],
        "is_public": True,
    },
]
SCALE = [
    "No outcome is named",
    "An outcome is hoped for",
    "An outcome is named, nobody is to carry it",
    "A measure is named, and who would take it",
    "The same, with a date",
    "The same, and those who would take it are on the panel",
]
PEOPLE = [
    ("Amina", "panellist", "woman", "migrant", True),
    ("Bruno", "moderator", "man", "other", True),
    ("Chen", "expert_speaker", "not_said", "other", False),
    ("Dalia", "opening_speaker", "woman", "state", False),
    ("Efe", "panellist", "man", "state", True),
    ("Fatou", "keynote", "woman", "migrant", True),
    ("Goran", "panellist", "man", "migrant", False),
]
FAMILIES = ("Sample", "Placeholder", "Example", "Specimen", "Nobody", "Rehearsal", "Somebody")


def answers_of(call: Call, title: str) -> dict[int, str]:
    """To the questions with answers to choose from, not the same in every event."""
    asked = [each for each in call.questions.all() if each.options]
    return {each.pk: each.options[len(title) % len(each.options)] for each in asked}


def panel_of(title: str) -> list[dict[str, Any]]:
    """Three speakers, not the same in every event."""
    first = sum(title.encode())
    names = ("name", "role", "gender", "stands_for", "has_agreed")
    chosen: list[Any] = [PEOPLE[(first + step) % len(PEOPLE)] for step in (0, 1, 3)]
    family = FAMILIES[first // len(PEOPLE) % len(FAMILIES)]
    chosen = [(f"{given} {family}", *more) for given, *more in chosen]
    return [{"organisation": "", "country_id": None, **dict(zip(names, each, strict=True))} for each in chosen]
