"""What the archive's import makes, and that it makes it once and invents nothing."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from forum.editions import archive as editions
from forum.editions.forms import NewEditionForm
from forum.editions.models import Edition, Stage
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.milestones.models import Milestone
from forum.taxonomy import archive as lists
from forum.taxonomy import words
from forum.taxonomy.models import Category, Country, Lens, Objective, Principle

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(db: None) -> None:
    lists.run()
    editions.run()


@pytest.mark.usefixtures("archive")
def test_archive_has_lists_and_editions_with_one_entry_each() -> None:
    counts = [model.objects.count() for model in (Objective, Principle, Category, Lens, Country)]
    assert counts == [23, 10, 22, 12, 193]
    assert set(Edition.objects.values_list("status", flat=True)) == {Stage.ARCHIVED}
    assert Edition.objects.count() == 19
    assert Entry.objects.filter(verb="imported").count() == sum(counts) + 19
    assert not list(faults())


@pytest.mark.usefixtures("archive")
def test_archive_is_imported_once_and_keeps_what_an_organiser_edited() -> None:
    Objective.objects.filter(number=3).update(title="Edited here")
    before = Entry.objects.count()
    lists.run()
    editions.run()
    assert Entry.objects.count() == before
    assert Objective.objects.get(number=3).title == "Edited here"


@pytest.mark.usefixtures("archive")
def test_archive_makes_no_milestone_and_no_reminder() -> None:
    assert not Milestone.objects.exists()


@pytest.mark.usefixtures("archive")
def test_archive_edition_says_what_is_not_known(client: Client) -> None:
    page = client.get("/gfmd-2007/").content.decode()
    assert "not known" in page
    assert "Archive, imported from public sources" in page
    assert "1130" in client.get("/gfmd-2008/").content.decode()
    assert "Dates and place known only" in client.get("/imrf-2026/").content.decode()
    assert "Co-facilitators: Bangladesh, Luxembourg" in client.get("/imrf-2022/").content.decode()


@pytest.mark.usefixtures("archive")
def test_archive_edition_names_its_sources(client: Client) -> None:
    page = client.get("/gfmd-2008/sources/").content.decode()
    assert 'href="https://gfmd.org/meetings/philippines2008"' in page
    assert "003:12701" in page


@pytest.mark.usefixtures("archive")
def test_every_imported_title_is_known_to_translators() -> None:
    titles = set(words.WORDS)
    for model, fields in ((Objective, ("title", "long_title")), (Principle, ("title",)), (Category, ("title",))):
        for field in fields:
            assert set(model.objects.values_list(field, flat=True)) <= titles


@pytest.mark.usefixtures("archive")
def test_editions_are_found_by_the_kind_of_their_outcome(client: Client) -> None:
    found = client.get("/editions/?outcome=chairs_summary&format=json").json()
    assert [(row["edition"], row["outcome"]) for row in found] == [("hld-2006", "chairs_summary")]
    rows = {row["edition"]: row["outcome"] for row in client.get("/editions/?series=hld&format=json").json()}
    assert rows == {"hld-2006": "chairs_summary", "hld-2013": None}
    assert client.get("/editions/?outcome=anything").status_code == 422
    assert "Outcome: Chair&#x27;s summary" in client.get("/hld-2006/").content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(slug="hld-2013").update(outcome_kind="anything")


@pytest.mark.usefixtures("archive")
def test_a_series_without_an_edition_in_the_sources_can_be_given_one(client: Client) -> None:
    page = client.get("/editions/?series=idm").content.decode()
    assert "No edition here" in page
    choices = dict(NewEditionForm().fields["series"].choices)  # type: ignore[attr-defined]
    assert "IDM" in map(str, choices.values())
