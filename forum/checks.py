"""What `check --deploy` refuses, and what keeps a web process from starting: settings that fit a desk and no forum."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError

from forum.kit import catalogues, guards

LENGTH, VARIETY = 50, 5
KNOWN = ("django-insecure", "changeme", "change-me", "secret", "example")


def unfit_settings() -> Iterator[tuple[str, str]]:
    """What is wrong and its cure, from the settings alone."""
    if settings.DEBUG:
        yield "DEBUG is on: error pages would show what the site holds.", "Unset DEBUG."
    if settings.DEMO:
        yield "DEMO is on: everybody may sign in as anybody.", "Set DEMO=0."
    if settings.TESTING:
        yield "TESTING is on: passwords are kept in a weak form.", "Unset TESTING."
    secret = settings.SECRET_KEY
    if not settings.SECRET_KEY_GIVEN:
        yield "SECRET_KEY is not set: the one in DATA_DIR is for a local installation.", "Set SECRET_KEY."
    elif len(secret) < LENGTH or len(set(secret)) < VARIETY or secret.lower().startswith(KNOWN):
        yield "SECRET_KEY is short or a well-known one.", f"Set a random text of at least {LENGTH} characters."
    if settings.DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield "The database is SQLite: one process writes at a time.", "Set DATABASE_URL=postgres://…"
    if not settings.REDIS_URL:
        yield "The broker is in memory: work that is not done is forgotten at a stop.", "Set REDIS_URL=redis://…"
    if "locmem" in settings.CACHES["default"]["BACKEND"]:
        yield "Each process counts for itself: the limits do not hold.", "Set REDIS_URL=redis://…"
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield "ALLOWED_HOSTS names no host, or every host.", "Name those that the site answers to."
    if not settings.EMAIL_URL:
        yield "No mail leaves: nobody is reminded and nobody can sign up.", "Set EMAIL_URL=smtp+tls://…"
    if not settings.BASE_URL.startswith("https://"):
        yield "BASE_URL is not under https: cookies and passwords would travel in the open.", "Set BASE_URL=https://…"
    if not settings.REQUIRE_SECOND_FACTOR:
        yield "Who runs an edition needs no second factor.", "Unset REQUIRE_SECOND_FACTOR."
    if not settings.CONFIRM_MINUTES:
        yield "Nobody confirms what is dear: an open screen is enough.", "Unset CONFIRM_MINUTES."


@register(Tags.security, deploy=True)
def check_settings(**_kwargs: Any) -> list[Error]:
    return [Error(fault, hint=cure, id="forum.E001") for fault, cure in unfit_settings()]


@register(Tags.security, deploy=True)
def check_triggers(**_kwargs: Any) -> list[Error]:
    try:
        gone = guards.missing()
    except DatabaseError as error:
        return [Error(f"The database does not answer: {error}".strip(), id="forum.E002")]
    cure = "Run manage.py migrate."
    return [Error(f"Triggers are missing: {', '.join(gone)}.", hint=cure, id="forum.E003")] if gone else []


@register(Tags.translation, deploy=True)
def check_catalogues(**_kwargs: Any) -> list[Error]:
    names = ", ".join(catalogues.stale())
    cure = "Run manage.py messages --compile."
    return [Error(f"Translations are not compiled: {names}.", hint=cure, id="forum.E004")] if names else []


def refuse_unfit() -> None:
    """At the start of a web process. A demonstration says itself that it is one, and the tests do as well."""
    if settings.DEMO or settings.TESTING:
        return
    found = [f"{fault} {cure}" for fault, cure in unfit_settings()]
    if found:
        raise ImproperlyConfigured(" ".join([*found, "(A local installation is started with manage.py serve.)"]))
