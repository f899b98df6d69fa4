"""The language of a page: `?lang=`, then the cookie, the profile, the browser."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.cast import Cast

pytestmark = pytest.mark.django_db
FRENCH_BROWSER = {"HTTP_ACCEPT_LANGUAGE": "xx, fr-CA;q=0.8, en;q=0.5"}


def language(client: Client, address: str = "/accounts/login/", **headers: str) -> str:
    return client.get(address, **headers).headers["Content-Language"]


def test_english_when_nothing_is_said(cast: Cast) -> None:
    assert language(cast.client("anonymous")) == "en"


def test_the_browser_is_asked_last(cast: Cast) -> None:
    client = cast.client("anonymous")
    assert language(client, **FRENCH_BROWSER) == "fr"
    client = cast.client("ngo")
    type(cast.people["ngo"]).objects.filter(email="ngo@cast.example").update(language="es")
    assert language(client, "/healthz", **FRENCH_BROWSER) == "es"
    client.cookies["lang"] = "ru"
    assert language(client, "/healthz", **FRENCH_BROWSER) == "ru"
    assert language(client, "/healthz?lang=ar", **FRENCH_BROWSER) == "ar"


def test_a_choice_is_kept_in_the_cookie(cast: Cast) -> None:
    client = cast.client("anonymous")
    assert language(client, "/accounts/login/?lang=zh-hans") == "zh-hans"
    assert language(client) == "zh-hans"


@pytest.mark.parametrize("nonsense", ["xx", "", "en-GB-oxendict-x-y", "../../etc", "é" * 300])
def test_nonsense_is_no_choice(cast: Cast, nonsense: str) -> None:
    client = cast.client("anonymous")
    answer = client.get("/accounts/login/", {"lang": nonsense})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "en"


def test_arabic_pages_run_from_right_to_left(cast: Cast) -> None:
    assert '<html lang="ar" dir="rtl"' in cast.client("anonymous").get("/accounts/login/?lang=ar").content.decode()


def test_the_language_of_a_page_is_said_to_machines(cast: Cast) -> None:
    client = cast.client("anonymous")
    answer = client.get("/editions/", {"series": "gfmd", "lang": "fr"})
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in answer.headers["Vary"].split(",")}
    page = BeautifulSoup(answer.content, "html.parser")
    assert (page.html["lang"], page.html["dir"]) == ("fr", "ltr")
    others = {link["hreflang"]: link["href"] for link in page.select("link[rel=alternate][hreflang]")}
    assert others.keys() == {"ar", "en", "es", "fr", "ru", "zh-hans"}
    assert others["ar"] == "http://testserver/editions/?series=gfmd&lang=ar"


def test_choosing_a_language_keeps_the_page_and_its_filters(cast: Cast) -> None:
    page = BeautifulSoup(cast.client("anonymous").get("/editions/", {"series": "gfmd"}).content, "html.parser")
    assert page.select_one('header a[hreflang="ru"]')["href"] == "/editions/?series=gfmd&lang=ru"


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/password/reset/", "/nowhere/", "/desk/", "/me/"])
def test_every_page_runs_from_right_to_left_in_arabic(cast: Cast, address: str) -> None:
    name = "anonymous" if address.startswith("/accounts/") else "ngo"
    page = BeautifulSoup(cast.client(name).get(address, {"lang": "ar"}).content, "html.parser")
    assert (page.html["lang"], page.html["dir"]) == ("ar", "rtl")


def test_a_reader_s_zone_is_the_chosen_one(cast: Cast) -> None:
    client = cast.client("ngo")
    type(cast.people["ngo"]).objects.filter(email="ngo@cast.example").update(timezone="Asia/Tokyo")
    assert client.get("/accounts/logout/").wsgi_request.reader_zone == "Asia/Tokyo"  # type: ignore[attr-defined]
    assert client.get("/accounts/logout/?zone=Africa/Accra").wsgi_request.reader_zone == "Africa/Accra"  # type: ignore[attr-defined]
    assert client.get("/accounts/logout/").wsgi_request.reader_zone == "Africa/Accra"  # type: ignore[attr-defined]
    assert client.get("/accounts/logout/?zone=Nowhere").wsgi_request.reader_zone == "Africa/Accra"  # type: ignore[attr-defined]


def test_what_a_person_saves_in_the_profile_wins_over_what_was_chosen_before_and_over_the_browser(cast: Cast) -> None:
    client = cast.client("ngo")
    client.cookies["here"] = "Asia/Manila"
    client.get("/me/?lang=ar&zone=Africa/Accra")
    version = cast.people["ngo"].version
    saved = {"name": "Noor", "language": "fr", "timezone": "Asia/Tokyo", "version": version}
    assert client.post("/me/", saved).status_code == 302
    seen = client.get("/desk/").wsgi_request
    assert (seen.LANGUAGE_CODE, seen.reader_zone) == ("fr", "Asia/Tokyo")  # type: ignore[attr-defined]
    elsewhere = cast.client("anonymous")
    elsewhere.cookies["here"] = "Asia/Manila"
    assert elsewhere.get("/accounts/login/").wsgi_request.reader_zone == "Asia/Manila"  # type: ignore[attr-defined]
