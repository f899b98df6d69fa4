"""The history of an object on its page: whole for staff, what concerns them for its own people, nothing for others."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Organisation
from forum.history.acts import record
from forum.history.models import Detail, Entry
from forum.history.verifier import faults
from forum.milestones.actions import add
from tests import factories
from tests.cast import Cast
from tests.world import SAMPLES, World, rehearsed

REASON = "Because of the map"


@pytest.fixture
def organisation(cast: Cast) -> Organisation:
    ngo = cast.organisations["ngo"]
    record("edit", ngo, by=cast["ngo"], organisation_id=ngo.pk, reason=REASON)
    record("set_category", ngo, by=cast["secretariat"], reason="It says so")
    record("read", ngo, by=cast["auditor"])
    return ngo


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_staff_read_it_whole_with_names(cast: Cast, organisation: Organisation) -> None:
    for name in ("secretariat", "auditor", "elsewhere"):
        shown = page(cast.client(name), organisation.get_absolute_url())
        assert "History: 3 acts, newest first" in shown
        assert REASON in shown
        assert "Ngo, Harbour Light Migrant Network" in shown
        assert "<bdi>Secretariat</bdi>" in shown
        assert "<b>Read</b>" in shown


def test_its_own_people_read_what_concerns_them_and_no_name_of_an_officer(
    cast: Cast, organisation: Organisation
) -> None:
    shown = page(cast.client("ngo"), organisation.get_absolute_url())
    assert "History: 2 acts, newest first" in shown
    assert "Ngo, Harbour Light Migrant Network" in shown
    assert "The secretariat" in shown
    assert "<bdi>Secretariat</bdi>" not in shown
    assert "<b>Read</b>" not in shown


@pytest.mark.parametrize("name", ["anonymous", "stranger", "city", "reviewer", "rapporteur"])
def test_nobody_else_reads_any_of_it(cast: Cast, organisation: Organisation, name: str) -> None:
    client = cast.client(name)
    assert REASON not in page(client, organisation.get_absolute_url())
    asked = statements(client, organisation.get_absolute_url())
    assert [each for each in asked if 'FROM "forum_entry"' in each] == []


def statements(client: Client, address: str) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        page(client, address)
    return [each["sql"] for each in captured.captured_queries]


def test_many_acts_cost_no_more_statements_than_one(cast: Cast, organisation: Organisation) -> None:
    client = cast.client("secretariat")
    page(client, organisation.get_absolute_url())
    before = len(statements(client, organisation.get_absolute_url()))
    for person in range(15):
        record("edit", organisation, by=factories.make_user(f"Person {person}"), organisation_id=organisation.pk)
    assert len(statements(client, organisation.get_absolute_url())) == before
    assert "History: 18 acts, newest first" in page(client, organisation.get_absolute_url())


def test_the_panel_leads_to_the_acts_on_this_object(cast: Cast) -> None:
    made = add(
        cast.edition,
        by=cast["secretariat"],
        title="The call closes",
        kind="preparation",
        due_at=factories.at("2030-01-01 10:00"),
        owner_role="",
        is_public=False,
    )
    record("edit", cast.edition, by=cast["secretariat"], reason=REASON)
    shown = page(cast.client("secretariat"), f"/here/manage/milestones/{made.pk}/edit/")
    address = f"/here/manage/history/?of=forum.milestone:{made.pk}"
    assert f'href="{address}"' in shown
    whole = page(cast.client("secretariat"), address)
    assert "The call closes" in whole
    assert REASON not in whole
    assert "Only the acts on one object are shown." in whole
    for nonsense in (
        "x",
        "forum.milestone:",
        "forum.milestone:x",
        f"forum.milestone:{'9' * 40}",
        ":::",
        "\u0661:\u0661",
    ):
        answer = cast.client("secretariat").get("/here/manage/history/", {"of": nonsense})
        assert answer.status_code == 200
        assert REASON not in answer.content.decode()


# --- reading what is sensitive


def reads(**found: Any) -> list[Entry]:
    return list(Entry.objects.filter(verb="read", **found).order_by("number"))


def test_reading_the_audit_is_an_act_once_an_hour(cast: Cast) -> None:
    client = cast.client("auditor")
    for _time in range(3):
        assert client.get("/here/manage/history/").status_code == 200
    (entry,) = reads()
    assert entry.actor_id == cast.people["auditor"].pk
    assert entry.chain == cast.edition.pk
    assert Detail.objects.get(chain=entry.chain, number=entry.number).after == {"what": "history"}
    cast.client("secretariat").get("/here/manage/history/")
    assert len(reads()) == 2
    cache.clear()  # an hour later
    client.get("/here/manage/history/")
    assert len(reads()) == 3
    assert list(faults()) == []


def test_the_list_of_registrations_is_noted_for_its_edition(cast: Cast) -> None:
    cast.client("accreditation").get("/here/manage/registration/")
    assert [entry.object_type for entry in reads()] == ["forum.edition"]
    cast.client("ngo").get("/here/manage/registration/")
    assert len(reads()) == 1


@pytest.fixture
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), rehearsed() as made:
        yield made


@pytest.mark.once
def test_files_and_people_are_noted_when_others_read_them(world: World) -> None:
    document = SAMPLES["application_document"](world)["pk"]
    registration = SAMPLES["registration_person"](world)["pk"]
    before = len(reads())
    addresses = [f"/rehearsal/accreditation/files/{document}/", f"/rehearsal/registration/{registration}/"]

    def ask(name: str, address: str) -> int:
        client = Client()
        client.force_login(world.people[name], backend="django.contrib.auth.backends.ModelBackend")
        answer = client.get(address)
        if answer.streaming:
            b"".join(answer.streaming_content)  # to the end, so that the file is closed
        return answer.status_code

    assert ask("ngo", addresses[0]) == 200
    assert ask("city", addresses[1]) == 200
    assert len(reads()) == before  # one's own
    assert ask("accreditation", addresses[0]) == 200
    assert ask("accreditation", addresses[1]) == 200
    assert [entry.object_type for entry in reads()[before:]] == ["accounts.application", "accounts.registration"]
