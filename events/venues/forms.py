"""The form of a room."""

from typing import Any

from django import forms

from events.venues.models import Room
from forum.kit.answers import VersionedForm


class RoomForm(forms.ModelForm):
    class Meta:
        model = Room
        fields = ["name", "kind", "capacity", "place", "link", "order"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditRoomForm(VersionedForm, RoomForm):
    pass
