"""Forms of the outputs."""

from typing import Any

from django import forms

from events.outputs.models import Embedding
from forum.kit.answers import VersionedForm


class EmbeddingForm(VersionedForm, forms.ModelForm):
    class Meta:
        model = Embedding
        fields = ["sites"]
        widgets = {"sites": forms.Textarea(attrs={"rows": 4, "dir": "ltr"})}

    def values(self) -> dict[str, Any]:
        return {"sites": "\n".join(self.cleaned_data["sites"].split())}
