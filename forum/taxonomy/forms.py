"""Forms of reference entries."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.kit.answers import VersionedForm
from forum.kit.provenance import BASES
from forum.taxonomy.models import Category, Country, Lens, Objective, Principle, Reference

FIELDS: dict[type[Reference], list[str]] = {
    Objective: ["title", "long_title"],
    Principle: ["title"],
    Category: ["title", "entry_basis", "access_notes", "order"],
    Lens: ["title", "definition", "question", "order"],
    Country: ["name", "group"],
}


class ReferenceForm(VersionedForm, forms.ModelForm):
    basis = forms.ChoiceField(
        label=_("How sure the wording is"), choices=[("", _("Not said")), *BASES.items()], required=False
    )

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


def form_for(model: type[Reference]) -> Any:
    return forms.modelform_factory(model, form=ReferenceForm, fields=[*FIELDS[model], "basis", "source"])
