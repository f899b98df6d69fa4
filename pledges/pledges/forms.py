"""The forms of a pledge. A draft may be incomplete; `readiness` says what is missing before it is submitted."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from forum.editions.models import Edition, Stage
from forum.kit.fields import DateField, ManyField, offer
from forum.kit.lists import listed_lazy
from forum.kit.refusals import Refused
from forum.kit.uploads import DOCUMENTS, Checked, check_upload
from forum.kit.widgets import Date, Many
from forum.taxonomy.models import Country, Lens, Objective, Principle
from forum.taxonomy.reading import CountriesField
from pledges.pledges.choices import Compacts, Nature, PledgeType
from pledges.pledges.models import LONGEST, MOST_OBJECTIVES, Pledge
from pledges.pledges.readiness import out_of_time, refugees_alone
from pledges.pledges.schedule import milestones_of

STEPS = 5
KINDS = listed_lazy([word for word, _ending in DOCUMENTS.values()])


class BeginForm(forms.Form):
    edition = forms.ModelChoiceField(
        label=_("Edition"), queryset=Edition.objects.none(), to_field_name="slug", empty_label=_("Choose")
    )
    organisation = forms.ModelChoiceField(
        label=_("For which organisation"), queryset=Organisation.objects.none(), empty_label=_("Choose")
    )
    title = forms.CharField(
        label=_("Title"), max_length=300, help_text=_("What will be different, in one line. It can be changed later.")
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "edition", open_editions())
        mine = Organisation.objects.acted_for_by(user)
        offer(self, "organisation", mine)
        if not self.is_bound and len(mine) == 1:
            self.initial["organisation"] = mine[0].pk


def open_editions() -> Any:
    return Edition.objects.filter(
        status__in=[Stage.ANNOUNCED, Stage.REGISTRATION_OPEN, Stage.RUNNING, Stage.CLOSED], imported_at=None
    ).newest_first()


def line(label: Any, help_text: Any = "", most: int = 300) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False)


def text(label: Any, help_text: Any, most: int, rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=most, required=False, widget=widget)


def pick(label: Any, choices: Any, help_text: Any = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, required=False, widget=forms.RadioSelect, help_text=help_text
    )


def many(label: Any, model: Any, help_text: Any = "") -> ManyField:
    return ManyField(label=label, queryset=model.objects.all(), required=False, widget=Many, help_text=help_text)


class Folded(Many):
    """193 checkboxes stay folded also when none is chosen."""

    template_name = "pledges/pledges/widgets/folded.html"


class PledgeForm(forms.Form):
    PLAIN: ClassVar[tuple[str, ...]] = (
        *("title", "type", "nature", "compacts", "description", "places", "is_global", "indicator", "means"),
        *("rights_effect", "start_date", "target_date", "matched"),
    )
    RELATED: ClassVar[tuple[str, ...]] = ("objectives", "principles", "lenses", "countries")
    SECTIONS: ClassVar[tuple[tuple[Any, tuple[str, ...]], ...]] = (
        (_("The promise"), ("title", "type", "matched", "nature", "compacts", "description")),
        (_("Objectives, principles and lenses"), ("objectives", "principles", "lenses", "rights_effect")),
        (_("Where and by when"), ("is_global", "countries", "places", "start_date", "target_date")),
        (_("How it is measured"), ("indicator", "means")),
        (
            _("Contacts"),
            tuple(f"contact{n}_{part}" for n in (1, 2) for part in ("name", "position", "email")),
        ),
        (_("Attachment"), ("attachment", "remove_attachment")),
    )
    # Needed before submitting, not for a draft: shown without the word "optional".
    NEEDED: ClassVar[tuple[str, ...]] = (
        *("type", "nature", "compacts", "description", "objectives", "target_date", "indicator"),
        *("contact1_name", "contact1_email"),
    )
    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Title"), max_length=300)
    type = pick(_("Type"), PledgeType.choices)
    matched = line(
        _("Pledge that is matched"),
        _("For a matching pledge: the reference of a published pledge, such as RF27-P-0007."),
        24,
    )
    nature = pick(_("Nature"), Nature.choices)
    compacts = pick(_("Compacts"), Compacts.choices, _("A mirror pledge stands under both."))
    description = text(
        _("Description"),
        _("What you will do, for whom and how: 300 to 3,000 characters."),
        LONGEST,
        12,
    )
    objectives = many(_("Objectives"), Objective, _("One to three of the 23."))
    principles = many(_("Guiding principles"), Principle)
    lenses = many(_("Lenses"), Lens, _("Whose situation you looked at in particular."))
    rights_effect = text(
        _("Effect on the rights of migrants"), _("Who can do what then that they cannot now."), 1000, 4
    )
    is_global = forms.BooleanField(label=_("Worldwide"), required=False)
    countries = CountriesField(label=_("Countries"), queryset=Country.objects.all(), required=False, widget=Folded)
    places = line(_("Places"), _("Cities or regions, with commas between them."))
    start_date = DateField(label=_("Begins"), required=False, widget=Date())
    target_date = DateField(
        label=_("To be done by"), required=False, widget=Date(), help_text=_("The register shows this date.")
    )
    indicator = line(
        _("What is measured"), _("One indicator, with its period, such as “city cards issued, per quarter”.")
    )
    means = line(_("Means"), _("Money, people or law that make it possible."))
    contact1_name = line(_("Contact: name"), _("Contacts are seen by you and the pledge officer only."), 150)
    contact1_position = line(_("Contact: position"), most=150)
    contact1_email = forms.EmailField(label=_("Contact: e-mail address"), required=False)
    contact2_name = line(_("Second contact: name"), most=150)
    contact2_position = line(_("Second contact: position"), most=150)
    contact2_email = forms.EmailField(label=_("Second contact: e-mail address"), required=False)
    attachment = forms.FileField(
        label=_("Attachment"),
        required=False,
        widget=forms.FileInput,
        help_text=format_lazy(_("One file of at most 25 MB: {kinds}."), kinds=KINDS),
    )
    remove_attachment = forms.BooleanField(label=_("Take the held file away"), required=False)

    def __init__(self, *args: Any, pledge: Pledge, **kwargs: Any) -> None:
        super().__init__(*args, initial=initial_of(pledge), **kwargs)
        self.pledge = pledge
        self.checked: Checked | None = None
        for number in range(1, STEPS + 1):
            self.fields[f"step{number}_title"] = line(_("Step %(number)s") % {"number": number}, most=200)
            self.fields[f"step{number}_date"] = DateField(label=_("By"), required=False, widget=Date())
        if not hasattr(pledge, "attachment"):
            del self.fields["remove_attachment"]

    def sections(self) -> list[tuple[Any, list[Any]]]:
        """Bound fields under their headings, for the page; by then everything is validated."""
        for name in self.NEEDED:
            self.fields[name].required = True
        steps = [self[f"step{number}_{part}"] for number in range(1, STEPS + 1) for part in ("title", "date")]
        rows = [(title, [self[name] for name in names if name in self.fields]) for title, names in self.SECTIONS]
        return [*rows[:4], (_("Steps on the way"), steps), *rows[4:]]

    def clean_description(self) -> str:
        return str(self.cleaned_data["description"]).replace("\r\n", "\n").strip()

    def clean_compacts(self) -> str:
        if self.cleaned_data["compacts"] == Compacts.GCR:
            raise ValidationError(refugees_alone())
        return self.cleaned_data["compacts"] or Compacts.GCM

    def clean_objectives(self) -> Any:
        chosen = self.cleaned_data["objectives"]
        if len(chosen) > MOST_OBJECTIVES:
            raise ValidationError(
                gettext("%(count)s objectives are named. Choose at most three.") % {"count": len(chosen)}
            )
        return chosen

    def clean_matched(self) -> Pledge | None:
        reference = self.cleaned_data["matched"].strip()
        if not reference:
            return None
        found = Pledge.objects.public().filter(reference__iexact=reference).exclude(pk=self.pledge.pk).first()
        if found is None:
            raise ValidationError(gettext("No published pledge has this reference. Look it up in the register."))
        return found

    def clean_attachment(self) -> Any:
        file = self.cleaned_data["attachment"]
        if file:
            try:
                self.checked = check_upload(file, types=DOCUMENTS)
            except Refused as refusal:
                raise ValidationError(refusal.message) from None
        return file

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        start, end = data.get("start_date"), data.get("target_date")
        if start and end and end < start:
            self.add_error("target_date", gettext("It ends before it begins. Change one of the two dates."))
        elif end and (message := out_of_time(end, self.pledge.today())):
            self.add_error("target_date", message)
        for number in (1, 2):
            name, email = data.get(f"contact{number}_name"), data.get(f"contact{number}_email")
            if bool(name) != bool(email) and f"contact{number}_email" not in self.errors:
                self.add_error(f"contact{number}_email", gettext("A contact has a name and an e-mail address."))
        for number in range(1, STEPS + 1):
            title, day = data.get(f"step{number}_title"), data.get(f"step{number}_date")
            if bool(title) != bool(day) and f"step{number}_date" not in self.errors:
                self.add_error(f"step{number}_date", gettext("A step has a name and a date."))
            if day and end and day > end:
                self.add_error(f"step{number}_date", gettext("This step is after the end date of the pledge."))
        return data

    @property
    def changes(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.PLAIN}

    @property
    def related(self) -> dict[str, list[Any]]:
        return {name: list(self.cleaned_data[name]) for name in self.RELATED}

    @property
    def contacts(self) -> list[dict[str, str]]:
        rows = [
            {part: self.cleaned_data[f"contact{number}_{part}"] for part in ("name", "position", "email")}
            for number in (1, 2)
        ]
        return [row for row in rows if row["name"]]

    @property
    def steps(self) -> list[tuple[str, date]]:
        rows = [
            (self.cleaned_data[f"step{number}_title"], self.cleaned_data[f"step{number}_date"])
            for number in range(1, STEPS + 1)
        ]
        return sorted([row for row in rows if row[0]], key=lambda row: row[1])


def initial_of(pledge: Pledge) -> dict[str, Any]:
    initial: dict[str, Any] = {name: getattr(pledge, name) for name in PledgeForm.PLAIN}
    initial["matched"] = pledge.matched.reference if pledge.matched else ""
    initial |= {name: [each.pk for each in getattr(pledge, name).all()] for name in PledgeForm.RELATED}
    for number, contact in enumerate(pledge.contacts.all(), start=1):
        for part in ("name", "position", "email"):
            initial[f"contact{number}_{part}"] = getattr(contact, part)
    steps = milestones_of(pledge).filter(slug__startswith="step-").select_related("edition")
    for number, step in enumerate(steps, start=1):
        initial |= {f"step{number}_title": step.title, f"step{number}_date": step.due_on}
    return {**initial, "version": pledge.version}
