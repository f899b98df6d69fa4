"""The proposal, one form a step. Each takes what is there, complete or not; `rules.missing` says what is not."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from accounts.organisations.names import find_organisations
from events.calls.models import LONGEST, Call
from events.sessions.kinds import SessionFormat
from events.side_events.models import Proposal
from events.side_events.rules import CONTENT, TIME, TITLE, WHO
from events.side_events.windows import window_words
from forum.editions.models import Mode
from forum.kit import dates
from forum.kit.answers import VersionedForm
from forum.kit.fields import ManyField
from forum.kit.lists import listed
from forum.kit.widgets import Many
from forum.taxonomy.models import Lens, Objective

FORMATS = [choice for choice in SessionFormat.choices if choice[0] != SessionFormat.STATEMENTS]


def long_text(label: Any, help_text: Any, *, most: int = 2000, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=widget)


MOST_NAMES = 20


class OrganisationNames(forms.CharField):
    """Names, one a line; each must be known here."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, **kwargs)

    def to_python(self, value: Any) -> list[Organisation]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        self.run_validators(value or "")
        names = list(dict.fromkeys(filter(None, (line.strip() for line in (value or "").splitlines()))))
        if len(names) > MOST_NAMES:
            raise ValidationError(
                gettext("These are %(count)s names. Name at most %(most)s.") % {"count": len(names), "most": MOST_NAMES}
            )
        known = dict(zip(names, find_organisations(names), strict=True))
        found = [organisation for organisation in known.values() if organisation is not None]
        if unknown := [name for name, organisation in known.items() if organisation is None]:
            raise ValidationError(
                gettext("Not found here: %(names)s. Write the name as on its page, or ask it to register first.")
                % {"names": listed(unknown)}
            )
        return found

    def run_validators(self, value: Any) -> None:
        """On what was typed; what it became needs none."""
        if isinstance(value, str):
            super().run_validators(value)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(each) for each in value) if isinstance(value, list) else value


class StepForm(VersionedForm):
    """A step of the proposal. `kept` is what the action `save` is given."""

    FIELDS: ClassVar[tuple[str, ...]] = ()
    FIRST: ClassVar[tuple[str, ...]] = ()  # without these there is nothing to keep
    use_required_attribute = False

    def __init__(self, *args: Any, call: Call, user: Any, proposal: Proposal | None = None, **kwargs: Any) -> None:
        if proposal is not None:
            kwargs["initial"] = {"version": proposal.version, **self.initial_of(proposal)}
        super().__init__(*args, **kwargs)
        self.call, self.user = call, user
        self.prepare()

    def prepare(self) -> None:
        pass

    def _clean_fields(self) -> None:
        """What is there is kept, complete or not: what is needed is marked so, but asked for by `rules.missing`."""
        always = (*self.FIRST, "version")
        needed = [field for name, field in self.fields.items() if field.required and name not in always]
        for field in needed:
            field.required = False
        super()._clean_fields()  # type: ignore[misc]
        for field in needed:
            field.required = True

    def initial_of(self, proposal: Proposal) -> dict[str, Any]:
        return {name: getattr(proposal, name) for name in self.FIELDS}

    def kept(self) -> Mapping[str, Any]:
        return {"changes": {name: self.cleaned_data[name] for name in self.FIELDS}}


class StartForm(StepForm):
    FIRST = ("organisation",)
    version = None  # type: ignore[assignment]
    organisation = forms.ModelChoiceField(
        label=_("Lead organiser"),
        queryset=Organisation.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        help_text=_("One organisation leads and answers for the event. It cannot be changed later."),
    )
    co_organisers = OrganisationNames(
        label=_("Co-organisers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One name a line. Each is asked by mail and confirms or declines for itself."),
    )

    def prepare(self) -> None:
        self.fields["organisation"].queryset = (  # type: ignore[attr-defined]
            Organisation.objects.acted_for_by(self.user).select_related("category")
        )


class WhoForm(StepForm):
    co_organisers = StartForm.base_fields["co_organisers"]

    def initial_of(self, proposal: Proposal) -> dict[str, Any]:
        return {"co_organisers": [each.organisation for each in proposal.co_organisers.select_related("organisation")]}

    def kept(self) -> Mapping[str, Any]:
        return {"co_organisers": self.cleaned_data["co_organisers"]}


class TitleForm(StepForm):
    FIELDS = ("title", "format", "mode", "speakers")
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it should stand in the programme."))
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("How people take part"), choices=Mode.choices, widget=forms.RadioSelect)
    speakers = long_text(
        _("Speakers"), _("Who speaks, in which role, and who has already agreed. Think of migrants on the panel.")
    )


class ContentForm(StepForm):
    FIELDS = ("description", "policy_intervention")
    description = long_text(_("Description"), "", most=LONGEST, rows=7)
    objectives = ManyField(
        label=_("Objectives it serves"),
        queryset=Objective.objects.all(),
        widget=Many,
        help_text=_("One to three of the 23."),
    )
    lenses = ManyField(
        label=_("Lenses"),
        queryset=Lens.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Which inequality does the event look at? Choose none if it looks at none."),
    )
    policy_intervention = long_text(
        _("Expected policy intervention"),
        _("A measure that changes an inequality, and who would take it. “Raising awareness” is not a measure."),
    )
    concept_note = forms.FileField(
        label=_("Concept note"), required=False, help_text=_("PDF or DOCX, up to 25 MB. A new file replaces the old.")
    )

    def prepare(self) -> None:
        hint = gettext("%(shortest)s to 3,000 characters. What is it about, for whom, and what is new?")
        self.fields["description"].help_text = hint % {"shortest": self.call.description_least}

    def initial_of(self, proposal: Proposal) -> dict[str, Any]:
        related = {name: [each.pk for each in getattr(proposal, name).all()] for name in ("objectives", "lenses")}
        return {**super().initial_of(proposal), **related}

    def kept(self) -> Mapping[str, Any]:
        values = {name: self.cleaned_data[name] for name in ("objectives", "lenses", "concept_note")}
        return {**super().kept(), **values}


class TimeForm(StepForm):
    FIELDS = ("windows", "days", "place_wish")
    windows = forms.MultipleChoiceField(label=_("Windows that suit you"), widget=forms.CheckboxSelectMultiple)
    days = forms.MultipleChoiceField(label=_("Days that suit you"), widget=forms.CheckboxSelectMultiple)
    place_wish = forms.CharField(
        label=_("Wishes for the place"),
        max_length=300,
        required=False,
        help_text=_("Seats, interpretation, access without steps, a link for people who cannot travel."),
    )

    def prepare(self) -> None:
        days = [(day.isoformat(), dates.day(day, "week")) for day in self.call.days]
        windows = [(each["code"], window_words(each)) for each in self.call.windows]
        self.fields["days"].choices = days  # type: ignore[attr-defined]
        self.fields["windows"].choices = windows  # type: ignore[attr-defined]
        if not windows:
            del self.fields["windows"]

    def kept(self) -> Mapping[str, Any]:
        return {"changes": {name: self.cleaned_data[name] for name in self.FIELDS if name in self.fields}}


class WithdrawForm(VersionedForm):
    reason = long_text(
        _("Why, if you want to say"), _("The officers of the programme read it."), most=1000, rows=3, required=False
    )


STEP_FORMS: dict[str, type[StepForm]] = {WHO: WhoForm, TITLE: TitleForm, CONTENT: ContentForm, TIME: TimeForm}
