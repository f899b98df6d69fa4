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
CRITERIA = [
    {
        "code": "speakers",
        "label": "Level of speakers",
        "weight": 1,
        "meanings": [
            "Nobody is named",
            "Names without what they do",
            "People who report on others' work",
            "People who do the work themselves",
            "The same, and one who decides about it",
            "The same, and one who has promised to come back",
        ],
    },
    {
        "code": "diversity",
        "label": "Diversity of the panel, including gender",
        "weight": 2,
        "meanings": [
            "One group speaks about all others",
            "A second group is among the guests",
            "Two groups speak",
            "Women and men speak for as long as each other",
            "The same, and people of two regions",
            "The same, and those whom it concerns speak first",
        ],
    },
    {
        "code": "stakeholders",
        "label": "Stakeholders on the panel",
        "weight": 2,
        "meanings": [
            "The organisers alone",
            "Organisers and a State",
            "Three kinds of stakeholders",
            "The same, one of them migrants",
            "The same, and local government",
            "The same, and who pays for it",
        ],
    },
    {
        "code": "region",
        "label": "Region of focus; balance across the selection",
        "weight": 1,
        "meanings": [
            "No place is named",
            "A region, without an example",
            "One country",
            "Two countries that are compared",
            "A region that few proposals are about",
            "Such a region, told by people from there",
        ],
    },
    {
        "code": "outcomes",
        "label": "Concrete outcomes",
        "weight": 3,
        "meanings": [
            "No outcome is named",
            "An outcome is hoped for",
            "An outcome is named, nobody is to carry it",
            "A measure is named, and who would take it",
            "The same, with a date",
            "The same, and those who would take it are on the panel",
        ],
    },
    {
        "code": "format",
        "label": "Innovative set-up",
        "weight": 1,
        "meanings": [
            "Statements are read out",
            "Statements, and questions at the end",
            "Half of the time is for questions",
            "Work in small groups",
            "The same, and they write something down",
            "The same, and the room says what it would sign",
        ],
    },
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
