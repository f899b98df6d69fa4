"""The first page of an edition: where it stands, what is open, what is known."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from forum.editions.models import Edition, Part, RoleName, Stage
from forum.kit import clock
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _frame_alone(settings: Any) -> None:
    settings.HOME_PANELS = settings.EDITION_PANELS = settings.DESK_PANELS = []
    settings.EDITION_TABS = [path for path in settings.EDITION_TABS if path.startswith("forum.")]


@pytest.mark.parametrize("many", [1, 30])
def test_overview_asks_the_same_few_questions(
    client: Client, cast: Cast, django_assert_num_queries: Callable[[int], Any], many: int
) -> None:
    for number in range(many):
        Part.objects.create(edition=cast.edition, slug=f"p{number}", title=f"Part {number}", order=number)
        factories.make_milestone(cast.edition, is_public=True)
        factories.make_edition(parent=cast.edition)
    with django_assert_num_queries(4):
        client.get("/here/")


def test_draft_is_seen_by_its_staff_alone(cast: Cast) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(status=Stage.DRAFT)
    for address in ("", "access/", "sources/", "outcome/"):
        assert cast.client("ngo").get(f"/here/{address}").status_code == 404
        assert cast.client("secretariat").get(f"/here/{address}").status_code == 200
    assert "This edition is a draft." in cast.client("reviewer").get("/here/").content.decode()


def test_parts_are_steps_by_their_days(client: Client, cast: Cast, travel: Callable[..., None]) -> None:
    start = cast.edition.start
    for order, title in enumerate(("First", "Second", "Third")):
        day = start + timedelta(days=order)
        Part.objects.create(edition=cast.edition, slug=title.lower(), title=title, order=order, start=day, end=day)
    travel(factories.at(f"{start + timedelta(days=1)} 12:00"))
    page = " ".join(client.get("/here/").content.decode().split())
    assert page.index('class="done"') < page.index(">First")
    assert "<strong>Second</strong>" in page
    assert page.count('aria-current="step"') == 1


def test_public_milestones_stand_in_the_zone_of_the_venue(client: Client, cast: Cast) -> None:
    due = (clock.now() + timedelta(days=9)).replace(hour=17, minute=0)
    factories.make_milestone(cast.edition, is_public=True, due_at=due, title="Programme published")
    factories.make_milestone(cast.edition, is_public=False, due_at=due, title="Between us")
    client.cookies["zone"] = "Africa/Nairobi"
    page = client.get("/here/").content.decode()
    assert "Programme published" in page
    assert "17:00 in Accra" in page
    assert "(20:00 your time)" in page
    assert "Between us" not in page


def test_parent_and_children_name_each_other(client: Client, cast: Cast) -> None:
    child = factories.make_edition("regional", short_title="Regional Review", parent=cast.edition)
    factories.make_edition("hidden", short_title="Hidden Review", parent=cast.edition, status=Stage.DRAFT)
    page = client.get("/here/").content.decode()
    assert child.get_absolute_url() in page
    assert "Hidden Review" not in page
    assert "Forum Here" in client.get("/regional/").content.decode()


def test_staff_have_a_second_row_of_tabs(cast: Cast) -> None:
    assert "/here/manage/" in cast.client("rapporteur").get("/here/").content.decode()
    for name in ("anonymous", "ngo", "elsewhere"):
        assert "/here/manage/" not in cast.client(name).get("/here/").content.decode()


def test_hub_offers_what_the_role_may_do(cast: Cast) -> None:
    secretariat = cast.client("secretariat").get("/here/manage/").content.decode()
    assert "/here/manage/start/" in secretariat
    assert "/here/manage/history/" in secretariat
    auditor = cast.client("auditor").get("/here/manage/").content.decode()
    assert "/here/manage/history/" in auditor
    assert "/here/manage/edit/" not in auditor
    reviewer = cast.client("reviewer").get("/here/manage/").content.decode()
    assert "/here/manage/history/" not in reviewer
    assert "/here/manage/start/" not in reviewer


def test_milestone_of_the_edition_reaches_the_desk_of_who_acts(cast: Cast, settings: Any) -> None:
    settings.DESK_PANELS = ["forum.desk.milestones.panel"]
    factories.make_milestone(
        cast.edition, owner_role=RoleName.REVIEWER, title="Scores are in", due_at=clock.now() + timedelta(days=3)
    )
    page = cast.client("reviewer").get("/desk/").content.decode()
    assert "Scores are in" in page
    assert "Reviewer, Forum Here" in page
    assert "Scores are in" not in cast.client("programme").get("/desk/").content.decode()
