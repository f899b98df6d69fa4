"""The form that a file is brought with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import SIDE_EVENTS, SessionKind


class ImportForm(forms.Form):
    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "XLSX or CSV with headings, or the schedule.xml or schedule.json of another system. At most 10 MB."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Kind of sessions that name none"),
        choices=[row for row in SessionKind.choices if row[0] not in SIDE_EVENTS],
        initial=SessionKind.PANEL,
    )
