"""Forms of people."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _


class SignupForm(forms.Form):
    """What sign-up asks beside e-mail and password."""

    name = forms.CharField(label=_("Full name"), max_length=150)

    def signup(self, request: HttpRequest, user: Any) -> None:
        user.name = self.cleaned_data["name"]
        user.language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
        user.timezone = request.reader_zone  # type: ignore[attr-defined]
        user.save(update_fields=["name", "language", "timezone"])
