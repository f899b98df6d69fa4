"""The living style page: every component in every state, with the piece of template that makes it."""

from datetime import UTC, date, datetime
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forum.kit.fields import DateField
from forum.kit.icons import ICONS
from forum.kit.states import States
from forum.kit.widgets import Many, Outcomes
from forum.style_samples import OBJECTIVES, ZONE, Sample, rows

TOKENS = (
    "paper",
    "raised",
    "wash",
    "sunk",
    "rule",
    "rule-2",
    "control",
    "ink-3",
    "ink-2",
    "ink",
    "link",
    "link-visited",
    "focus",
    "danger",
)
SCHEMES = ("light", "dark")
BUTTONS = (
    ("button primary", "Submit"),
    ("button", "Save draft"),
    ("button danger", "Withdraw"),
    ("button small", "Small"),
    ("button text", "Text act"),
)
ANCHORS = (("", "A link"), ("button", "A link as a button"), ("tag", "A filter that is set"))
SERIES = {"common": "Common Space", "imrf": "IMRF", "gfmd": "GFMD", "hld": "HLD"}


class ProposalForm(forms.Form):
    title = forms.CharField(label="Title of the event", max_length=120, help_text="Up to 120 characters.")
    email = forms.EmailField(
        label="E-mail of the contact",
        error_messages={"invalid": "Write an address with an @, such as name@organisation.example."},
    )
    description = forms.CharField(
        label="Description",
        min_length=300,
        max_length=3000,
        widget=forms.Textarea,
        help_text="300 to 3,000 characters. What is it about, for whom, and what is new?",
        error_messages={"min_length": "%(show_value)s characters. Write at least %(limit_value)s."},
    )
    objectives = forms.MultipleChoiceField(
        label="Objectives it serves", choices=OBJECTIVES, widget=Many, help_text="One to three of the 23."
    )
    lenses = forms.MultipleChoiceField(
        label="Lenses",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            (word, word)
            for word in (
                "Income",
                "Race and ethnic origin",
                "Children",
                "Gender",
                "Youth",
                "Health",
                "Pathways",
                "Families left behind",
            )
        ],
    )
    country = forms.ChoiceField(label="Country", choices=[("", "Choose"), ("gh", "Ghana")])
    kind = forms.ChoiceField(
        label="Type of pledge", widget=forms.RadioSelect, choices=[("i", "Individual"), ("c", "Common")], initial="i"
    )
    refugees = forms.BooleanField(label="Also under the refugee compact", required=False, initial=True)
    day = DateField(label="Target date", required=False)
    note = forms.FileField(label="Concept note", required=False, help_text="PDF or DOCX, up to 25 MB.")
    reference = forms.CharField(label="Reference, given by the system", disabled=True, initial="RF27-SE-0014")


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(
        label="What you decide",
        choices=[("list", "Put on the list"), ("changes", "Ask for changes"), ("decline", "Decline")],
        widget=Outcomes(
            hints={
                "list": "States may object until the round ends; nobody is mailed now.",
                "changes": "Mails the focal point with your reason and the date; the application goes back to them.",
                "decline": "Mails the focal point with your reason; they may appeal once.",
            }
        ),
    )
    reason = forms.CharField(
        label="Reason, sent to the organisation in these words",
        widget=forms.Textarea(attrs={"maxlength": 2000}),
        required=False,
        help_text="Needed for asking and declining; without it nothing is stored. Say what to cure and how.",
    )


class FilterForm(forms.Form):
    q = forms.CharField(label="Search", required=False)
    stage = forms.ChoiceField(label="Stage", required=False, choices=[("", "All stages"), *Sample.choices])
    objective = forms.ChoiceField(label="Objective", required=False, choices=[("", "All 23 objectives"), *OBJECTIVES])


def lives() -> list[tuple[str, list[States]]]:
    """Every state of the product, as it looks where it stands."""
    kept = (life for life in States.__subclasses__() if life is not Sample)
    return sorted((f"{life.__module__.split('.')[1]}.{life.__name__}", list(life)) for life in kept)


def sample(request: HttpRequest) -> dict[str, Any]:
    wrong = ProposalForm(
        {
            "wrong-title": "Cards, clinics, classrooms",
            "wrong-email": "noor.example",
            "wrong-description": "Three cities show how.",
            "wrong-objectives": ["4", "15"],
        },
        prefix="wrong",
    )
    return {
        **rows(),
        "tokens": TOKENS,
        "series_list": SERIES.items(),
        "icons": sorted(ICONS),
        "state": Sample,
        "lives": lives(),
        "buttons": BUTTONS,
        "anchors": ANCHORS,
        "scheme": scheme if (scheme := request.GET.get("scheme")) in SCHEMES else "",
        "zone": ZONE,
        "start": datetime(2022, 5, 18, 18, 30, tzinfo=UTC),
        "end": datetime(2022, 5, 18, 20, 0, tzinfo=UTC),
        "first_day": date(2022, 5, 17),
        "last_day": date(2022, 5, 20),
        "stated": [4, 15],
        "inferred": [6, 18, 22],
        "none": [],
        "form": ProposalForm(),
        "wrong": wrong,
        "decision": DecisionForm(initial={"outcome": "changes"}),
        "filter": {"form": FilterForm(request.GET)},
        "page": Paginator(range(480), 50).get_page(request.GET.get("page")),
        "said": [
            Message(level, "Proposal submitted. You will hear by 15 January 2027.")
            for level in (constants.INFO, constants.SUCCESS, constants.WARNING, constants.ERROR)
        ],
        "prose": "The city issues a **municipal card** to every resident who asks for it.\n\n- clinics\n- libraries",
    }


def style(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/style.html", sample(request))
