"""The speakers of a proposal as rows of its form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.side_events.contents import MOST_SPEAKERS, SPEAKING, Gender, Standing
from events.side_events.models import Proposal
from forum.taxonomy.models import Country


class SpeakerForm(forms.Form):
    use_required_attribute = False
    name = forms.CharField(label=_("Name"), max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=SPEAKING, initial=SPEAKING[0][0])
    organisation = forms.CharField(label=_("Organisation"), max_length=200, required=False)
    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.all(), required=False, empty_label=_("Not said")
    )
    gender = forms.ChoiceField(
        label=_("Gender"),
        choices=Gender.choices,
        initial=Gender.NOT_SAID,
        help_text=_("As the person says; used for counts only."),
    )
    stands_for = forms.ChoiceField(label=_("Speaks for"), choices=Standing.choices, initial=Standing.OTHER)
    has_agreed = forms.BooleanField(label=_("Has agreed to speak"), required=False)

    def row(self) -> dict[str, Any]:
        said = self.cleaned_data
        country = said["country"]
        return {
            "name": said["name"],
            "role": said["role"],
            "organisation": said["organisation"],
            "country_id": country.pk if country else None,
            "gender": said["gender"],
            "stands_for": said["stands_for"],
            "has_agreed": said["has_agreed"],
        }


Panel = forms.formset_factory(SpeakerForm, extra=1, can_delete=True, max_num=MOST_SPEAKERS, absolute_max=MOST_SPEAKERS)


def panel_of(data: Any, proposal: Proposal | None) -> forms.BaseFormSet:
    names = ("name", "role", "organisation", "country", "gender", "stands_for", "has_agreed")
    held = proposal.panel.values(*names) if proposal else []
    return Panel(data, prefix="panel", initial=list(held))


def speakers_of(panel: forms.BaseFormSet) -> list[dict[str, Any]]:
    """Rows that are empty or ticked for removal are left out."""
    kept = [form for form in panel.forms if form.cleaned_data.get("name") and not form.cleaned_data.get("DELETE")]
    return [form.row() for form in kept]
