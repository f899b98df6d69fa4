"""The pages at the root that everybody reads."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from forum.editions.models import EntryRule, Stage
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db
TEXTS = {
    "/about/": "About Common Space",
    "/open-data/": "/pledges/?format=csv",
    "/accessibility/": "WCAG 2.2",
    "/data-protection/": "What is stored",
    "/take-part/": "Take part",
    "/lists/": "Reference lists",
}


@pytest.mark.parametrize(("address", "words"), TEXTS.items())
def test_texts_are_public(client: Client, address: str, words: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    assert words in answer.content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_home_lists_five_editions_and_links_to_all(client: Client, many: int) -> None:
    for number in range(many):
        factories.make_edition(f"edition-n{number}")
    page = client.get("/").content.decode()
    assert page.count('class="series-mark') == min(many, 5)
    assert 'href="/editions/"' in page


def test_home_shows_no_draft(client: Client) -> None:
    factories.make_edition("hidden", status=Stage.DRAFT, short_title="Hidden Forum")
    assert "Hidden Forum" not in client.get("/").content.decode()
    assert "Hidden Forum" not in client.get("/editions/").content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_editions_ask_the_same_few_questions(
    client: Client, django_assert_num_queries: Callable[[int], Any], many: int
) -> None:
    for _ in range(many):
        factories.make_edition()
    with django_assert_num_queries(3):
        client.get("/editions/")


def test_editions_are_filtered_by_series_and_say_when_none_fits(client: Client) -> None:
    factories.make_edition("one", series=factories.make_series("imrf"), short_title="Forum One")
    factories.make_series("hld")
    assert "Forum One" in client.get("/editions/?series=imrf").content.decode()
    assert "No edition here" in client.get("/editions/?series=hld").content.decode()
    assert "Select a valid choice" in client.get("/editions/?series=nonsense").content.decode()


def test_open_now_asks_the_apps(client: Client, cast: Cast, settings: Any) -> None:
    settings.HOME_PANELS = ["tests.forum.panels.open_call"]
    page = client.get("/").content.decode()
    assert "Call for side events" in page
    assert "17:00 in Accra" in page
    assert "Propose" in page
    assert "Opens" in page  # the registration that is not open yet has no button


def test_deadlines_show_the_venue_then_the_reader(client: Client, cast: Cast, settings: Any) -> None:
    settings.HOME_PANELS = ["tests.forum.panels.open_call"]
    client.cookies["zone"] = "Africa/Nairobi"
    assert "17:00 in Accra" in client.get("/").content.decode()
    assert "(20:00 your time)" in client.get("/").content.decode()


def test_take_part_tells_a_category_its_way_in_and_its_spaces(client: Client, cast: Cast) -> None:
    space = factories.make_space(cast.edition, "hall", title="The Hall")
    youth = factories.make_category("youth")
    EntryRule.objects.create(space=space, category=youth, allowed=False, reason="Too small for all")
    page = client.get("/take-part/youth/").content.decode()
    assert "By accreditation" in page
    assert "The Hall" in page
    assert "Too small for all" in page
    assert client.get("/take-part/nobody/").status_code == 404
