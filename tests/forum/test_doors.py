"""Headers of every kind of answer, limits for who is not signed in, proxies counted, staff pages ask to sign in."""

import re
from typing import Any

import pytest
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

from tests import factories
from tests.cast import Cast
from tests.matrix import EVERYBODY, ROWS
from tests.routes import all_routes

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "manifest-src": "'self'",
}


def breaks(request: Any, *_args: Any, **_kwargs: Any) -> None:
    raise ZeroDivisionError


@pytest.fixture
def asked(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """One answer of each kind."""
    client = Client(raise_request_exception=False)
    found = {
        "page": client.get("/"),
        "signed in": cast.client("secretariat").get("/here/manage/"),
        "redirect": client.get("/desk/"),
        "not found": client.get("/nothing/at/all/"),
        "forbidden": cast.client("ngo").get("/here/manage/"),
        "not offered": client.delete("/about/"),
        "style": client.get(static("css/base.css")),
        "script": client.get(static("js/app.js")),
        "no such file": client.get(static("css/nothing.css")),
        "JSON": client.get("/pledges/?format=json"),
        "calendar": client.get("/here/programme.ics"),
        "file": client.get("/pledges/?format=csv"),
        "signs of life": client.get("/healthz"),
        "without token": Client(enforce_csrf_checks=True).post("/accounts/login/"),
        "wrong host": client.get("/", headers={"host": "elsewhere.example"}),
        "no text": client.get("/", {"q": "\0"}),
    }
    monkeypatch.setattr("forum.home.views.render", breaks)
    found["broken"] = client.get("/about/")
    return found


def test_every_kind_of_answer_carries_the_headers(asked: dict[str, Any]) -> None:
    statuses = {kind: answer.status_code for kind, answer in asked.items()}
    assert statuses["broken"] == 500, statuses
    assert statuses["not found"] == statuses["no such file"] == 404, statuses
    assert statuses["forbidden"] == statuses["without token"] == 403
    assert statuses["wrong host"] == statuses["no text"] == 400
    assert statuses["style"] == statuses["script"] == statuses["JSON"] == 200
    for kind, answer in asked.items():
        headers = answer.headers
        policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
        assert policy == POLICY, kind
        assert headers["X-Content-Type-Options"] == "nosniff", kind
        assert headers["Referrer-Policy"] == "same-origin", kind
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", kind
        assert headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin"), kind
        assert "camera=()" in headers["Permissions-Policy"], kind
        assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-ID"]), kind
        assert "Server" not in headers


@pytest.mark.django_db
def test_under_https_cookies_are_strict_and_browsers_remember(settings: Any) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31536000, True
    answer = Client().get("/accounts/login/", secure=True)
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    factories.make_user("Noor", password=factories.PASSWORD)
    signed = Client().post("/accounts/login/", {"login": "noor@people.example", "password": factories.PASSWORD})
    assert signed.cookies["sessionid"]["httponly"]
    assert signed.cookies["sessionid"]["samesite"] == "Lax"


# --- limits


def written_by_strangers() -> list[str]:
    return sorted(name for name, (_get, post) in ROWS.items() if post == EVERYBODY)


def test_the_matrix_names_what_strangers_may_write() -> None:
    assert {"account_login", "account_signup", "account_reset_password"} <= set(written_by_strangers())


@pytest.mark.once  # what is counted is counted in the cache
@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted({route.name for route in all_routes()}))
def test_whatever_a_stranger_posts_is_limited(name: str, settings: Any) -> None:
    """Every address of the site: also one that is made for strangers tomorrow."""
    settings.ANONYMOUS_WRITES = "2/m"
    route = next(route for route in all_routes() if route.name == name)
    address = re.sub(r"\(\?P<\w+>[^)]*\)|<\w+>", "1", route.path).replace("^", "").replace("$", "")
    answers = [Client().post(address) for _try in range(3)]
    assert answers[0].status_code != 429
    assert answers[2].status_code == 429
    assert answers[2].headers["Retry-After"] == "60"
    assert "Too many tries" in answers[2].content.decode()


@pytest.mark.django_db
def test_who_is_signed_in_is_not_held_to_that_limit(cast: Cast, settings: Any) -> None:
    settings.ANONYMOUS_WRITES = "2/m"
    client = cast.client("ngo")
    assert {client.post("/desk/notices/read/").status_code for _try in range(5)} == {302}


