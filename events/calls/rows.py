"""The rows of the form of a call: its windows, its criteria, its questions."""

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.calls.actions import criteria_of, questions_of
from events.calls.kinds import ALWAYS_ASKED, QuestionKind, always_asked
from events.calls.models import Call
from forum.editions.models import Edition
from forum.kit import dates
from forum.kit.fields import offer
from forum.kit.widgets import Time

SCORES = 6  # from 0 to 5


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class CodedForm(forms.Form):
    """A row keeps its code, so that what hangs on it stays when its words change."""

    use_required_attribute = False
    code = forms.SlugField(required=False, max_length=60, widget=forms.HiddenInput)
    prefix: str

    def code_of(self, words: str) -> str:
        return self.cleaned_data["code"] or slugify(words)[:40] or self.prefix


class WindowForm(CodedForm):
    label = forms.CharField(label=_("Window"), max_length=60)
    not_before = forms.TimeField(label=_("Not before"), required=False, widget=Time())
    not_after = forms.TimeField(label=_("Not after"), required=False, widget=Time())
    per_day = forms.IntegerField(label=_("Events a day"), required=False, min_value=1, max_value=50)
    duration_minutes = forms.IntegerField(label=_("Longest, in minutes"), required=False, min_value=10, max_value=600)
    days = forms.MultipleChoiceField(
        label=_("Days"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means every day."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = [(day.isoformat(), dates.day(day, "week")) for day in edition.days]
        offer(self, "days", days)

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        hours = {name: said[name].strftime("%H:%M") if said[name] else None for name in ("not_before", "not_after")}
        return {
            "code": self.code_of(said["label"]),
            "label": said["label"],
            **hours,
            "per_day": said["per_day"],
            "duration_minutes": said["duration_minutes"],
            **({"days": said["days"]} if said["days"] else {}),
        }


class CriterionForm(CodedForm):
    label = forms.CharField(label=_("Criterion"), max_length=120)
    weight = forms.IntegerField(
        label=_("Weight"), required=False, min_value=1, max_value=10, help_text=_("Empty counts as 1.")
    )
    meanings = forms.CharField(
        label=_("What each score means"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Six lines, from 0 to 5. Published with the call; reviewers see them as they score."),
    )

    def clean_meanings(self) -> list[str]:
        found = lines(self.cleaned_data["meanings"])
        if found and len(found) != SCORES:
            text = gettext("These are %(count)s lines. Write six, one for each score from 0 to 5, or none.")
            raise forms.ValidationError(text % {"count": len(found)})
        return found

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "code": self.code_of(said["label"])[:40],
            "label": said["label"],
            "weight": said["weight"],
            "meanings": said["meanings"],
        }


class QuestionForm(CodedForm):
    label = forms.CharField(label=_("Question"), max_length=300)
    kind = forms.ChoiceField(label=_("Kind of answer"), choices=QuestionKind.choices, initial=QuestionKind.LONG)
    help = forms.CharField(label=_("Help"), max_length=500, required=False)
    options = forms.CharField(
        label=_("Answers to choose from"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line; only for a choice."),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False)
    is_public = forms.BooleanField(
        label=_("The answer is shown in the programme"), required=False, help_text=_("Else it is for reviewers only.")
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("kind") == QuestionKind.CHOICE and len(lines(found.get("options", ""))) < 2:
            self.add_error("options", gettext("Write at least two answers, one a line."))
        return found

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        kind = said["kind"]
        return {
            "code": kind if kind in ALWAYS_ASKED else self.code_of(said["label"]),
            "kind": kind,
            "text": said["label"],
            "help": said["help"],
            "options": lines(said["options"]) if kind == QuestionKind.CHOICE else [],
            "is_required": said["is_required"],
            "is_public": said["is_public"],
        }


def rows_of(formset: forms.BaseFormSet) -> list[dict[str, Any]]:
    """Rows that are empty or ticked for removal are left out."""
    kept = [form for form in formset.forms if form.cleaned_data.get("label") and not form.cleaned_data.get("DELETE")]
    return [form.row() for form in kept]


class Rows(forms.BaseFormSet):
    """Two rows of one name are refused."""

    def clean(self) -> None:
        names = [each["code"] for each in rows_of(self)] if not any(self.errors) else []
        if len(names) != len(set(names)):
            raise forms.ValidationError(gettext("Two rows have the same name. Give each its own."))


Windows = forms.formset_factory(WindowForm, formset=Rows, extra=2, can_delete=True, max_num=12, absolute_max=12)
Criteria = forms.formset_factory(CriterionForm, formset=Rows, extra=2, can_delete=True, max_num=20, absolute_max=20)
Questions = forms.formset_factory(QuestionForm, formset=Rows, extra=2, can_delete=True, max_num=30, absolute_max=30)


def windows_of(call: Call | None) -> list[dict[str, Any]]:
    return [dict(each) for each in call.windows] if call else []


def criteria_rows(call: Call | None) -> list[dict[str, Any]]:
    return [{**each, "meanings": "\n".join(each["meanings"])} for each in criteria_of(call)] if call else []


def question_rows(call: Call | None) -> list[dict[str, Any]]:
    held = questions_of(call) if call else []
    return [{**each, "label": each["text"], "options": "\n".join(each["options"])} for each in held or always_asked()]


def row_sets(data: Any, edition: Edition, call: Call | None) -> dict[str, Any]:
    """The three of one form, by the name that templates know them by."""
    return {
        "windows": Windows(data, prefix="windows", initial=windows_of(call), form_kwargs={"edition": edition}),
        "criteria": Criteria(data, prefix="criteria", initial=criteria_rows(call)),
        "questions": Questions(data, prefix="questions", initial=question_rows(call)),
    }
