"""The seats of a session as a form."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.sessions.models import Session
from events.signups.models import Seats
from forum.kit.fields import DateTimeField, ManyField
from forum.kit.widgets import DateTime
from forum.kit.zones import at_venue
from forum.taxonomy.models import Category


class SeatsForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    own = forms.IntegerField(
        label=_("Seats"),
        required=False,
        min_value=1,
        max_value=10000,
        help_text=_("Empty means as many as the room has."),
    )
    closes_at = DateTimeField(label=_("Sign-up closes"), required=False, widget=DateTime())
    categories = ManyField(
        label=_("Only for these categories"),
        queryset=Category.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen means every category."),
    )

    def __init__(self, session: Session, seats: Seats | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone = session.edition.zone
        self.fields["closes_at"].help_text = _(
            "In the zone of the venue: %(zone)s. Empty means when the session begins."
        ) % {"zone": session.edition.timezone}
        self.initial = {"version": 0}
        if seats is not None:
            self.fields["version"].required = True
            closes = seats.closes_at
            self.initial = {
                "version": seats.version,
                "own": seats.own,
                "closes_at": session.edition.local(closes).replace(tzinfo=None) if closes else None,
                "categories": seats.categories.all(),
            }

    def clean_version(self) -> int:
        return self.cleaned_data["version"] or 0  # no row has 0: whom another was faster to open it is told so

    def clean_closes_at(self) -> datetime | None:
        typed = self.cleaned_data["closes_at"]
        return at_venue(typed, self.zone) if typed else None

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {
            "changes": {"own": said["own"], "closes_at": said["closes_at"]},
            "categories": list(said["categories"]),
            "version": said["version"],
        }
