"""Forms of the programme officers. What is typed as a time is the venue's time."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from accounts.people.models import User
from events.sessions.kinds import PREPARATIONS, SIDE_EVENTS, RoleKind, SessionKind
from events.sessions.models import Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateTimeField, ManyField, offer
from forum.kit.widgets import DateTime, Many
from forum.kit.zones import at_venue
from forum.taxonomy.models import Objective


class SessionForm(forms.ModelForm):
    objectives = ManyField(Objective.objects.all(), label=_("Objectives"), required=False, widget=Many())

    class Meta:
        model = Session
        fields = [
            "kind",
            "number",
            "title",
            "summary",
            "format",
            "part",
            "mode",
            "duration_minutes",
            "expected",
            "visibility",
            "objectives",
            "lenses",
        ]
        field_classes = {"lenses": ManyField}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 6, "maxlength": 3000}),
            "lenses": forms.CheckboxSelectMultiple(),
        }

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part", edition.parts.all())
        self.fields["title"].required = True
        kinds = [row for row in SessionKind.choices if row[0] not in SIDE_EVENTS]
        if self.instance.pk and self.instance.kind in SIDE_EVENTS:
            kinds = [row for row in SessionKind.choices if row[0] == self.instance.kind]
        offer(self, "kind", kinds)
        for name in ("format", "mode"):
            field = self.fields[name]
            field.choices = [("", _("Not decided")), *field.choices[1:]]  # type: ignore[attr-defined]
        self.fields["part"].empty_label = _("The whole forum")  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["objectives"] = [row.objective_id for row in self.instance.session_objectives.all()]

    def _save_m2m(self) -> None:
        """Nothing is saved here: the act writes."""

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class EditSessionForm(VersionedForm, SessionForm):
    pass


class PlaceForm(VersionedForm):
    """Room, start and end of a session."""

    room = forms.ModelChoiceField(Room.objects.none(), label=_("Room"))
    starts_at = DateTimeField(label=_("Start"), widget=DateTime())
    ends_at = DateTimeField(label=_("End"), widget=DateTime())
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        help_text=_("Needed when a person would be in two places, or when the session is public already."),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = session.edition
        offer(self, "room", Room.objects.filter(edition=session.edition))
        for name in ("starts_at", "ends_at"):
            self.fields[name].help_text = _("In the zone of the venue: %(zone)s.") % {"zone": self.edition.timezone}
        self.initial.setdefault("version", session.version)
        if session.starts_at and session.ends_at:
            self.initial["room"] = session.room_id
            self.initial["starts_at"] = self.edition.local(session.starts_at).replace(tzinfo=None)
            self.initial["ends_at"] = self.edition.local(session.ends_at).replace(tzinfo=None)

    def clean_starts_at(self) -> datetime:
        return at_venue(self.cleaned_data["starts_at"], self.edition.zone)

    def clean_ends_at(self) -> datetime:
        return at_venue(self.cleaned_data["ends_at"], self.edition.zone)

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("room", "starts_at", "ends_at", "reason", "version")}


class ReasonForm(VersionedForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000})
    )


class ReportForm(VersionedForm):
    outcome = forms.CharField(
        label=_("What came of it"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": 5000}),
        help_text=_("Results in a few sentences. They stand on the public page of the session."),
    )
    reason = forms.CharField(
        label=_("Why it feeds into nothing"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        help_text=_("Only where no session takes up its results. It stands on the page of the meeting."),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if session.kind not in PREPARATIONS:
            del self.fields["reason"]


class OfferForm(forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=RoleKind.choices)
    organisation = forms.ModelChoiceField(
        Organisation.objects.all(), label=_("Organisation"), required=False, empty_label=_("None: a person alone")
    )
    email = forms.EmailField(
        label=_("E-mail address of the person"),
        required=False,
        help_text=_("Somebody with an account here. Leave it empty to ask the organisation."),
    )
    is_private = forms.BooleanField(label=_("Do not show this role in public"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        address = data.get("email")
        data["user"] = User.objects.filter(email=address.lower(), is_active=True).first() if address else None
        if address and data["user"] is None:
            self.add_error("email", _("Nobody has an account with this address. Ask the person to sign up first."))
        return data

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("role", "organisation", "user", "is_private")}
