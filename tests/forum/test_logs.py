"""No personal data in the logs: no address, no name, no token, whatever goes wrong."""

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailConfirmationHMAC
from django.db import IntegrityError
from django.test import Client

from accounts.models import Invitation, Membership
from accounts.organisations import membership
from forum.kit.logs import JsonFormatter, LineFormatter, redacted
from tests import factories
from tests.cast import Cast


@pytest.fixture(params=[LineFormatter, JsonFormatter], ids=["line", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """All that is logged, from the lowest level on, as production writes it."""
    text = io.StringIO()
    handler = logging.StreamHandler(text)
    handler.setFormatter(request.param())
    root = logging.getLogger()
    names = ["", "django", "django.request", "django.security", "forum.requests", "allauth", "post_office", "asyncio"]
    before = {name: (logging.getLogger(name).level, logging.getLogger(name).propagate) for name in names}
    root.addHandler(handler)
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).propagate = True
    yield text
    root.removeHandler(handler)
    for name, (level, propagate) in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).propagate = propagate


QUOTED = (
    "duplicate key value violates unique constraint\n"
    "DETAIL:  Key (email, name)=(noor@people.example, Noor Zahra) already exists."
)


def breaks(*_args: Any, **_kwargs: Any) -> None:
    """As PostgreSQL quotes what it refuses."""
    raise IntegrityError(QUOTED)


def test_journeys_leave_no_person_behind(
    cast: Cast, written: io.StringIO, monkeypatch: pytest.MonkeyPatch, mailoutbox: list[Any]
) -> None:
    client = Client(raise_request_exception=False, headers={"user-agent": "Firefox"}, REMOTE_ADDR="203.0.113.77")
    secret = "a very long password indeed"
    sign_up = {"email": "noor@people.example", "name": "Noor Zahra", "password1": secret, "password2": secret}
    assert client.post("/accounts/signup/", sign_up).status_code == 302
    link = re.search(r"http://\S+(/accounts/confirm-email/\S+)", mailoutbox[-1].body)
    assert link
    client.post(link[1])
    client.post("/accounts/logout/")
    client.post("/accounts/login/", {"login": "noor@people.example", "password": "wrong"})
    client.post("/accounts/password/reset/", {"email": "noor@people.example"})
    reset = re.search(r"http://\S+(/accounts/password/reset/key/\S+)", mailoutbox[-1].body)
    assert reset
    client.get(reset[1])
    client.get(f"{reset[1]}x/")
    client.post("/accounts/login/", {"login": "noor@people.example", "password": secret})
    client.get("/organisations/", {"q": "noor@people.example"})
    client.get("/nothing/", {"email": "noor@people.example"})
    client.get("/accounts/confirm-email/nonsense-of-a-token-1234567890-abcdefgh/")
    ngo = cast.organisations["ngo"]
    membership.invite(ngo, by=cast["ngo"], email="noor@people.example", role="member")
    token = Invitation.objects.get().token
    client.get(f"/invitations/{token}/")
    client.post(f"/invitations/{token}/cancel/")
    client.post(f"/invitations/{token}/accept/")
    assert Membership.objects.filter(user__email="noor@people.example").exists()
    client.post(f"/organisations/{ngo.slug}/join/", {"words": "I am Noor Zahra, noor@people.example"})
    client.get("/", headers={"host": "noor@people.example"})
    client.get("/", headers={"host": "evil.example/?email=noor@people.example"})
    monkeypatch.setattr("accounts.people.views.render", breaks)
    assert client.get("/me/", {"email": "noor@people.example"}).status_code == 500
    monkeypatch.setattr("accounts.organisations.member_views.render", breaks)
    assert client.get(f"/invitations/{token}/?next=/x").status_code == 500
    logging.getLogger("forum.anything").warning("Could not mail %s from %s", "noor@people.example", "203.0.113.77")
    logging.getLogger("forum.anything").warning("GET %s", f"http://localhost/invitations/{token}/?email=a@b.example")

    said = written.getvalue()
    assert "Internal Server Error" in said
    assert "Could not mail" in said
    assert "/invitations/<str:token>/" in said
    for personal in ("noor@people", "people.example", "Noor Zahra", "Zahra", secret, token, "203.0.113.77"):
        assert personal not in said, personal
    for path in (link[1], reset[1]):
        assert path.rstrip("/").rsplit("/", 1)[-1] not in said
    for name in ("Ngo", "Secretariat"):
        assert f" {name} " not in said
    assert "@cast.example" not in said


def test_a_confirmation_and_a_session_are_no_words_of_the_log() -> None:
    user = factories.make_user.__name__
    for text in (
        f"GET /accounts/confirm-email/{EmailConfirmationHMAC.__name__}:1a2b3c:sIgNaTuRe_0123456789/ {user}",
        "PUT /accounts/password/reset/key/3-c8d9e0-1234567890abcdef/",
        "session 0123456789abcdefghijklmnopqrstuv expired",
        "redis://:secretword@10.0.0.5:6379/0",
    ):
        shown = redacted(text)
        assert "sIgNaTuRe" not in shown
        assert "c8d9e0" not in shown
        assert "0123456789abcdefghijklmnopqrstuv" not in shown
        assert "10.0.0.5" not in shown
        assert "secretword" not in shown


def test_what_is_needed_to_find_a_fault_stays() -> None:
    text = 'File "/work/app/forum/views.py", line 12, in home\nZeroDivisionError: division by zero at 2026-11-22T18:00'
    assert redacted(text) == text
    assert redacted("events.sessions.tasks.hold_ended took 12.5 s") == "events.sessions.tasks.hold_ended took 12.5 s"


@pytest.mark.django_db
def test_each_request_is_one_line_by_its_route_with_an_id(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    with caplog.at_level(logging.INFO, logger="forum.requests"):
        answer = Client().get("/take-part/migrant_diaspora/?q=x")
    (record,) = [each for each in caplog.records if each.name == "forum.requests"]
    line = json.loads(JsonFormatter().format(record))
    assert {"method": "GET", "route": "/take-part/<slug:code>/", "status": 404}.items() <= line.items()
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-ID"])
    given = "0123-abcdef-4567"
    forged = Client().get("/healthz", headers={"x-request-id": given}).headers["X-Request-ID"]
    assert forged != given
    settings.TRUSTED_PROXIES = 1
    assert Client().get("/healthz", headers={"x-request-id": given}).headers["X-Request-ID"] == given
    hostile = Client().get("/healthz", headers={"x-request-id": 'x" onload=\u0661'.encode().decode("latin-1")})
    assert re.fullmatch(r"[0-9a-f]{16}", hostile.headers["X-Request-ID"])


def test_nobody_is_mailed_an_error_page(settings: Any) -> None:
    assert settings.ADMINS == settings.MANAGERS == []
    assert not any("AdminEmail" in type(handler).__name__ for handler in logging.getLogger("django").handlers)
