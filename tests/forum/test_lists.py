"""A list of a thousand asks what a list of ten asks, and little: when its page is not kept, while what is short and
seldom changes (reference lists) is."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.editor import findings
from forum.bench.building import MAIL, make
from forum.bench.sizes import Size
from forum.pages import generation
from forum.pages.public import SHELF

TEN = Size("ten", delegations=10, sessions=10, rooms=2, days=1, people=10, registrants=10, pledges=10)
THOUSAND = Size(
    "thousand", delegations=500, sessions=1000, rooms=12, days=12, people=1000, registrants=1000, pledges=1000
)
PUBLIC = {
    "/bench/programme/": 3,  # the row of the page, and two that say that it still holds
    "/bench/programme/?view=list": 3,
    "/bench/side-events/": 3,
    "/bench/participants/": 6,
    "/organisations/": 3,
    "/pledges/?edition=bench": 6,
    "/editions/": 4,
}
OFFICERS = {
    "/bench/manage/registration/": 8,
    "/bench/manage/programme/": 8,
    "/bench/manage/conflicts/": 6,
    "/bench/manage/editor/data.json": 5,
}


@pytest.fixture(autouse=True)
def _kept(settings: Any) -> Iterator[None]:
    settings.PUBLIC_PAGES_MB = 4
    SHELF.clear()
    generation.forget()
    yield
    SHELF.clear()
    generation.forget()


def statements(client: Client, path: str) -> int:
    client.get(path)
    SHELF.clear()
    findings.forget()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200, path
    return len(asked)


@pytest.mark.parametrize("size", [TEN, THOUSAND], ids=["ten", "thousand"])
def test_lists_ask_as_much_for_a_thousand_as_for_ten(db: None, size: Size) -> None:
    make(size)
    reader, officer = Client(headers={"accept-encoding": "gzip"}), Client()
    officer.force_login(
        get_user_model().objects.get(email=f"officer{MAIL}"), "django.contrib.auth.backends.ModelBackend"
    )
    assert {path: statements(reader, path) for path in PUBLIC} == PUBLIC
    assert {path: statements(officer, path) for path in OFFICERS} == OFFICERS
    assert max(*PUBLIC.values(), *OFFICERS.values()) <= 8
