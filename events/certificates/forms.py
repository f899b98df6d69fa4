"""Who was there, as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.people.models import User
from events.certificates.actions import expected_people
from events.sessions.models import Session
from forum.kit.answers import VersionedForm
from forum.kit.fields import ManyField, offer


class CertifyForm(VersionedForm):
    people = ManyField(
        label=_("Who was there"),
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Who has a seat or a confirmed role. Who is newly ticked is told by mail; who is no longer ticked loses "
            "the certificate."
        ),
    )

    def __init__(self, session: Session, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = expected_people(session)
        offer(self, "people", people)
        self.initial = {
            "version": session.version,
            "people": people.filter(certificates__session=session, certificates__withdrawn_at=None),
        }
