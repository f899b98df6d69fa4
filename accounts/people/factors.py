"""Forms of second factors, in the words of the house."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as BaseReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
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


class AddKeyForm(AddWebAuthnForm):
    name = forms.CharField(label=_("Name"), help_text=_("To tell it from others later."), max_length=60, required=False)
    passwordless = forms.BooleanField(
        label=_("Sign in with it alone, without the password"),
        help_text=_("It must then ask for your finger, your face or a PIN."),
        required=False,
    )


class EditKeyForm(EditWebAuthnForm):
    name = forms.CharField(label=_("Name"), max_length=60)
