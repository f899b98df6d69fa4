"""Where a session is put: a room, a day and an hour of the venue, and how long it is."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.sessions.models import Session
from events.sessions.placing import AROUND
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField, offer
from forum.kit.widgets import Date, Time
from forum.kit.zones import at_venue

HOUR = 60  # minutes


class DayForm(forms.Form):
    """Which day the editor shows: the one asked for, else today while the forum is on, else its first day."""

    day = DateField(label=_("Another day"), widget=Date())

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def chosen(self) -> date:
        edition = self.edition
        asked = self.cleaned_data.get("day") if self.is_valid() else None
        if isinstance(asked, date) and edition.start - AROUND <= asked <= edition.end + AROUND:
            return asked
        today = edition.today()
        return today if edition.start <= today <= edition.end else edition.start


class WhereForm(forms.Form):
    room = forms.ModelChoiceField(Room.objects.none(), label=_("Room"))
    day = DateField(label=_("Day"), widget=Date())
    start = forms.TimeField(label=_("Start"), widget=Time())
    length = forms.IntegerField(label=_("Length in minutes"), min_value=5, max_value=1440)

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        offer(self, "room", Room.objects.filter(edition=edition))
        self.fields["start"].help_text = _("In the zone of the venue: %(zone)s.") % {"zone": edition.timezone}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, start, length = data.get("day"), data.get("start"), data.get("length")
        if isinstance(day, date) and isinstance(start, time) and isinstance(length, int):
            if not self.edition.start - AROUND <= day <= self.edition.end + AROUND:
                self.add_error("day", _("Choose a day nearer to the forum."))
                return data
            try:
                data["starts_at"] = at_venue(datetime.combine(day, start, tzinfo=UTC), self.edition.zone)
                data["ends_at"] = data["starts_at"] + timedelta(minutes=length)
            except forms.ValidationError as error:
                self.add_error("start", error)
        return data

    def place(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("room", "starts_at", "ends_at")}


class PutForm(VersionedForm, WhereForm):
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 1000}),
        help_text=_("Needed when a rule is broken, or when the session is public already."),
    )

    def __init__(self, session: Session, *args: Any, day: date | None = None, **kwargs: Any) -> None:
        edition = session.edition
        super().__init__(edition, *args, **kwargs)
        self.initial.update(version=session.version, length=session.duration_minutes or HOUR)
        if session.starts_at and session.ends_at:
            start = edition.local(session.starts_at)
            self.initial.update(room=session.room_id, day=start.date(), start=start.time())
            self.initial["length"] = (session.ends_at - session.starts_at) // timedelta(minutes=1)
        else:
            self.initial["day"] = day or edition.start

    def values(self) -> dict[str, Any]:
        return {**self.place(), "reason": self.cleaned_data["reason"], "version": self.cleaned_data["version"]}


def first_error(form: forms.BaseForm) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), "")
