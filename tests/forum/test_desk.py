"""What waits for a person, and what that person did; over HTTP."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from forum.editions.models import RoleName
from forum.kit import clock
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frame_alone(settings: Any) -> None:
    settings.DESK_PANELS = ["forum.desk.milestones.panel"]


def milestones(cast: Cast, *days: int) -> None:
    for day in days:
        factories.make_milestone(
            cast.edition,
            due_at=clock.now() + timedelta(days=day),
            owner_role=RoleName.PROGRAMME,
            title=f"Due in {day}",
        )


def test_desk_needs_a_sign_in_and_an_empty_one_teaches(cast: Cast) -> None:
    assert "/accounts/login/" in cast.client("anonymous").get("/desk/")["Location"]
    assert "Begin with your organisation" in cast.client("stranger").get("/desk/").content.decode()


def test_desk_groups_by_date_and_only_the_first_late_row_has_the_filled_button(cast: Cast) -> None:
    milestones(cast, -3, -1, 2, 20)
    page = cast.client("programme").get("/desk/").content.decode()
    assert [page.index(word) for word in (">Late<", ">This week<", ">Later<")] == sorted(
        page.index(word) for word in (">Late<", ">This week<", ">Later<")
    )
    assert "4 things, in order of date, from your 1 role. 2 are late." in " ".join(page.split())
    assert page.count("button primary") == 1
    assert "Due in 2" not in cast.client("reviewer").get("/desk/").content.decode()


@pytest.mark.desk
def test_the_head_of_each_page_says_how_many_things_wait(cast: Cast) -> None:
    milestones(cast, -3, 20)
    assert '<span class="count">2</span>' in cast.client("programme").get("/here/").content.decode()
    assert '<span class="count">' not in cast.client("reviewer").get("/here/").content.decode()


@pytest.mark.parametrize("many", [1, 30])
def test_desk_asks_the_same_questions(cast: Cast, django_assert_num_queries: Callable[[int], Any], many: int) -> None:
    milestones(cast, *range(1, many + 1))
    client = cast.client("programme")
    with django_assert_num_queries(8):
        assert client.get("/desk/").content.decode().count("Due in") >= many


def test_done_lists_own_acts_of_the_last_30_days(cast: Cast, travel: Callable[..., None]) -> None:
    client = cast.client("secretariat")
    client.post("/here/manage/parts/add/", {"title": "First half", "order": 1})
    assert "Done in the last 30 days (1)" in client.get("/desk/").content.decode()
    page = client.get("/desk/done/").content.decode()
    assert "First half" in page
    assert "Begun" in page
    assert "First half" not in cast.client("auditor").get("/desk/done/").content.decode()
