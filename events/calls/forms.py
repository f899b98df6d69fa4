"""The call as a form: its dates in the zone of the venue, its windows and criteria as rows."""

from datetime import datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.calls.copying import DATES
from events.calls.kinds import CallRule, Level
from events.calls.models import Call
from events.conflicts.kinds import Level as Strictness
from events.conflicts.models import Rulebook
from events.sessions.kinds import Rule, SessionFormat
from forum.editions.models import Edition, Mode
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField, DateTimeField, ManyField, offer
from forum.kit.widgets import Date, DateTime
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
    "co_organisers_least",
    "co_organisers_most",
    "objectives_least",
    "objectives_most",
    "description_least",
    "description_most",
    "languages",
    "formats",
    "modes",
    "edits_allowed",
    "parallel_allowed",
    "place_rule",
    "place_words",
)
PAIRS = ("co_organisers", "objectives", "description")
SECTIONS = (
    (_("Dates"), (*MOMENTS, "scores_by", "results_by"), True),
    (_("Applicants"), ("places", "may_apply", "who_words", "notice"), False),
    (_("Limits"), (*(f"{name}_{end}" for name in PAIRS for end in ("least", "most")), "max_per_lead"), True),
    (_("Languages and formats"), ("languages", "formats", "modes"), False),
    (_("Changes, time and place"), ("edits_allowed", "parallel_allowed", "place_rule", "place_words"), False),
)
OF_A_PLACE = (Rule.WINDOW, Rule.DURATION, Rule.PARALLEL, Rule.PLACE)
FORMATS = [choice for choice in SessionFormat.choices if choice[0] != SessionFormat.STATEMENTS]


def several(label: Any, choices: Any, help_text: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, help_text=help_text
    )


def wall_clock(value: datetime | None, zone: ZoneInfo) -> datetime | None:
    """For the field: the venue's hour, without a zone."""
    return value.astimezone(zone).replace(tzinfo=None) if value else None


class DatesForm(forms.Form):
    """When a call opens and closes, and what it promises, in the zone of the venue."""

    edition: Edition
    opens_at = DateTimeField(label=_("Opens"), widget=DateTime(), help_text=_("In the time of the venue."))
    closes_at = DateTimeField(label=_("Closes"), widget=DateTime(), help_text=_("In the time of the venue."))
    scores_by = DateField(label=_("Scores due"), widget=Date())
    results_by = DateField(
        label=_("Results by"), widget=Date(), help_text=_("Promised to everybody who submits a proposal.")
    )

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


class CallForm(DatesForm, VersionedForm, forms.ModelForm):
    may_apply = ManyField(
        label=_("Who may apply"),
        queryset=Category.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means every category."),
    )
    languages = several(
        _("Languages of the events"), settings.LANGUAGES, _("None chosen: proposals need not say a language.")
    )
    formats = several(_("Formats"), FORMATS, _("None chosen means every format."))
    modes = several(_("How people take part"), Mode.choices, _("None chosen means every way."))

    class Meta:
        model = Call
        fields = (*FIELDS, "places")
        widgets: ClassVar = {"notice": forms.Textarea(attrs={"rows": 3})}

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
        book = Rulebook.objects.filter(edition=edition).first() or Rulebook(edition=edition)
        for rule in CallRule:
            self.add_level(rule, Level.choices, self.instance.level(rule))
        for place_rule in OF_A_PLACE:
            self.add_level(place_rule, Strictness.choices, book.level(place_rule))

    def add_level(self, rule: Any, choices: Any, now: str) -> None:
        self.fields[f"level_{rule}"] = forms.ChoiceField(label=rule.label, choices=choices, initial=now)

    @property
    def sections(self) -> list[dict[str, Any]]:
        return [
            {"title": title, "fields": [self[name] for name in names if name in self.fields], "is_short": is_short}
            for title, names, is_short in SECTIONS
        ]

    @property
    def levels(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name.startswith("level_")]

    def _post_clean(self) -> None:
        """The action writes, not the form: the record stays as it is."""

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        for name in PAIRS:
            least, most = found.get(f"{name}_least"), found.get(f"{name}_most")
            if least is not None and most is not None and most < least:
                self.add_error(f"{name}_most", gettext("This is less than the least. Write a higher number."))
        return found

    def changes(self) -> dict[str, Any]:
        said = {name: self.cleaned_data[name] for name in (*FIELDS, "places") if name in self.fields}
        return {**said, "levels": {str(rule): self.cleaned_data[f"level_{rule}"] for rule in CallRule}}

    def place_levels(self) -> dict[str, str]:
        return {str(rule): self.cleaned_data[f"level_{rule}"] for rule in OF_A_PLACE}


class PlacesForm(VersionedForm):
    places = forms.IntegerField(label=_("Places"), min_value=1, max_value=1000)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The reason is kept in the history of the call."),
    )


class SourceForm(forms.Form):
    """Which earlier call to begin with."""

    source = forms.ModelChoiceField(label=_("Earlier call"), queryset=Call.objects.none(), empty_label=None)

    def __init__(self, *args: Any, calls: QuerySet[Call], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "source", calls)


class CloneForm(DatesForm):
    """The dates that it has here; they came along with the days of the two editions."""

    source = forms.ModelChoiceField(queryset=Call.objects.none(), widget=forms.HiddenInput)
    use_required_attribute = False

    def __init__(self, *args: Any, edition: Edition, calls: QuerySet[Call], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        offer(self, "source", calls)
        for name in MOMENTS:
            self.initial[name] = wall_clock(self.initial.get(name), edition.zone)

    def dates(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in DATES}
