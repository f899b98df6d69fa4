"""Sign-in with an account of another house, from its discovery to its word on an address."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from accounts.models import User
from tests import factories, factors
from tests.other_house import CLIENT, SECRET, OtherHouse, other_house
from tests.servers import HOUSE

pytestmark = pytest.mark.django_db
NOOR = {"sub": "noor-1", "email": "noor@ministry.example", "email_verified": True, "name": "Noor Example"}


@pytest.fixture
def house(settings: Any) -> Iterator[OtherHouse]:
    with other_house() as house:
        app = {"provider_id": "house", "name": "Ministry", "client_id": CLIENT, "secret": SECRET}
        app["settings"] = {"server_url": house.issuer}  # type: ignore[assignment]
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
        settings.OIDC_ISSUER = house.issuer
        house.claims = dict(NOOR)
        yield house


class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *given: Any) -> None:
        return None


def come_back(client: Client, answer: Any) -> Any:
    """The other house sends the person back; the browser follows."""
    try:
        urllib.request.build_opener(Stays).open(answer.headers["Location"], timeout=5)
    except urllib.error.HTTPError as redirect:
        back = urlsplit(redirect.headers["Location"])
    return client.get(f"{back.path}?{back.query}")


def sign_in(client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client()
    return client, come_back(client, client.post("/accounts/oidc/house/login/"))


def is_signed_in(client: Client, user: User) -> bool:
    return client.session.get("_auth_user_id") == str(user.pk)


def test_nothing_of_it_shows_unless_it_is_configured(client: Client) -> None:
    assert "oidc" not in client.get("/accounts/login/").content.decode()
    assert client.post("/accounts/oidc/house/login/").status_code == 404
    assert client.get("/accounts/oidc/house/login/callback/").status_code == 404


def test_somebody_new_comes_in_with_name_and_verified_address(house: OtherHouse) -> None:
    client = Client()
    page = client.get("/accounts/login/").content.decode()
    assert "Sign in with Ministry" in page
    assert client.get("/accounts/oidc/house/login/").status_code == 200  # a link alone sends nobody away
    client, answer = sign_in(client)
    user = User.objects.get()
    assert answer.headers["Location"] == "/desk/"
    assert is_signed_in(client, user)
    assert (user.name, user.email) == ("Noor Example", "noor@ministry.example")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get().verified
    assert {"/.well-known/openid-configuration", "/authorize", "/token", "/userinfo"} <= set(house.asked)
    again, _answer = sign_in()
    assert is_signed_in(again, user)
    assert User.objects.count() == 1
    assert "Ministry" in client.get("/accounts/elsewhere/").content.decode()


def test_a_verified_address_opens_the_account_of_that_address(house: OtherHouse) -> None:
    user = factories.make_user("Noor", email="noor@ministry.example", password=factories.PASSWORD)
    client, _answer = sign_in()
    assert is_signed_in(client, user)
    assert SocialAccount.objects.get().user == user


@pytest.mark.parametrize("claim", [False, None, "false", "true", 1, 0, "", []])
def test_an_address_that_is_not_verified_never_opens_an_account(
    house: OtherHouse, claim: Any, mailoutbox: list[Any]
) -> None:
    user = factories.make_user("Noor", email="noor@ministry.example", password=factories.PASSWORD)
    house.claims["email_verified"] = claim
    client, answer = sign_in()
    assert not client.session.get("_auth_user_id")
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == user
    user.refresh_from_db()
    assert user.check_password(factories.PASSWORD)
    assert answer.headers["Location"] == "/accounts/confirm-email/"
    assert [mail.subject for mail in mailoutbox] == ["You already have an account"]


def test_without_the_claim_somebody_new_confirms_by_mail_first(house: OtherHouse, mailoutbox: list[Any]) -> None:
    del house.claims["email_verified"]
    client, _answer = sign_in()
    assert not client.session.get("_auth_user_id")
    assert not EmailAddress.objects.get().verified
    assert [mail.subject for mail in mailoutbox] == ["Confirm your address"]
    again, _answer = sign_in()
    assert not again.session.get("_auth_user_id")


def test_who_took_the_address_of_another_loses_the_account_to_its_owner(
    house: OtherHouse, mailoutbox: list[Any]
) -> None:
    """Somebody signed up with the address of another and never confirmed it: that password opens nothing any more."""
    factories.make_user("Squatter", email="noor@ministry.example", password=factories.PASSWORD)
    EmailAddress.objects.update(verified=False)
    client, _answer = sign_in()
    assert not client.session.get("_auth_user_id")
    assert not User.objects.get().has_usable_password()
    tried = {"login": "noor@ministry.example", "password": factories.PASSWORD}
    assert Client().post("/accounts/login/", tried).status_code == 200
    assert {tuple(mail.to) for mail in mailoutbox} == {("noor@ministry.example",)}
    assert "Confirm your address" in [mail.subject for mail in mailoutbox]


def test_who_comes_without_a_name_is_asked_for_it(house: OtherHouse) -> None:
    del house.claims["name"]
    client, answer = sign_in()
    assert answer.headers["Location"] == "/accounts/elsewhere/signup/"
    page = client.get("/accounts/elsewhere/signup/").content.decode()
    assert "You come from Ministry." in page
    sent = {"email": "noor@ministry.example", "name": "Noor"}
    assert client.post("/accounts/elsewhere/signup/", sent).status_code == 302
    assert User.objects.get().name == "Noor"


def test_a_second_factor_is_asked_for_all_the_same(house: OtherHouse) -> None:
    user = factories.make_user("Noor", email="noor@ministry.example")
    factors.give_app(user)
    client, answer = sign_in()
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert not is_signed_in(client, user)
    assert client.post("/accounts/2fa/authenticate/", {"code": factors.code_now()}).status_code == 302
    assert is_signed_in(client, user)


@pytest.mark.parametrize("wrong", ["audience", "state", "code", "issuer", "away"])
def test_a_wrong_answer_lets_nobody_in(house: OtherHouse, wrong: str) -> None:
    client = Client()
    left = client.post("/accounts/oidc/house/login/")
    if wrong == "audience":
        house.audience = "somebody else"
    if wrong == "issuer":
        house.claims["iss"] = "https://elsewhere.example"
    if wrong == "code":
        answer = client.get("/accounts/oidc/house/login/callback/?code=stolen&state=stolen")
    elif wrong == "state":
        answer = come_back(Client(), left)  # another browser than the one that left
    elif wrong == "away":
        house.codes["x"] = {}
        answer = client.get("/accounts/oidc/house/login/callback/?error=access_denied")
    else:
        answer = come_back(client, left)
    assert answer.status_code in (200, 302, 401)
    assert not User.objects.exists()
    if answer.status_code != 302:
        assert "Not signed in" in answer.content.decode()


@pytest.mark.once
def test_the_environment_configures_it_and_the_policy_lets_its_form_through() -> None:
    given = {"OIDC_ISSUER": "https://login.ministry.example/realm/", "OIDC_NAME": "Ministry"}
    given |= {"OIDC_CLIENT_ID": "x", "OIDC_CLIENT_SECRET": "y", "DJANGO_SETTINGS_MODULE": "forum.settings"}
    show = (
        "from django.conf import settings; from forum.kit.headers import POLICY; print(POLICY, end=';');"
        "print(settings.SOCIALACCOUNT_PROVIDERS)"
    )
    done = subprocess.run(
        [sys.executable, "-c", show], env={**os.environ, **given}, cwd=HOUSE, capture_output=True, text=True, check=True
    )
    assert "form-action 'self' https://login.ministry.example;" in done.stdout
    assert "'name': 'Ministry'" in done.stdout
    del given["OIDC_CLIENT_SECRET"]
    broken = subprocess.run(
        [sys.executable, "manage.py", "check"], env={**os.environ, **given}, cwd=HOUSE, capture_output=True, text=True
    )
    assert broken.returncode == 1
    assert "OIDC_CLIENT_SECRET" in broken.stderr


def test_an_address_that_somebody_added_and_never_confirmed_leads_nobody_into_that_account(house: OtherHouse) -> None:
    mallory = factories.make_user("Mallory", email="mallory@elsewhere.example", password=factories.PASSWORD)
    client = Client()
    client.post("/accounts/login/", {"login": mallory.email, "password": factories.PASSWORD})
    client.post("/accounts/email/", {"action_add": "", "email": "noor@ministry.example"})
    assert not EmailAddress.objects.get(email="noor@ministry.example").verified
    owner, _answer = sign_in()
    assert is_signed_in(owner, User.objects.get(email="noor@ministry.example"))
    assert not SocialAccount.objects.filter(user=mallory).exists()
    mallory.refresh_from_db()
    assert mallory.check_password(factories.PASSWORD)


def test_who_ties_another_way_in_says_first_who_they_are(house: OtherHouse, settings: Any) -> None:
    settings.CONFIRM_MINUTES, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 15, 900
    user = factories.make_user("Busy", password=factories.PASSWORD)
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 7200}]
    session.save()
    come_back(client, client.post("/accounts/oidc/house/login/?process=connect"))
    assert not SocialAccount.objects.exists()
