"""Forms of people."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.people.models import User
from forum.kit.answers import VersionedForm
from forum.kit.zones import ZONES


class SignupForm(forms.Form):
    """What sign-up asks beside e-mail and password."""

    name = forms.CharField(label=_("Full name"), max_length=150)

    def signup(self, request: HttpRequest, user: Any) -> None:
        user.name = self.cleaned_data["name"]
        user.language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
        user.timezone = request.reader_zone  # type: ignore[attr-defined]
        user.save(update_fields=["name", "language", "timezone"])


class ProfileForm(VersionedForm, forms.ModelForm):
    language = forms.ChoiceField(label=_("Language of mails and pages"), choices=settings.LANGUAGES, required=False)
    timezone = forms.ChoiceField(
        label=_("Your time zone"),
        help_text=_("Shown beside the time of the venue."),
        choices=[("", _("Not set")), *((zone, zone.replace("_", " ")) for zone in sorted(ZONES))],
        required=False,
    )

    class Meta:
        model = User
        fields = ["name", "language", "timezone"]

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}
