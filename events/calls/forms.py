"""The call as a form: its dates in the zone of the venue, its windows and criteria as rows."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.calls.actions import criteria_of
from events.calls.models import Call
from forum.editions.models import Edition
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField, DateTimeField, ManyField
from forum.kit.widgets import Date, DateTime, Time
from forum.kit.zones import at_venue
from forum.taxonomy.models import Category

MOMENTS = ("opens_at", "closes_at")
FIELDS = (
    *MOMENTS,
    "scores_by",
    "results_by",
    "who_words",
    "notice",
    "max_per_lead",
    "parallel_allowed",
    "place_rule",
    "place_words",
)


def wall_clock(value: datetime | None, zone: ZoneInfo) -> datetime | None:
    """For the field: the venue's hour, without a zone."""
    return value.astimezone(zone).replace(tzinfo=None) if value else None


class CallForm(VersionedForm, forms.ModelForm):
    opens_at = DateTimeField(label=_("Opens"), widget=DateTime(), help_text=_("In the time of the venue."))
    closes_at = DateTimeField(label=_("Closes"), widget=DateTime(), help_text=_("In the time of the venue."))
    scores_by = DateField(label=_("Scores due"), widget=Date())
    results_by = DateField(
        label=_("Results by"), widget=Date(), help_text=_("Promised to everybody who submits a proposal.")
    )
    may_apply = ManyField(
        label=_("Who may apply"),
        queryset=Category.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means every category."),
    )

    class Meta:
        model = Call
        fields = (*FIELDS, "places")
        widgets = {"notice": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.edition = edition
        if self.instance.pk:
            for name in MOMENTS:
                self.initial[name] = wall_clock(getattr(self.instance, name), edition.zone)
            self.initial["may_apply"] = [each.pk for each in self.instance.may_apply.all()]
            self.initial["version"] = self.instance.version
            del self.fields["places"]
        else:
            del self.fields["version"]

    def _post_clean(self) -> None:
        """The action writes, not the form: the record stays as it is."""

    def clean_opens_at(self) -> datetime:
        return at_venue(self.cleaned_data["opens_at"], self.edition.zone)

    def clean_closes_at(self) -> datetime:
        return at_venue(self.cleaned_data["closes_at"], self.edition.zone)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        order = [
            ("opens_at", "closes_at", gettext("The call closes before it opens. Set a later day.")),
            ("scores_by", "results_by", gettext("Results are promised before scores are due. Set a later day.")),
        ]
        for first, second, words in order:
            if found.get(first) and found.get(second) and found[second] <= found[first]:
                self.add_error(second, words)
        if found.get("closes_at") and found.get("scores_by") and found["scores_by"] <= found["closes_at"].date():
            self.add_error("scores_by", gettext("Scores are due before the call closes. Set a later day."))
        return found

    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in (*FIELDS, "places") if name in self.fields}


class WindowForm(forms.Form):
    label = forms.CharField(label=_("Window"), max_length=60)
    not_before = forms.TimeField(label=_("Not before"), required=False, widget=Time())
    not_after = forms.TimeField(label=_("Not after"), required=False, widget=Time())
    per_day = forms.IntegerField(label=_("Events a day"), required=False, min_value=1, max_value=50)
    duration_minutes = forms.IntegerField(label=_("Longest, in minutes"), required=False, min_value=10, max_value=600)

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        hours = {name: said[name].strftime("%H:%M") if said[name] else None for name in ("not_before", "not_after")}
        return {
            "code": slugify(said["label"]) or f"window-{self.prefix}",
            "label": said["label"],
            **hours,
            "per_day": said["per_day"],
            "duration_minutes": said["duration_minutes"],
        }


class CriterionForm(forms.Form):
    label = forms.CharField(label=_("Criterion"), max_length=120)
    weight = forms.IntegerField(
        label=_("Weight"), required=False, min_value=1, max_value=10, help_text=_("Empty counts as 1.")
    )

    def row(self) -> dict[str, Any]:
        label = self.cleaned_data["label"]
        return {"code": slugify(label)[:40] or self.prefix, "label": label, "weight": self.cleaned_data["weight"]}


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


def windows_of(call: Call | None) -> list[dict[str, Any]]:
    return [{name: value for name, value in each.items() if name != "code"} for each in call.windows] if call else []


def criteria_rows(call: Call | None) -> list[dict[str, Any]]:
    return [{"label": each["label"], "weight": each["weight"]} for each in criteria_of(call)] if call else []


class PlacesForm(VersionedForm):
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason is kept in the history of the call."),
    )
