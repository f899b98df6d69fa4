"""The form of one's own page."""

from typing import Any

from django import forms

from events.speakers.models import SpeakerPage
from forum.kit.answers import VersionedForm


class SpeakerForm(VersionedForm, forms.ModelForm):
    class Meta:
        model = SpeakerPage
        fields = ["is_shown", "about", "language"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
