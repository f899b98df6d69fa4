"""Forms of registration."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.forms import SometimesText
from accounts.registration.matrix import Door
from accounts.registration.models import Registration
from forum.editions.models import Space
from forum.kit.fields import ManyField, offer
from forum.kit.widgets import Outcomes


class SpacesField(ManyField):
    """The spaces that are open to the category; the others are shown beside the form with their reason."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Space.objects.none(),
            label=_("Spaces"),
            to_field_name="slug",
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def offer(self, doors: list[Door], taken: set[int] = frozenset()) -> None:  # type: ignore[assignment]
        self.queryset = Space.objects.filter(
            pk__in=[door.space.pk for door in doors if door.is_open and door.space.pk not in taken]
        )


class OwnForm(forms.ModelForm):
    """Somebody registers themselves."""

    spaces = SpacesField()

    class Meta:
        model = Registration
        fields = ["function", "spaces", "access_needs"]
        widgets = {"access_needs": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, doors: list[Door], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spaces"].offer(doors)  # type: ignore[attr-defined]

    def validate_unique(self) -> None:
        """The action says it in words."""


class DelegateForm(OwnForm):
    """A focal point registers somebody."""

    class Meta(OwnForm.Meta):
        fields = ["person_name", "person_email", "function", "spaces", "access_needs"]


class ChangeForm(forms.ModelForm):
    """What can be changed later: the texts, and further spaces."""

    spaces = SpacesField(required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Registration
        fields = ["function", "access_needs"]
        widgets = {"access_needs": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, doors: list[Door], taken: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        self.fields["spaces"].offer(doors, taken)  # type: ignore[attr-defined]
        self.fields["spaces"].label = _("Ask for further spaces")
        if not self.fields["spaces"].queryset.exists():  # type: ignore[attr-defined]
            del self.fields["spaces"]


class VersionForm(forms.Form):
    version = forms.IntegerField()


class ChosenForm(forms.Form):
    """Rows that were ticked, each with the version that was looked at: `17:3`."""

    chosen = forms.MultipleChoiceField(error_messages={"required": _("Choose at least one person.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = self.data.getlist("chosen") if hasattr(self.data, "getlist") else []
        well_formed = [row for row in sent if re.fullmatch(r"[0-9]{1,18}:[0-9]{1,9}", row)]
        offer(self, "chosen", [(row, row) for row in well_formed])

    def versions(self) -> dict[int, int]:
        return {int(pk): int(version) for pk, version in (row.split(":") for row in self.cleaned_data["chosen"])}


class SeatForm(ChosenForm):
    """What an officer decides on those chosen."""

    HINTS = {
        "approve": _("Gives a place and mails the person; in a full space they go to the waiting list instead"),
        "wait": _("Keeps their place in line and mails them; a place that is freed goes to the first"),
        "decline": _("Mails the person with your reason"),
    }
    WORDS = {"approve": _("Approve"), "wait": _("Waiting list"), "decline": _("Decline")}

    outcome = forms.ChoiceField(label=_("Outcome"), choices=list(WORDS.items()), widget=Outcomes(hints=HINTS))
    reason = SometimesText(
        label=_("Reason, sent in these words"),
        help_text=_("Needed for declining."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == "decline" and not data.get("reason", "").strip():
            self.add_error("reason", _("Say why. The reason is kept and sent in these words."))
        return data


class SeatActForm(ChosenForm):
    reason = forms.CharField(max_length=1000, required=False)
