"""Before any view: who must sign in, show a second factor or say again who they are, and who asks too often.

One list of each stands in the settings, so that nothing depends on a decorator that somebody forgets.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import reauthentication
from allauth.core.internal import ratelimit
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")
# Reading these leaves a row behind: the challenge of a passkey, the state of a sign-in elsewhere.
WRITE_WHEN_READ = {"mfa_login_webauthn", "openid_connect_login", "openid_connect_callback"}
# What stays open to who has yet to set up a second factor: their own account, and signs of life.
OWN_ACCOUNT = ("account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
OPEN_WITHOUT_FACTOR = {"me", "person_session_end", "healthz", "readyz", "data_protection", "accessibility"}
REMEMBERED = 300


class DoorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Who was signed out meanwhile and sends something signs in and is back at the page, not at an act."""
        response = self.get_response(request)
        asks = response.status_code == 302 and response["Location"].startswith(f"{resolve_url(settings.LOGIN_URL)}?")
        if asks and request.method not in SAFE:
            return redirect_to_login(came_from(request))
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        match = request.resolver_match
        name, route = (match.url_name or "", match.route) if match else ("", "")
        if not request.user.is_authenticated:
            return self.stranger(request, name, route)
        is_open = name.startswith(OWN_ACCOUNT) or name in OPEN_WITHOUT_FACTOR
        if not is_open and needs_factor(request.user):
            messages.warning(request, _("Your role asks for a second factor. Set one up, then everything opens again."))
            return redirect("mfa_index")
        if request.method == "POST" and name in settings.DANGEROUS_ACTS and must_confirm(request):
            return confirm(request)
        return None

    def stranger(self, request: HttpRequest, name: str, route: str) -> HttpResponse | None:
        """Staff pages ask to sign in whether or not what they name exists, so that nothing is learned from it."""
        writes = request.method not in SAFE or name in WRITE_WHEN_READ
        if writes and not ratelimit.consume(
            request,
            app="forum",
            action="anonymous_write",
            config={"anonymous_write": f"{settings.ANONYMOUS_WRITES}/ip"},
            limit_get=True,
        ):
            return ratelimit.respond_429(request)
        return redirect_to_login(request.get_full_path()) if "/manage/" in route else None


def came_from(request: HttpRequest) -> str:
    """The page of ours on which the form stood; the address itself where the browser does not say."""
    page = request.headers.get("Referer", "")
    ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl() if ours else request.get_full_path()


def confirm(request: HttpRequest) -> HttpResponse:
    """To the page that asks who one is; what was sent goes on after it."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    return reauthentication.suspend_request(request, methods[0]["url"])


def must_confirm(request: HttpRequest) -> bool:
    return reauthentication.is_reauthentication_required(request, app="forum")


def needs_factor(user: Any) -> bool:
    """Whether a role asks for a second factor that this person has not. A yes to the factor is kept for minutes."""
    if not settings.REQUIRE_SECOND_FACTOR:
        return False
    held = {role for roles in user.edition_roles.values() for role in roles}
    if not (user.is_staff or user.is_superuser or held & settings.SECOND_FACTOR_ROLES):
        return False
    key = f"second-factor:{user.pk}"
    if cache.get(key):
        return False
    shown = is_mfa_enabled(user, ["totp", "webauthn"])
    if shown:
        cache.set(key, True, REMEMBERED)
    return not shown
