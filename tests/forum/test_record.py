"""The history and the outbox of an edition, and the reference lists; over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from forum.history.acts import edit
from forum.history.models import Detail
from forum.history.verifier import faults
from forum.notifications.models import NoticeStatus, Notification
from forum.taxonomy.models import Objective
from tests import factories
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def alone(settings: Any) -> None:
    """The frame without what the apps contribute to every page of who is signed in."""
    settings.DESK_PANELS = []
    settings.EDITION_TABS = [path for path in settings.EDITION_TABS if path.startswith("forum.")]


def acts(cast: Cast, many: int) -> None:
    for number in range(many):
        edit(cast.edition, by=cast["secretariat"], changes={"theme": f"Theme {number}"})


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("many", [1, 30])
def test_history_asks_the_same_questions(
    cast: Cast, django_assert_num_queries: Callable[[int], Any], many: int
) -> None:
    acts(cast, many)
    client = cast.client("auditor")
    client.get("/here/manage/history/")  # reading it is noted, once an hour
    with django_assert_num_queries(11):
        page = client.get("/here/manage/history/").content.decode()
    assert page.count("Edited") >= many


def test_history_is_filtered_by_person_act_and_words(cast: Cast) -> None:
    acts(cast, 2)
    client = cast.client("secretariat")
    assert "Theme 1" in client.get("/here/manage/history/?person=secretariat&verb=edit&q=forum").content.decode()
    assert "No such act" in client.get("/here/manage/history/?person=nobody").content.decode()
    assert "Select a valid choice" in client.get("/here/manage/history/?verb=nonsense").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/editions/?series=zzz", "/here/manage/history/?verb=zzz", "/here/manage/outbox/?status=zzz"],
)
def test_a_filter_that_makes_no_sense_finds_nothing_and_says_so(cast: Cast, address: str) -> None:
    acts(cast, 1)
    answer = cast.client("secretariat").get(address)
    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()
    assert "<tbody>" not in answer.content.decode()


def test_purge_erases_values_with_a_reason_and_the_chain_holds(cast: Cast) -> None:
    acts(cast, 1)
    client = cast.client("secretariat")
    address = "/here/manage/history/1/purge/"
    assert cast.client("auditor").get(address).status_code == 403
    assert cast.client("elsewhere").post(address, {"reason": "No"}).status_code == 403
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "Asked for by the person"}).status_code == 302
    assert Detail.objects.get(chain=cast.edition.pk, number=1).after is None
    assert "Values erased by act 2." in client.get("/here/manage/history/").content.decode()
    assert client.post(address, {"reason": "Again"}).status_code == 409
    assert not list(faults())


def notice(cast: Cast, number: int, status: NoticeStatus = NoticeStatus.SENT) -> Notification:
    return Notification.objects.create(
        recipient=cast["ngo"],
        kind="reminder",
        key=f"k{number}",
        edition=cast.edition,
        subject=f"Subject {number}",
        url="/here/",
        status=status,
    )


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("many", [1, 30])
def test_outbox_asks_the_same_questions(cast: Cast, django_assert_num_queries: Callable[[int], Any], many: int) -> None:
    for number in range(many):
        notice(cast, number)
    client = cast.client("auditor")
    with django_assert_num_queries(9):
        page = client.get("/here/manage/outbox/").content.decode()
    assert page.count("Subject") >= many


def test_outbox_sends_again_only_what_was_not_delivered(cast: Cast) -> None:
    sent = notice(cast, 1)
    client = cast.client("secretariat")
    assert client.post(f"/here/manage/outbox/{sent.pk}/retry/").status_code == 409
    assert cast.client("auditor").post(f"/here/manage/outbox/{sent.pk}/retry/").status_code == 403
    assert client.get("/here/manage/outbox/?status=nonsense").status_code == 422


def test_notice_is_opened_by_its_reader_alone(cast: Cast) -> None:
    mine = notice(cast, 1)
    assert cast.client("city").post(f"/desk/notices/{mine.pk}/open/").status_code == 404
    client = cast.client("ngo")
    assert "Subject 1" in client.get("/desk/").content.decode()
    answer = client.post(f"/desk/notices/{mine.pk}/open/")
    assert answer["Location"] == "/here/"
    assert "Subject 1" not in client.get("/desk/").content.decode()


def test_notice_never_leads_away_from_the_site(cast: Cast) -> None:
    mine = notice(cast, 1)
    Notification.objects.filter(pk=mine.pk).update(url="https://elsewhere.example/")
    assert cast.client("ngo").post(f"/desk/notices/{mine.pk}/open/")["Location"] == "/desk/"


def test_reference_entry_is_edited_by_organisers_with_its_version(cast: Cast) -> None:
    with transaction.atomic():
        factories.make_objectives()
    entry = Objective.objects.get(number=3)
    address = f"/lists/objectives/{entry.code}/edit/"
    given = {
        "title": "Information",
        "long_title": entry.long_title,
        "version": entry.version,
        "basis": "",
        "source": "",
    }
    assert cast.client("ngo").post(address, given).status_code == 403
    client = cast.client("secretariat")
    assert client.post(address, {**given, "title": ""}).status_code == 422
    assert client.post(address, given).status_code == 302
    assert client.post(address, {**given, "title": "Late"}).status_code == 409
    assert "Information" in client.get("/lists/objectives/").content.decode()
    assert "Information" in client.get("/objectives/3/").content.decode()


def test_there_is_no_objective_24(cast: Cast) -> None:
    factories.make_objectives()
    client = cast.client("anonymous")
    assert client.get("/objectives/23/").status_code == 200
    assert client.get("/objectives/24/").status_code == 404
    assert client.get("/lists/goals/").status_code == 404
