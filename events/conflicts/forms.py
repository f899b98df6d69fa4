"""Forms of the rules, of what a session needs, of a reason; the filter of the list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.conflicts.checking import Shown
from events.conflicts.kinds import Level
from events.conflicts.models import Needs, Rulebook
from events.conflicts.plan import Plan
from events.conflicts.words import room_name
from events.sessions.kinds import Rule
from events.sessions.models import Session
from events.venues.forms import language_choices
from events.venues.models import EquipmentKind, Resource
from forum.kit import dates
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField, ManyField, offer
from forum.kit.widgets import Many, Time
from forum.taxonomy.models import Lens, Objective

SET_HELP = _(
    "Numbers with commas, sets with semicolons, such as 5, 6; 15, 16: no two sessions on any of a set at once."
)


class SettleForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it may stay so"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        help_text=_("Kept in the history. It is open again when one of the sessions moves."),
    )


class RulebookForm(VersionedForm, forms.ModelForm):
    use_required_attribute = False
    place_by = DateField(label=_("All placed by"), required=False)
    objectives = ManyField(
        Objective.objects.all(),
        label=_("No two sessions at once on the same of these objectives"),
        required=False,
        to_field_name="number",
        widget=Many(),
    )
    sets = forms.CharField(label=_("Sets of objectives kept apart"), required=False, max_length=200, help_text=SET_HELP)
    lenses = ManyField(
        Lens.objects.all(),
        label=_("No two sessions at once with the same of these lenses"),
        required=False,
        to_field_name="code",
        widget=Many(),
    )

    class Meta:
        model = Rulebook
        fields = ["day_opens", "day_closes", "night_from", "night_until", "place_by"]
        widgets = {name: Time() for name in ("day_opens", "day_closes", "night_from", "night_until")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book: Rulebook = self.instance
        levels = {
            f"level_{rule.value}": forms.ChoiceField(label=rule.label, choices=Level.choices, initial=book.level(rule))
            for rule in Rule
            if rule != Rule.ROOM_TIME
        }
        self.fields = {**levels, **self.fields}
        self.fields["place_by"].help_text = _("Empty means two weeks before the first day.")
        apart = book.apart or {}
        self.initial.update(
            version=book.version,
            objectives=apart.get("objectives", []),
            lenses=apart.get("lenses", []),
            sets="; ".join(", ".join(map(str, each)) for each in apart.get("sets", [])),
        )

    @property
    def levels(self) -> list[forms.BoundField]:
        return [each for each in self.visible_fields() if each.name.startswith("level_")]

    @property
    def more(self) -> list[forms.BoundField]:
        return [each for each in self.visible_fields() if not each.name.startswith("level_")]

    def clean_sets(self) -> list[list[int]]:
        found = []
        for line in filter(str.strip, self.cleaned_data["sets"].split(";")):
            parts = [part.strip() for part in line.split(",")]
            if len(parts) < 2 or not all(part.isdecimal() and 1 <= int(part) <= 23 for part in parts):
                raise ValidationError(gettext("Give two or more numbers from 1 to 23 in each set, such as 5, 6."))
            found.append(sorted({int(part) for part in parts}))
        return found

    def _save_m2m(self) -> None:
        """Nothing is saved here: the act writes."""

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            **{name: said[name] for name in self._meta.fields or ()},
            "levels": {rule.value: said[f"level_{rule.value}"] for rule in Rule if rule != Rule.ROOM_TIME},
            "apart": {
                "objectives": sorted(each.number for each in said["objectives"]),
                "lenses": sorted(each.code for each in said["lenses"]),
                "sets": said["sets"],
            },
        }


class NeedsForm(VersionedForm, forms.ModelForm):
    use_required_attribute = False
    equipment = forms.MultipleChoiceField(label=_("Equipment"), required=False, widget=forms.CheckboxSelectMultiple())
    languages = forms.MultipleChoiceField(
        label=_("Interpretation into"), required=False, widget=forms.CheckboxSelectMultiple()
    )
    resources = ManyField(
        Resource.objects.none(),
        label=_("Interpretation teams and technicians"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
    )

    class Meta:
        model = Needs
        fields = ["layout", "technician", "streaming", "step_free", "heads", "resources"]

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = EquipmentKind.objects.filter(edition=session.edition)
        offer(self, "equipment", [(each.code, str(each)) for each in kinds])
        offer(self, "languages", language_choices())
        offer(self, "resources", Resource.objects.filter(edition=session.edition))
        if not kinds:
            del self.fields["equipment"]
        if not self.fields["resources"].queryset:  # type: ignore[attr-defined]
            del self.fields["resources"]
        held = self.instance
        self.initial.update(version=held.version, equipment=held.equipment, languages=held.languages)

    def _save_m2m(self) -> None:
        """Nothing is saved here: the act writes."""

    def values(self) -> dict[str, Any]:
        names = (*(self._meta.fields or ()), "equipment", "languages")
        return {name: self.cleaned_data[name] for name in names if name in self.fields}


class ConflictFilter:
    """Filters findings, which are made and not stored; `form` is what the component for filters shows."""

    def __init__(self, data: Any, plan: Plan, found: list[Shown]) -> None:
        self.plan, self.found = plan, found
        self.form = FilterForm(data or None)
        people = {each.finding.person: each.subject for each in found if each.finding.person}
        days = sorted({plan.day(each.first) for each in found if each.first.is_placed})
        self.offer("rule", [(rule.value, rule.label) for rule in Rule])
        self.offer("level", [row for row in Level.choices if row[0] != Level.OFF])
        self.offer("day", [(day.isoformat(), dates.day(day, "week")) for day in days])
        self.offer("room", [(str(pk), room_name(room)) for pk, room in plan.rooms.items()])
        self.offer("person", sorted(people.items(), key=lambda row: row[1]))

    def offer(self, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
        field: Any = self.form.fields[name]
        field.choices = [field.choices[0], *choices]

    def matching(self) -> tuple[list[Shown], int]:
        if self.form.is_bound and not self.form.is_valid():
            return [], 422
        said = self.form.cleaned_data if self.form.is_bound else {}
        return [each for each in self.found if self.fits(each, said)], 200

    def fits(self, each: Shown, said: dict[str, str]) -> bool:
        asked = {name: value for name, value in said.items() if value}
        slots = [slot for slot in (each.first, each.second) if slot]
        return (
            asked.get("rule", each.rule) == each.rule
            and asked.get("level", each.level) == each.level
            and asked.get("settled", "open" if each.is_open else "settled") == ("open" if each.is_open else "settled")
            and ("day" not in asked or any(s.is_placed and self.plan.day(s).isoformat() == asked["day"] for s in slots))
            and ("room" not in asked or any(str(s.room) == asked["room"] for s in slots))
            and asked.get("person", each.finding.person) == each.finding.person
        )


class FilterForm(forms.Form):
    rule = forms.ChoiceField(label=_("Rule"), required=False, choices=[("", _("All rules"))])
    level = forms.ChoiceField(label=_("Level"), required=False, choices=[("", _("All levels"))])
    settled = forms.ChoiceField(
        label=_("Settled"),
        required=False,
        choices=[("", _("Open and settled")), ("open", _("Open")), ("settled", _("Passed with a reason"))],
    )
    day = forms.ChoiceField(label=_("Day"), required=False, choices=[("", _("All days"))])
    room = forms.ChoiceField(label=_("Room"), required=False, choices=[("", _("All rooms"))])
    person = forms.ChoiceField(label=_("Person"), required=False, choices=[("", _("All people"))])
