"""The form of a room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.venues.models import Room
from forum.kit.answers import VersionedForm


class RoomForm(forms.ModelForm):
    link = forms.URLField(label=_("Link to join"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Room
        fields = ["name", "kind", "capacity", "place", "link", "order"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditRoomForm(VersionedForm, RoomForm):
    pass
