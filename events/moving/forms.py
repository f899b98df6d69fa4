"""Where to and why."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from events.moving.sessions import ALIVE
from events.venues.models import Room, RoomKind
from forum.editions.forms import EditionFields
from forum.editions.models import Edition
from forum.editions.moving import MOVED
from forum.kit.fields import DateField
from forum.kit.widgets import Date


class MoveForm(EditionFields):
    """Days, place and format; everything else of the forum follows."""

    class Meta:
        model = Edition
        fields = list(MOVED)
        widgets = {"start": Date(), "end": Date()}
        field_classes = {"start": DateField, "end": DateField}
        help_texts = {"start": _("Every date moves by as many days as this one; hours stay those of the wall.")}


class RoomsForm(forms.Form):
    """Which room takes the place of each that sessions lie in, when the forum leaves the house."""

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rooms = Room.objects.filter(edition=edition)
        self.held = list(rooms.filter(kind=RoomKind.PHYSICAL, sessions__status__in=ALIVE).distinct())
        choices = [("", _("The room of the same name")), *((room.pk, str(room)) for room in rooms)]
        self.rooms = {room.pk: room for room in rooms}
        for room in self.held:
            others = [each for each in choices if each[0] != room.pk]
            self.fields[f"room-{room.pk}"] = forms.TypedChoiceField(
                label=str(room), choices=others, coerce=int, empty_value=None, required=False
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        left = {pk for pk, new in self.chosen(data).items() if new}
        for pk, new in self.chosen(data).items():
            if new in left:
                said = {"room": self.rooms[new]}
                self.add_error(
                    f"room-{pk}", _("Sessions leave %(room)s at the same time. Choose a room that none leaves.") % said
                )
        return data

    def chosen(self, data: Mapping[str, Any]) -> dict[int, int | None]:
        return {room.pk: data.get(f"room-{room.pk}") for room in self.held}

    def becomes(self) -> dict[tuple[str, int], Model]:
        if not self.is_valid():
            return {}
        return {("room", pk): self.rooms[new] for pk, new in self.chosen(self.cleaned_data).items() if new}


class ReasonForm(forms.Form):
    """The reason, the mark of what was shown, and whether the programme is released at once."""

    mark = forms.CharField(max_length=40, widget=forms.HiddenInput())
    reason = forms.CharField(
        label=_("Why the forum moves"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("Everybody reads these words."),
    )
    and_release = forms.BooleanField(
        label=_("Release the moved programme at once"),
        required=False,
        help_text=_("Whoever it concerns reads of it in the same mail, and calendars follow."),
    )

    def __init__(self, *args: Any, lags: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lags:
            del self.fields["and_release"]
