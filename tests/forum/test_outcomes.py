"""The outcome summary: made by a job, read, frozen for ever, checked by its code; over HTTP."""

from typing import Any

import pytest
from django.db import DatabaseError, transaction

from forum.editions.models import Edition
from forum.history.models import Entry
from forum.jobs.models import Job, JobStatus
from forum.outcomes.models import Document
from forum.outcomes.tasks import build as work
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sections(settings: Any) -> None:
    settings.OUTCOME_SECTIONS = [
        "forum.outcomes.sections.rests_on",
        "tests.forum.panels.section",
        "forum.outcomes.sections.not_known",
    ]


def made(cast: Cast) -> Document:
    """A draft, ordered over HTTP and made by the task."""
    answer = cast.client("secretariat").post("/here/outcome/build/")
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/"
    work(job.pk)
    return Document.objects.get()


def article(page: str) -> str:
    return page[page.index("<article") : page.index("</article>")]


def test_only_the_secretariat_makes_and_everybody_waits_for_the_frozen_one(cast: Cast) -> None:
    for name in ("ngo", "programme", "elsewhere", "auditor"):
        assert cast.client(name).post("/here/outcome/build/").status_code == 403
    made(cast)
    assert "No outcome summary yet" in cast.client("ngo").get("/here/outcome/").content.decode()
    assert cast.client("ngo").get("/here/outcome/1/").status_code == 404
    assert "Draft, version 1" in cast.client("auditor").get("/here/outcome/").content.decode()


def test_job_says_how_far_it_is_and_where_its_result_is(cast: Cast) -> None:
    client = cast.client("secretariat")
    client.post("/here/outcome/build/")
    job = Job.objects.get()
    assert client.get(f"/jobs/{job.pk}/progress.json").json()["state"] == JobStatus.WAITING
    assert "You may leave" in client.get(f"/jobs/{job.pk}/").content.decode()
    work(job.pk)
    answer = client.get(f"/jobs/{job.pk}/progress.json").json()
    assert (answer["state"], answer["done"], answer["total"], answer["url"]) == ("done", 3, 3, "/here/outcome/1/")
    assert cast.client("auditor").get(f"/jobs/{job.pk}/").status_code == 404
    assert "Open it" in client.get("/desk/").content.decode()


def test_document_shows_every_kind_of_block_with_its_links(cast: Cast) -> None:
    made(cast)
    page = cast.client("secretariat").get("/here/outcome/1/").content.decode()
    for piece in (
        '<span class="number">2</span> Sessions',
        '<a href="/here/programme/">8 sessions</a>',
        '<a href="/here/?kind=plenary">2</a>',
        "Table 1. Sessions by kind",
        'href="/pledges/?category=member_state">3</a>',
        "Figure 1. Pledges by category",
        "What is not known",
    ):
        assert piece in page, piece


def test_frozen_version_never_changes_and_its_code_verifies(cast: Cast) -> None:
    document, client = made(cast), cast.client("secretariat")
    address = "/here/outcome/1/freeze/"
    assert cast.client("auditor").post(address, {"version": document.version}).status_code == 403
    assert "Neither people nor later data" in client.get(address).content.decode()
    assert client.post(address, {"version": document.version - 1}).status_code == 409
    assert client.post(address, {"version": document.version}).status_code == 302
    document.refresh_from_db()
    frozen = cast.client("anonymous").get("/here/outcome/").content.decode()
    assert "Frozen, version 1" in frozen
    Edition.objects.filter(pk=cast.edition.pk).update(title="A new name", place="Elsewhere", outcome_kind="declaration")
    assert article(cast.client("anonymous").get("/here/outcome/1/").content.decode()) == article(frozen)
    with pytest.raises(DatabaseError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(blocks=[])
    page = cast.client("anonymous").get(f"/verify/?code={document.code.lower()}").content.decode()
    assert "The document is genuine." in page
    assert "No frozen document has this code." in cast.client("anonymous").get("/verify/?code=CS-0").content.decode()
    assert [entry.verb for entry in Entry.objects.filter(object_type="forum.document").order_by("number")] == [
        "create",
        "build",
        "freeze",
    ]


def test_new_version_stands_beside_the_frozen_one(cast: Cast) -> None:
    document, client = made(cast), cast.client("secretariat")
    client.post("/here/outcome/1/freeze/", {"version": document.version})
    client.post("/here/outcome/build/")
    work(Job.objects.latest("pk").pk)
    assert "Draft, version 2" in client.get("/here/outcome/2/").content.decode()
    assert "Frozen, version 1" in cast.client("anonymous").get("/here/outcome/").content.decode()
    assert client.post("/here/outcome/1/freeze/", {"version": 1}).status_code in (302, 409)


@pytest.mark.usefixtures("without_guards")
def test_altered_document_is_found_by_its_code(cast: Cast) -> None:
    document = made(cast)
    cast.client("secretariat").post("/here/outcome/1/freeze/", {"version": document.version})
    document.refresh_from_db()
    Document.objects.filter(pk=document.pk).update(blocks=[])
    page = cast.client("anonymous").get(f"/verify/?code={document.code}").content.decode()
    assert "The content no longer makes this code." in page
