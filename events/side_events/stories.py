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
    ("Amina Sample", "panellist", "woman", "migrant", True),
    ("Bruno Placeholder", "moderator", "man", "other", True),
    ("Chen Example", "expert_speaker", "not_said", "other", False),
    ("Dalia Sample", "opening_speaker", "woman", "state", False),
    ("Efe Placeholder", "panellist", "man", "state", True),
    ("Fatou Example", "keynote", "woman", "migrant", True),
    ("Goran Sample", "panellist", "man", "migrant", False),
]


def answers_of(call: Call, title: str) -> dict[int, str]:
    """To the questions with answers to choose from, not the same in every event."""
    asked = [each for each in call.questions.all() if each.options]
    return {each.pk: each.options[len(title) % len(each.options)] for each in asked}


def panel_of(title: str) -> list[dict[str, Any]]:
    """Three speakers, not the same in every event."""
    first = len(title) % len(PEOPLE)
    names = ("name", "role", "gender", "stands_for", "has_agreed")
    chosen = [PEOPLE[(first + step) % len(PEOPLE)] for step in (0, 1, 3)]
    return [{"organisation": "", "country_id": None, **dict(zip(names, each, strict=True))} for each in chosen]
