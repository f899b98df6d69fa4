"""The form of an edition's milestone: its time is that of the venue."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition, RoleName
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateTimeField, offer
from forum.kit.widgets import DateTime
from forum.kit.zones import at_venue
from forum.milestones.models import Milestone


class MilestoneForm(forms.ModelForm):
    class Meta:
        model = Milestone
        fields = ["title", "kind", "due_at", "owner_role", "is_public"]
        widgets = {"due_at": DateTime()}
        field_classes = {"due_at": DateTimeField}
        help_texts = {
            "owner_role": _(
                "Everybody who holds this role is reminded 30 and 7 days before, on the day, and 7 days after."
            )
        }

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        offer(self, "owner_role", [("", _("Nobody is reminded")), *RoleName.choices])
        self.fields["due_at"].help_text = _("In the zone of the venue: %(zone)s.") % {"zone": edition.timezone}
        if self.instance.pk:
            self.initial["due_at"] = edition.local(self.instance.due_at).replace(tzinfo=None)

    def clean_due_at(self) -> datetime:
        return at_venue(self.cleaned_data["due_at"], self.edition.zone)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditMilestoneForm(VersionedForm, MilestoneForm):
    pass
