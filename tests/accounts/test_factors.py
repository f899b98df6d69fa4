"""A second factor: set up, asked for, required of who runs an edition, and confirmed again before what is dear."""

import io
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import User
from forum.editions.models import Role
from forum.history.models import Entry
from tests import factories, factors
from tests.cast import Cast
from tests.routes import all_routes

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"

OPEN = ("healthz", "readyz", "data-protection", "accessibility")  # signs of life, and what everybody must find


def person(name: str = "Noor") -> User:
    return factories.make_user(name, password=factories.PASSWORD)


def sign_in(user: User, client: Client | None = None) -> tuple[Client, Any]:
    client = client or Client(headers={"user-agent": BROWSER})
    return client, client.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})


@pytest.mark.django_db(transaction=True)
def test_the_app_is_set_up_asked_for_and_removed(mailoutbox: list[Any]) -> None:
    user = person()
    client, _answer = sign_in(user)
    page = client.get("/accounts/2fa/totp/activate/").content.decode()
    secret = re.search(r'class="ref key" dir="ltr">(\w+)<', page)
    assert secret, page
    assert "<svg" in page
    assert "data:image" not in page
    wrong = client.post("/accounts/2fa/totp/activate/", {"code": "000000"})
    assert not Authenticator.objects.exists()
    assert secret[1] in wrong.content.decode()
    done = client.post("/accounts/2fa/totp/activate/", {"code": factors.code_now(secret[1])}, follow=True)
    assert "The app is set up." in done.content.decode()
    assert len(re.findall(r'<li class="ref">\d+', done.content.decode())) == 10  # recovery codes come with it
    assert [mail.subject for mail in mailoutbox] == ["Second factor: the app is set up"]
    assert "Firefox" in mailoutbox[0].body
    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret[1] not in stored
    assert Entry.objects.get(verb="totp_activated").actor_id == user.pk

    again, answer = sign_in(user)
    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert again.get("/desk/").status_code == 302
    assert "not the right one" in again.post(answer.headers["Location"], {"code": "000000"}).content.decode()
    cache.clear()  # the code that set it up was used: as if it were the next one
    code = factors.code_now(secret[1])
    assert again.post(answer.headers["Location"], {"code": code}).headers["Location"] == "/desk/"
    assert again.get("/desk/").status_code == 200

    assert again.post("/accounts/2fa/totp/deactivate/").status_code == 302
    assert not Authenticator.objects.filter(type="totp").exists()
    assert mailoutbox[-1].subject == "Second factor: the app is removed"


@pytest.mark.django_db
def test_a_code_opens_once_and_a_recovery_code_as_well() -> None:
    user = person()
    factors.give_app(user)
    codes = factors.give_recovery_codes(user)
    code = factors.code_now()
    for shown, opens in ((code, True), (code, False), (codes[0], True), (codes[0], False), (codes[1], True)):
        client, answer = sign_in(user)
        through = client.post(answer.headers["Location"], {"code": shown}).status_code == 302
        assert through is opens, shown


@pytest.mark.django_db
def test_wrong_codes_are_counted_for_the_account() -> None:
    user = person()
    factors.give_app(user)
    client, answer = sign_in(user)
    for _try in range(5):
        client.post(answer.headers["Location"], {"code": "000000"})
    assert client.post(answer.headers["Location"], {"code": factors.code_now()}).status_code == 200
    assert not client.session.get("_auth_user_id")


@pytest.mark.django_db
def test_recovery_codes_are_downloaded_as_text_and_made_anew() -> None:
    user = person()
    factors.give_app(user)
    codes = factors.give_recovery_codes(user)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.get("/accounts/2fa/recovery-codes/download/")
    assert answer.content.decode().split() == codes
    assert answer.headers["Content-Disposition"].startswith("attachment")
    client.post("/accounts/2fa/recovery-codes/generate/")
    assert not set(client.get("/accounts/2fa/recovery-codes/download/").content.decode().split()) & set(codes)


