"""Forms of second factors, in the words of the house."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def code_field(help_text: Any) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
    return forms.CharField(label=_("Code"), help_text=help_text, max_length=20, widget=forms.TextInput(attrs=attrs))


class AuthenticateForm(BaseAuthenticateForm):
    code = code_field(_("Six digits from the app on your phone, or one of your recovery codes."))


class ReauthenticateForm(BaseReauthenticateForm):
    code = code_field(_("Six digits from the app on your phone, or one of your recovery codes."))


class ActivateForm(ActivateTOTPForm):
    code = code_field(_("Six digits that the app shows now."))


@contextmanager
def reading() -> Iterator[None]:
    """A passkey is whatever somebody sent; what cannot be read as one is a wrong one, and no fault of ours."""
    try:
        yield
    except ValidationError:
        raise
    except (AttributeError, LookupError, TypeError, ValueError):
        raise ValidationError(_("The passkey was not read. Try again."), code="incorrect_code") from None


class ReadsKey:
    def clean_credential(self) -> Any:
        with reading():
            return super().clean_credential()  # type: ignore[misc]


class AuthenticateKeyForm(ReadsKey, AuthenticateWebAuthnForm):
    pass


class LoginKeyForm(ReadsKey, LoginWebAuthnForm):
    pass


class ReauthenticateKeyForm(ReadsKey, ReauthenticateWebAuthnForm):
    pass


class AddKeyForm(AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), help_text=_("To tell it from others later."), max_length=60, required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        help_text=_("It must then ask for your finger, your face or a PIN."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        with reading():
            return super().clean()


class EditKeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=60)
