"""The proposal, one form a step. Each takes what is there, complete or not; `rules.missing` says what is not."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils import formats
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.calls.forms import FORMATS
from events.calls.kinds import CallRule, QuestionKind
from events.calls.models import LONGEST, Call, Question
from events.calls.windows import window_words
from events.sessions.kinds import RoleKind
from events.side_events.models import CO_ORGANISING, Proposal
from events.side_events.naming import OrganisationNames
from events.side_events.panelling import panel_of, speakers_of
from events.side_events.rules import CONTENT, TIME, TITLE, WHO
from forum.editions.models import Mode, Part
from forum.kit import dates
from forum.kit.answers import VersionedForm
from forum.kit.fields import ManyField, offer
from forum.kit.widgets import Many
from forum.taxonomy.models import Lens, Objective


def long_text(label: Any, help_text: Any, *, most: int = 2000, rows: int = 4, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=required, widget=widget)


IN_FIELDS: dict[str, str] = {QuestionKind.POLICY: "policy_intervention", QuestionKind.LENS: "lenses"}
ROLES = [choice for choice in CO_ORGANISING if choice[0] != RoleKind.LEAD]


def field_of(question: Question) -> forms.Field:
    """As the call asks it."""
    more: Any = {"label": str(question), "help_text": question.hint, "required": question.is_required}
    match question.kind:
        case QuestionKind.SHORT:
            return forms.CharField(max_length=300, **more)
        case QuestionKind.CHOICE:
            return forms.ChoiceField(choices=question.choices, widget=forms.RadioSelect, **more)
        case QuestionKind.YES_NO:
            answers = [("yes", _("Yes")), ("no", _("No"))]
            return forms.ChoiceField(choices=answers, widget=forms.RadioSelect, **more)
    return forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}), **more)


class StepForm(VersionedForm):
    """A step of the proposal. `kept` is what the action `save` is given."""

    FIELDS: ClassVar[tuple[str, ...]] = ()
    panel: Any = None
    FIRST: ClassVar[tuple[str, ...]] = ()  # without these there is nothing to keep
    use_required_attribute = False

    def __init__(self, *args: Any, call: Call, user: Any, proposal: Proposal | None = None, **kwargs: Any) -> None:
        if proposal is not None:
            kwargs["initial"] = {"version": proposal.version, **self.initial_of(proposal)}
        super().__init__(*args, **kwargs)
        self.call, self.user, self.proposal = call, user, proposal
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
        mine = Organisation.objects.acted_for_by(self.user).select_related("category")
        offer(self, "organisation", mine)
        if len(mine) == 1:
            self.initial["organisation"] = mine[0].pk


class WhoForm(StepForm):
    """Who is named, and of those who are named already, in which role."""

    named: ClassVar[list[Any]] = []
    co_organisers = StartForm.base_fields["co_organisers"]

    def prepare(self) -> None:
        for each in self.named:
            field = forms.ChoiceField(
                label=gettext("Role of %(organisation)s") % {"organisation": each.organisation},
                choices=ROLES,
                initial=each.role,
                required=False,
                help_text=gettext("Another role is asked anew.") if each.answered_at else "",
            )
            self.fields[f"role_{each.organisation_id}"] = field

    def initial_of(self, proposal: Proposal) -> dict[str, Any]:
        rows = proposal.co_organisers.exclude(role=RoleKind.LEAD).select_related("organisation")
        self.named = list(rows)  # type: ignore[misc]
        return {"co_organisers": [each.organisation for each in self.named]}

    def kept(self) -> Mapping[str, Any]:
        given = {each.organisation_id: self.cleaned_data.get(f"role_{each.organisation_id}") for each in self.named}
        return {
            "co_organisers": self.cleaned_data["co_organisers"],
            "roles": {pk: role for pk, role in given.items() if role},
        }


class TitleForm(StepForm):
    FIELDS = ("title", "format", "mode", "spoken", "interpretation", "speakers")
    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it should stand in the programme."))
    format = forms.ChoiceField(label=_("Format"), choices=FORMATS, widget=forms.RadioSelect)
    mode = forms.ChoiceField(label=_("How people take part"), choices=Mode.choices, widget=forms.RadioSelect)
    spoken = forms.MultipleChoiceField(
        label=_("Languages of the event"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    interpretation = forms.MultipleChoiceField(
        label=_("Interpretation wished"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Into which languages. Rooms with booths are few: it is a wish."),
    )
    speakers = long_text(
        _("Speakers"),
        _(
            "Whom you will ask, in words. Those whom you know already stand in the rows below. Think of migrants on "
            "the panel."
        ),
    )

    def prepare(self) -> None:
        offered = {"format": (self.call.formats, FORMATS), "mode": (self.call.modes, Mode.choices)}
        for name, (codes, choices) in offered.items():
            offer(self, name, [each for each in choices if not codes or each[0] in codes])
        spoken = self.fields["spoken"]
        spoken.required = bool(self.call.languages)
        languages = [each for each in settings.LANGUAGES if not self.call.languages or each[0] in self.call.languages]
        spoken.choices = languages  # type: ignore[attr-defined]
        rows = self.data if f"panel-{TOTAL_FORM_COUNT}" in self.data else None
        self.panel = panel_of(rows, self.proposal)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if self.panel.is_bound and not self.panel.is_valid():
            self.add_error(None, gettext("A row of the speakers is not complete. Look there, or empty the row."))
            return False
        return valid

    def kept(self) -> Mapping[str, Any]:
        panel = {"panel": speakers_of(self.panel)} if self.panel.is_bound else {}
        return {**super().kept(), **panel}


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
        help_text=_("Choose none if the event looks at none of them."),
    )
    policy_intervention = long_text(
        _("Expected policy intervention"),
        _("A measure that changes an inequality, and who would take it. “Raising awareness” is not a measure."),
    )
    concept_note = forms.FileField(
        label=_("Concept note"), required=False, help_text=_("PDF or DOCX, up to 25 MB. A new file replaces the old.")
    )

    def prepare(self) -> None:
        call, fields = self.call, self.fields
        hint = gettext("%(shortest)s to %(longest)s characters. What is it about, for whom, and what is new?")
        limits = {"shortest": formats.number_format(call.description_least, force_grouping=True)}
        limits["longest"] = formats.number_format(call.description_most, force_grouping=True)
        fields["description"].help_text = hint % limits
        if call.refuses(CallRule.LENGTH):
            fields["description"].widget.attrs["maxlength"] = call.description_most
        if (call.objectives_least, call.objectives_most) != (1, 3):
            hint = gettext("%(least)s to %(most)s of the 23.")
            fields["objectives"].help_text = hint % {"least": call.objectives_least, "most": call.objectives_most}
        self.asked = list(call.questions.all())
        for question in self.asked:
            name = IN_FIELDS.get(question.kind)
            if name:
                fields[name].required = question.is_required
                fields[name].help_text = question.hint or fields[name].help_text
                fields[name].label = str(question)
            else:
                fields[f"question_{question.pk}"] = field_of(question)

    def initial_of(self, proposal: Proposal) -> dict[str, Any]:
        related = {name: [each.pk for each in getattr(proposal, name).all()] for name in ("objectives", "lenses")}
        answers = {f"question_{each.question_id}": each.text for each in proposal.answers.all()}
        return {**super().initial_of(proposal), **related, **answers}

    def kept(self) -> Mapping[str, Any]:
        values = {name: self.cleaned_data[name] for name in ("objectives", "lenses", "concept_note")}
        own = [each.pk for each in self.asked if each.kind not in IN_FIELDS]
        answers = {pk: self.cleaned_data[f"question_{pk}"] for pk in own}
        return {**super().kept(), **values, "answers": answers}


class TimeForm(StepForm):
    FIELDS = ("windows", "days", "part", "place_wish")
    windows = forms.MultipleChoiceField(label=_("Windows that suit you"), widget=forms.CheckboxSelectMultiple)
    days = forms.MultipleChoiceField(label=_("Days that suit you"), widget=forms.CheckboxSelectMultiple)
    part = forms.ModelChoiceField(
        label=_("Part of the forum"),
        queryset=Part.objects.none(),
        required=False,
        empty_label=_("The forum as a whole"),
        help_text=_("If it belongs to one part, such as the Civil Society Days."),
    )
    place_wish = forms.CharField(
        label=_("Wishes for the place"),
        max_length=300,
        required=False,
        help_text=_("Seats, interpretation, access without steps, a link for people who cannot travel."),
    )

    def prepare(self) -> None:
        days = [(day.isoformat(), dates.day(day, "week")) for day in self.call.days]
        windows = [(each["code"], window_words(each)) for each in self.call.windows_said]
        offer(self, "days", days)
        offer(self, "windows", windows)
        if not windows:
            del self.fields["windows"]
        parts = self.call.edition.parts.all()
        offer(self, "part", parts)
        if not parts:
            del self.fields["part"]

    def kept(self) -> Mapping[str, Any]:
        return {"changes": {name: self.cleaned_data[name] for name in self.FIELDS if name in self.fields}}


class WithdrawForm(VersionedForm):
    reason = long_text(
        _("Why, if you want to say"), _("The officers of the programme read it."), most=1000, rows=3, required=False
    )


STEP_FORMS: dict[str, type[StepForm]] = {WHO: WhoForm, TITLE: TitleForm, CONTENT: ContentForm, TIME: TimeForm}
