"""Forms of editions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField
from forum.kit.widgets import Date
from forum.kit.zones import ZONES

WHAT = ["series", "parent", "number", "short_title", "title", "theme", "chair", "outcome_kind"]
WHEN = ["start", "end", "timezone", "place", "venue", "mode", "contact"]


class EditionFields(forms.ModelForm):
    timezone = forms.ChoiceField(
        label=_("Time zone"),
        choices=[("", _("Choose")), *((zone, zone) for zone in sorted(ZONES))],
        help_text=_("Of the venue; every deadline and session is shown in it."),
    )

    class Meta:
        model = Edition
        fields = WHAT + WHEN
        widgets = {"start": Date(), "end": Date()}
        field_classes = {"start": DateField, "end": DateField}
        help_texts = {
            "short_title": _("As in “IMRF 2022”."),
            "parent": _("A regional review or a sub-forum belongs to another edition."),
            "outcome_kind": _("A Chair's summary never carries commitments."),
            "contact": _("Shown to everybody once the edition is announced."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "parent" in self.fields:
            parent: Any = self.fields["parent"]
            parent.queryset = Edition.objects.filter(imported_at=None).exclude(pk=self.instance.pk)
            parent.empty_label = _("No other edition")
        if "series" in self.fields:
            series: Any = self.fields["series"]
            series.empty_label = _("Choose")

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class NewEditionForm(EditionFields):
    class Meta(EditionFields.Meta):
        fields = ["slug", "code", *WHAT, *WHEN]
        help_texts = {
            **EditionFields.Meta.help_texts,
            "slug": _("The edition stands at this address for good, as in /imrf-2022/."),
            "code": _("References begin with it, as in IMRF22-P-0032. It cannot be changed later."),
        }


class EditEditionForm(VersionedForm, EditionFields):
    reason = forms.CharField(
        label=_("Why it changes"),
        required=False,
        max_length=500,
        help_text=_("Needed once the edition is announced, when dates, place, mode, zone or chair change."),
    )


class CloneForm(EditionFields):
    timezone = None  # type: ignore[assignment]

    class Meta(EditionFields.Meta):
        fields = ["slug", "code", "number", "short_title", "title", "theme", "start", "end", "place"]
        help_texts = NewEditionForm.Meta.help_texts
