"""What protects: headers, limits, factors, sign-in elsewhere, logs. Part of the settings."""

from typing import Any
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF

env = environ.Env()
DEMO = env.bool("DEMO", default=False)
SECURE_HTTPS = env.str("BASE_URL", default="").startswith("https://")

# --- transport and headers ----------------------------------------------------------------------------------

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_SSL_REDIRECT = SECURE_HTTPS and env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE_HTTPS else None
SECURE_HSTS_SECONDS = 31536000 if SECURE_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HTTPS
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # a browser's own list is joined by the operator of the domain
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
TRUSTED_PROXIES = ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])

# --- sign-in with an account of another house ----------------------------------------------------------------

OIDC_ISSUER = env.str("OIDC_ISSUER", default="").rstrip("/")
OIDC_NAME = env.str("OIDC_NAME", default="")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": []}}
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "house",
            "name": OIDC_NAME or urlsplit(OIDC_ISSUER).hostname,
            "client_id": env.str("OIDC_CLIENT_ID"),
            "secret": env.str("OIDC_CLIENT_SECRET"),
            "settings": {"server_url": OIDC_ISSUER},
        }
    ]
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["OAUTH_PKCE_ENABLED"] = True
SOCIALACCOUNT_ADAPTER = "accounts.people.adapters.SocialAccountAdapter"
# The operator names one issuer and trusts it: an address that it calls verified opens the account of that address.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True  # who ties another way in to an account says first who they are

# A form that leads to the other house's sign-in page is redirected there, and browsers hold redirects to the policy.
ELSEWHERE = ["{0.scheme}://{0.netloc}".format(urlsplit(each)) for each in (OIDC_ISSUER,) if each]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *ELSEWHERE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- factors ------------------------------------------------------------------------------------------------

# Off in the demo, whose accounts everybody shares; the pages are there to be tried.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", default=not DEMO)
SECOND_FACTOR_ROLES = {"secretariat", "accreditation_officer", "programme_officer", "pledge_officer", "auditor"}
MFA_ADAPTER = "accounts.people.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE_HTTPS  # browsers themselves allow it for localhost only
MFA_TOTP_ISSUER = "Common Space"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.people.factors.AuthenticateForm",
    "reauthenticate": "accounts.people.factors.ReauthenticateForm",
    "activate_totp": "accounts.people.factors.ActivateForm",
    "authenticate_webauthn": "accounts.people.factors.AuthenticateKeyForm",
    "login_webauthn": "accounts.people.factors.LoginKeyForm",
    "reauthenticate_webauthn": "accounts.people.factors.ReauthenticateKeyForm",
    "add_webauthn": "accounts.people.factors.AddKeyForm",
    "edit_webauthn": "accounts.people.factors.EditKeyForm",
}

# Acts that are dear when somebody else sits at an open screen: who has not said who they are in the last minutes is
# asked again; factors are guarded in the same way by allauth, a new password by the old one. 0 asks nobody.
CONFIRM_MINUTES = env.int("CONFIRM_MINUTES", default=15)
ACCOUNT_REAUTHENTICATION_TIMEOUT = CONFIRM_MINUTES * 60
DANGEROUS_ACTS = {
    "account_email",
    "account_set_password",
    "socialaccount_connections",
    "role_grant",
    "role_end_role",
    "history_purge",
    "outcome_freeze",
    "application_withdraw",
    "session_cancel",
    "edition_close",
    "edition_archive",
    "organisation_set_category",
    "membership_change_role",
    "membership_end",
    "pledge_withdraw",
}

# --- limits -------------------------------------------------------------------------------------------------

# By address of the sender; a forum's hall sits behind one, so these bound a machine and not a queue of people.
ANONYMOUS_WRITES = "120/m"
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "30/m/ip,5/5m/key", "signup": "30/m/ip"}
ACCOUNT_ADAPTER = "accounts.people.adapters.AccountAdapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True

# --- logs: no personal data, see forum/kit/logs.py -------------------------------------------------------------

LOG_FORMAT = env.str("LOG_FORMAT", default="line")
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "forum.kit.logs.LineFormatter"}, "json": {"()": "forum.kit.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": LOG_FORMAT}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Nobody is mailed an error page: it would carry what people typed.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.request": {"level": "ERROR"},
        "django.template": {"level": "INFO"},  # below it whole pages are written, with whoever is in them
        "django.db.backends": {"level": "INFO"},  # below it statements with their values
        "forum.requests": {"level": "INFO" if LOG_FORMAT == "json" else "WARNING"},
        "uvicorn.access": {"handlers": [], "level": "WARNING"},  # its lines hold whole addresses
        "kombu": {"level": "WARNING"},
        "amqp": {"level": "WARNING"},
        "celery": {"level": env.str("CELERY_LOG_LEVEL", default="WARNING")},
        "post_office": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
