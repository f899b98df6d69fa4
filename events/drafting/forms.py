"""What a draft is asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.conflicts.plan import Plan
from events.conflicts.words import room_name
from events.drafting.wishes import SOFT, Scope, Weight, Wishes, usual
from forum.kit import dates
from forum.kit.answers import VersionedForm
from forum.kit.fields import offer
from forum.kit.widgets import Time

STEPS = [(15, "15"), (30, "30"), (60, "60")]


class WishesForm(forms.Form):
    scope = forms.ChoiceField(label=_("What is placed"), choices=Scope.choices, widget=forms.RadioSelect())
    days = forms.MultipleChoiceField(label=_("On which days"), widget=forms.CheckboxSelectMultiple())
    rooms = forms.MultipleChoiceField(label=_("In which rooms"), widget=forms.CheckboxSelectMultiple())
    first = forms.TimeField(label=_("From"), widget=Time(), help_text=_("By the venue's clock."))
    last = forms.TimeField(label=_("Until"), widget=Time())
    step = forms.TypedChoiceField(label=_("Sessions begin every so many minutes"), choices=STEPS, coerce=int)
    length = forms.IntegerField(
        label=_("Minutes of a session that names no length"), min_value=5, max_value=480, required=True
    )

    def __init__(self, plan: Plan, *args: Any, **kwargs: Any) -> None:
        known = usual(plan)
        weights = {f"weight_{name}": value for name, value in known.weights.items()}
        initial = {**known.as_json(), **weights, "rooms": [str(pk) for pk in known.rooms], "days": list(known.days)}
        super().__init__(*args, initial=initial, **kwargs)
        offer(self, "days", [(day, dates.day(date.fromisoformat(day), "week")) for day in known.days])
        rooms = [(str(room.pk), room_name(room)) for room in plan.rooms.values()]
        offer(self, "rooms", rooms)
        for name, label in SOFT.items():
            self.fields[f"weight_{name}"] = forms.TypedChoiceField(label=label, choices=Weight.choices, coerce=int)

    @property
    def wanted(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith("weight_")]

    @property
    def weights(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith("weight_")]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first"), said.get("last")
        if first and last and last <= first:
            self.add_error("last", _("The end is not after the start. Set a later hour."))
        return said

    def wishes(self) -> Wishes:
        said = self.cleaned_data
        return Wishes(
            scope=said["scope"],
            days=tuple(said["days"]),
            rooms=tuple(int(pk) for pk in said["rooms"]),
            first=f"{said['first']:%H:%M}",
            last=f"{said['last']:%H:%M}",
            step=said["step"],
            length=said["length"],
            weights={name: said[f"weight_{name}"] for name in SOFT},
        )


class AcceptForm(VersionedForm):
    """Which places are taken over. `reason` is asked for where public sessions move or a rule wants one."""

    places = forms.MultipleChoiceField(widget=forms.MultipleHiddenInput(), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,
        help_text=_("Needed where a public session moves: its people read it with the next release."),
    )

    def __init__(self, places: list[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "places", [(str(pk), str(pk)) for pk in places])