@pytest.mark.django_db
def test_sign_in_is_limited_by_account_and_by_sender(settings: Any) -> None:
    user = factories.make_user("Noor", password=factories.PASSWORD)
    wrong = {"login": user.email, "password": "wrong"}
    for sender in range(6):  # from many machines
        Client(REMOTE_ADDR=f"192.0.2.{sender}").post("/accounts/login/", wrong)
    right = {"login": user.email, "password": factories.PASSWORD}
    assert Client(REMOTE_ADDR="192.0.2.99").post("/accounts/login/", right).status_code == 200
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    answers = [
        Client(REMOTE_ADDR="198.51.100.1").post("/accounts/login/", {**wrong, "login": f"{each}@people.example"})
        for each in range(4)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[3].headers["Retry-After"] == "60"


@pytest.mark.django_db
def test_a_challenge_that_leaves_a_row_behind_is_limited(settings: Any) -> None:
    settings.ANONYMOUS_WRITES = "2/m"
    asked = {"headers": {"accept": "application/json"}}
    statuses = [Client().get("/accounts/2fa/webauthn/login/", **asked).status_code for _try in range(3)]
    assert statuses == [200, 200, 429]


# --- proxies


def limited_as(settings: Any, proxies: int, first: str, second: str) -> bool:
    """Whether two requests that came with these X-Forwarded-For count as one sender's."""
    settings.TRUSTED_PROXIES = settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    settings.ANONYMOUS_WRITES = "1/m"
    for named in (first, second):
        answer = Client().post("/accounts/login/", headers={"x-forwarded-for": named} if named else {})
    return answer.status_code == 429


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("proxies", "first", "second", "one"),
    [
        (0, "192.0.2.1", "192.0.2.2", True),  # nobody is trusted: what is written there says nothing
        (1, "192.0.2.1", "192.0.2.2", False),
        (1, "6.6.6.6, 192.0.2.1", "7.7.7.7, 192.0.2.1", True),  # forged before the proxy's own word
        (1, "192.0.2.1, 192.0.2.7", "192.0.2.1, 192.0.2.8", False),
        (2, "6.6.6.6, 192.0.2.1, 10.0.0.1", "7.7.7.7, 192.0.2.1, 10.0.0.2", True),
        (2, "192.0.2.1", "192.0.2.2", True),  # past one of two proxies: the connection counts
        (1, "", "", True),
        (1, "nonsense", "other nonsense", True),
        (1, "2001:db8::1", "2001:db8:0:0::2", True),  # one network
    ],
)
def test_proxies_are_counted_and_forged_addresses_do_not_help(
    settings: Any, proxies: int, first: str, second: str, one: bool
) -> None:
    assert limited_as(settings, proxies, first, second) is one


# --- staff pages


def staff_routes() -> list[Any]:
    return [route for route in all_routes() if "/manage/" in route.path]


def test_staff_pages_ask_a_stranger_to_sign_in_whether_or_not_they_exist(cast: Cast, settings: Any) -> None:
    """Nothing is learned of what there is: every such address answers alike."""
    settings.ANONYMOUS_WRITES = "9999/m"
    assert len(staff_routes()) > 40
    for route in staff_routes():
        samples = {"edition": "here", "reference": "X", "slug": "x", "step": "title", "verb": "close", "kind": "x"}
        for edition in ("here", "there-is-none"):
            given = {name: samples.get(name, 1) for name in route.parameters} | {"edition": edition}
            address = reverse(route.name, kwargs=given)
            for method in ("get", "post"):
                answer = getattr(Client(), method)(address)
                assert answer.status_code == 302, address
                assert answer.headers["Location"] == f"/accounts/login/?next={address}"


def test_who_signs_in_there_gets_to_the_page(cast: Cast) -> None:
    secretariat = cast.people["secretariat"]
    secretariat.set_password(factories.PASSWORD)
    secretariat.save()
    client = Client()
    asked = client.get("/here/manage/?tab=1").headers["Location"]
    sent = {"login": secretariat.email, "password": factories.PASSWORD, "next": "/here/manage/?tab=1"}
    assert client.post(asked, sent).headers["Location"] == "/here/manage/?tab=1"
    elsewhere = Client().post("/accounts/login/", {**sent, "next": "https://elsewhere.example/"})
    assert elsewhere.headers["Location"] == "/desk/"


@pytest.mark.parametrize(
    ("page", "back"),
    [
        ("http://testserver/here/?day=2#top", "/here/%3Fday%3D2"),
        ("https://elsewhere.example/here/", "/desk/notices/read/"),
        (None, "/desk/notices/read/"),
    ],
)
def test_who_was_signed_out_and_sends_something_is_back_at_the_page_after_signing_in(
    client: Client, page: str | None, back: str
) -> None:
    address = reverse("notices_read")
    answer = client.post(address, headers={"referer": page} if page else {})
    assert answer["Location"] == f"/accounts/login/?next={back}"
