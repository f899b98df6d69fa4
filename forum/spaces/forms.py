"""Forms of parts, spaces and the access matrix."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.editions.models import Part, Space
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField, offer
from forum.kit.widgets import Date
from forum.taxonomy.models import Category


class PartForm(forms.ModelForm):
    class Meta:
        model = Part
        fields = ["title", "start", "end", "order"]
        widgets = {"start": Date(), "end": Date()}
        field_classes = {"start": DateField, "end": DateField}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("start") and values.get("end") and values["end"] < values["start"]:
            self.add_error("end", _("The last day is before the first."))
        return values

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditPartForm(VersionedForm, PartForm):
    pass


class SpaceForm(forms.ModelForm):
    class Meta:
        model = Space
        fields = ["title", "capacity", "part", "order"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part", self.instance.edition.parts.all())
        self.fields["part"].empty_label = gettext_lazy("None")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditSpaceForm(VersionedForm, SpaceForm):
    pass


class AccessForm(VersionedForm):
    """One checkbox and one reason for each category."""

    def __init__(self, space: Space, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rules = {rule.category_id: rule for rule in space.rules.all()}
        self.categories = list(Category.objects.all())
        for category in self.categories:
            rule = rules.get(category.pk)
            self.fields[f"allowed_{category.pk}"] = forms.BooleanField(
                label=str(category), required=False, initial=bool(rule and rule.allowed)
            )
            self.fields[f"reason_{category.pk}"] = forms.CharField(
                label=_("Reason of the “no” to: %(category)s") % {"category": category},
                required=False,
                max_length=200,
                initial=rule.reason if rule else "",
            )

    def rows(self) -> list[dict[str, Any]]:
        pairs = [(self[f"allowed_{each.pk}"], self[f"reason_{each.pk}"]) for each in self.categories]
        return [{"allowed": allowed, "reason": reason} for allowed, reason in pairs]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        for each in self.categories:
            if not values.get(f"allowed_{each.pk}") and not values.get(f"reason_{each.pk}", "").strip():
                self.add_error(f"reason_{each.pk}", gettext_lazy("Say why not, or tick the box. The reason is public."))
        return values

    def rules(self) -> dict[int, tuple[bool, str]]:
        return {
            each.pk: (self.cleaned_data[f"allowed_{each.pk}"], self.cleaned_data[f"reason_{each.pk}"])
            for each in self.categories
        }
