"""Choosing what feeds a session, or what a meeting feeds."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import PREPARATIONS, SIDE_EVENTS
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit.answers import VersionedForm
from forum.kit.fields import offer

NOTE = forms.CharField(
    label=_("What it brings"),
    required=False,
    max_length=1000,
    widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
)


class InputForm(forms.Form):
    source_session = forms.ModelChoiceField(
        Session.objects.none(), label=_("Meeting"), required=False, empty_label=_("None")
    )
    source_edition = forms.ModelChoiceField(
        Edition.objects.none(), label=_("Regional review"), required=False, empty_label=_("None")
    )
    title = forms.CharField(label=_("Title of the text"), required=False, max_length=300)
    url = forms.URLField(label=_("Where it can be read"), required=False, assume_scheme="https")
    note = NOTE

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        edition = session.edition
        meetings = Session.objects.public().filter(edition__in=[edition.pk, edition.parent_id or 0])
        meetings = meetings.filter(kind__in=PREPARATIONS).exclude(pk=session.pk)
        offer(self, "source_session", meetings.select_related("edition"))
        offer(self, "source_edition", edition.children.exclude(status="draft"))


class FeedForm(forms.Form):
    session = forms.ModelChoiceField(Session.objects.none(), label=_("Feeds into"), empty_label=_("Choose"))
    note = NOTE

    def __init__(self, source: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = Session.objects.public().filter(edition=source.edition).exclude(kind__in=(*SIDE_EVENTS, *PREPARATIONS))
        offer(self, "session", found.select_related("edition"))


class SetAsideForm(VersionedForm):
    reason = forms.CharField(
        label=_("Why it is not used"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000}),
        help_text=_("It stands beside the input on both pages."),
    )
