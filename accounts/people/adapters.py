"""How allauth behaves in this house."""

import base64
import hashlib
import time
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import context
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.history.acts import record

NOWHERE = "0.0.0.0"  # noqa: S104, stands for a connection without an address, such as a Unix socket


class AccountAdapter(DefaultAccountAdapter):
    def get_client_ip(self, request: HttpRequest) -> str:
        """Counted from the end over our own proxies: what stands before them in the header, anybody can write.

        Fewer addresses than proxies means that the request came past them; then the connection's own counts.
        """
        named = [each for each in request.headers.get("X-Forwarded-For", "").split(",") if each.strip()]
        past_them = len(named) < settings.TRUSTED_PROXIES
        return (request.META.get("REMOTE_ADDR") if past_them else get_client_ip(request)) or NOWHERE

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """A change of factors, passwords or addresses is mailed to its person, and stands in the history."""
        super().send_notification_mail(template_prefix, user, *args, **kwargs)
        record(template_prefix.rpartition("/")[2], user, by=user)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A sign-in of the last minutes counts like a confirmation."""
        if not settings.CONFIRM_MINUTES:
            return False
        request = context.request
        records = get_authentication_records(request, request.user) if request.user.is_authenticated else []
        lately = any(time.time() - each["at"] < settings.CONFIRM_MINUTES * 60 for each in records)
        return not lately and super().is_reauthentication_required(app=app, **kwargs)


class FactorAdapter(DefaultMFAAdapter):
    """Secrets of factors are encrypted with a key made from SECRET_KEY, so that a copy of the database is no key."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": gettext_lazy("This code is not the right one now. Write the one that the app shows."),
        "unverified_email": gettext_lazy("Confirm your address first. Then a second factor can be set up."),
        "add_email_blocked": gettext_lazy("An account with a second factor takes no further address."),
        "cannot_generate_recovery_codes": gettext_lazy("Set up the app or a passkey first. Codes come with it."),
    }

    def encrypt(self, text: str) -> str:
        return vault().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return vault().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("My passkey")


def vault() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"factors:{key}".encode()).digest())) for key in keys]
    )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    def authenticate_by_email(self, sociallogin: Any) -> Any:
        """A further address that its account never confirmed is no claim: the other house vouches for its owner."""
        vouched = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
        EmailAddress.objects.filter(email__in=vouched, verified=False, primary=False).delete()
        return super().authenticate_by_email(sociallogin)

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Only a plain `true` says that an address is verified: the word "false" is a text, and no empty one."""
        extra = sociallogin.account.extra_data
        claims = extra.get("userinfo") or extra.get("id_token") or extra
        for address in sociallogin.email_addresses:
            address.verified = claims.get("email_verified") is True
        user = super().populate_user(request, sociallogin, data)
        parts = [data.get("first_name"), data.get("last_name")]
        user.name = (data.get("name") or " ".join(part for part in parts if part))[:150]
        user.language = request.LANGUAGE_CODE  # type: ignore[attr-defined]
        user.timezone = request.reader_zone  # type: ignore[attr-defined]
        return user

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Who comes without a name is asked for it."""
        return bool(sociallogin.user.name) and super().is_auto_signup_allowed(request, sociallogin)