@pytest.mark.django_db
def test_passkeys_are_listed_renamed_and_removed_by_their_owner_only() -> None:
    user, other = person(), person("Other")
    key = factors.give_passkey(user)
    client = Client()
    client.force_login(other, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/").status_code == 404
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    assert "The blue key" in client.get("/accounts/2fa/webauthn/").content.decode()
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": "The red <b> key"})
    assert "The red &lt;b&gt; key" in client.get("/accounts/2fa/webauthn/").content.decode()
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")
    assert not Authenticator.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("sent", ["", "{}", "[]", '{"id": 1}', "nonsense", '{"response": {"userHandle": "AAAA"}}'])
def test_a_passkey_that_is_none_opens_nothing(sent: str) -> None:
    user = person()
    factors.give_passkey(user)
    client = Client()
    client.get("/accounts/2fa/webauthn/login/", headers={"accept": "application/json"})
    client.post("/accounts/2fa/webauthn/login/", {"credential": sent})
    assert not client.session.get("_auth_user_id")
    client, answer = sign_in(user)
    assert client.post(answer.headers["Location"], {"credential": sent}).status_code == 200
    assert not client.session.get("_auth_user_id")


@pytest.mark.django_db
def test_a_session_elsewhere_is_seen_and_ended() -> None:
    user, other = person(), person("Other")
    here, _answer = sign_in(user)
    there, _answer = sign_in(user, Client(headers={"user-agent": "Chrome/120 on Android"}))
    stranger, _answer = sign_in(other)
    page = here.get("/accounts/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert "Chrome on Android" in page
    held = UserSession.objects.get(session_key=there.session.session_key)
    end = reverse("person_session_end", args=[held.pk])
    assert stranger.post(end).status_code == 404
    assert there.get("/desk/").status_code == 200
    assert here.post(end).status_code == 302
    assert there.get("/desk/").status_code == 302
    assert here.get("/desk/").status_code == 200
    assert Entry.objects.get(verb="end_session").actor_id == user.pk
    third, _answer = sign_in(user)
    here.post("/accounts/sessions/")
    assert third.get("/desk/").status_code == 302
    assert stranger.get("/desk/").status_code == 200


# --- required of who runs an edition


@pytest.mark.parametrize("name", ["secretariat", "accreditation", "programme", "pledges", "auditor"])
def test_without_a_second_factor_an_officer_gets_to_the_set_up_page_only(cast: Cast, settings: Any, name: str) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = cast.client(name)
    for path in ("/here/manage/", "/desk/", "/", "/editions/new/", "/here/outcome/"):
        assert client.get(path).headers.get("Location") == "/accounts/2fa/", path
    assert client.post("/here/manage/roles/grant/", {"email": "x@y.example"}).headers["Location"] == "/accounts/2fa/"
    for route in all_routes():  # nothing but the own account, whatever it is called
        if not route.parameters and route.path.split("/")[1] not in ("accounts", "me", *OPEN):
            assert client.post(route.path).headers.get("Location") == "/accounts/2fa/", route.path
    members = "/organisations/harbour-light-migrant-network/members/1/end/"
    assert client.post(members).headers["Location"] == "/accounts/2fa/"
    page = client.get("/accounts/2fa/").content.decode()
    assert "Your role asks for a second factor." in page
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    assert client.get("/me/").status_code == 200
    factors.give_app(cast.people[name])
    assert client.get("/here/manage/").status_code == 200


@pytest.mark.parametrize("name", ["ngo", "reviewer", "rapporteur", "cochair", "stranger"])
def test_nobody_else_is_asked_for_one(cast: Cast, settings: Any, name: str) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert cast.client(name).get("/desk/").status_code == 200


def test_the_role_of_another_edition_counts_and_one_that_ended_does_not(cast: Cast, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    assert cast.client("elsewhere").get("/here/").headers["Location"] == "/accounts/2fa/"
    Role.objects.filter(user=cast.people["elsewhere"]).delete()
    assert cast.client("elsewhere").get("/here/").status_code == 200


def test_a_removed_factor_is_missed_within_minutes(cast: Cast, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    client = cast.client("secretariat")
    factors.give_app(cast.people["secretariat"])
    assert client.get("/here/manage/").status_code == 200
    Authenticator.objects.all().delete()
    cache.delete(f"second-factor:{cast.people['secretariat'].pk}")  # as after five minutes
    assert client.get("/here/manage/").headers["Location"] == "/accounts/2fa/"


# --- said again before what is dear


def test_what_is_dear_asks_again_and_goes_on_with_what_was_typed(cast: Cast, settings: Any) -> None:
    settings.CONFIRM_MINUTES, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 15, 900
    secretariat = cast.people["secretariat"]
    secretariat.set_password(factories.PASSWORD)
    secretariat.save()
    client, _answer = sign_in(secretariat)
    sent = {"email": "stranger@cast.example", "role": "reviewer", "ends": ""}
    age(client, 16)
    asked = client.post("/here/manage/roles/grant/", sent)
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Role.objects.filter(user=cast.people["stranger"]).exists()
    wrong = client.post(asked.headers["Location"], {"password": "wrong", "next": "/here/manage/roles/grant/"})
    assert wrong.status_code == 200
    assert not Role.objects.filter(user=cast.people["stranger"]).exists()
    done = client.post(asked.headers["Location"], {"password": factories.PASSWORD, "next": "/here/manage/roles/grant/"})
    assert done.headers["Location"] == "/here/manage/roles/grant/"
    assert Role.objects.filter(user=cast.people["stranger"], role="reviewer").exists()
    client.post("/here/manage/roles/grant/", {**sent, "role": "rapporteur"})
    assert Role.objects.filter(user=cast.people["stranger"], role="rapporteur").exists()


def age(client: Client, minutes: int) -> None:
    """As if the sign-in lay so far back."""
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= minutes * 60
    session.save()


def test_a_fresh_sign_in_is_not_asked_again(cast: Cast, settings: Any) -> None:
    settings.CONFIRM_MINUTES, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 15, 900
    secretariat = cast.people["secretariat"]
    secretariat.set_password(factories.PASSWORD)
    secretariat.save()
    client, _answer = sign_in(secretariat)
    client.post("/here/manage/roles/grant/", {"email": "stranger@cast.example", "role": "reviewer", "ends": ""})
    assert Role.objects.filter(user=cast.people["stranger"]).exists()
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    age(client, 16)
    assert client.get("/here/manage/roles/grant/").status_code == 200  # looking costs nothing
    for path in (
        "/accounts/2fa/totp/activate/",
        "/accounts/2fa/webauthn/add/",
        "/accounts/2fa/recovery-codes/generate/",
    ):
        assert client.get(path).headers["Location"].startswith("/accounts/reauthenticate/"), path
    answer = client.post("/accounts/email/", {"action_add": "", "email": "new@people.example"})
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not EmailAddress.objects.filter(email="new@people.example").exists()


def test_every_dear_act_is_an_address_and_asks(cast: Cast, settings: Any) -> None:
    settings.CONFIRM_MINUTES = 15
    factors.give_app(cast.people["secretariat"])
    routes = {route.name: route for route in all_routes()}
    assert sorted(settings.DANGEROUS_ACTS - set(routes)) == []
    client = cast.client("secretariat")
    for name in sorted(settings.DANGEROUS_ACTS):
        given = {"edition": "here", "number": 1, "pk": 1, "slug": "x", "reference": "X", "verb": "close"}
        address = reverse(name, kwargs={key: given[key] for key in routes[name].parameters})
        assert client.post(address).headers["Location"].split("?")[0] == "/accounts/2fa/reauthenticate/", name
        assert "reauthenticate" not in client.get(address).headers.get("Location", ""), name


# --- lost


def test_the_operator_lets_who_lost_everything_set_up_anew(cast: Cast, settings: Any) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    secretariat = cast.people["secretariat"]
    secretariat.set_password(factories.PASSWORD)
    secretariat.save()
    client, _answer = sign_in(secretariat)
    factors.give_app(secretariat)
    factors.give_recovery_codes(secretariat)
    assert client.get("/here/manage/").status_code == 200
    call_command("forget_factors", secretariat.email.upper(), reason="Seen in person", stdout=io.StringIO())
    assert client.get("/here/manage/").headers["Location"].startswith("/accounts/login/")
    again, _answer = sign_in(secretariat)
    assert again.get("/here/manage/").headers["Location"] == "/accounts/2fa/"
    entry = Entry.objects.get(verb="forget_factors")
    assert (entry.actor_id, entry.object_id, entry.reason) == (None, secretariat.pk, "Seen in person")
    with pytest.raises(CommandError, match="Nobody"):
        call_command("forget_factors", "nobody@people.example", reason="x")
