"""The import of the known pledges and of the Declaration: everything that the data says, and nothing else."""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from forum.history.models import Entry
from forum.milestones.models import Milestone
from pledges.commitments import archive as declaration
from pledges.models import Check, Commitment, Pledge, Update
from pledges.partners import archive as pledges
from tests import factories

pytestmark = pytest.mark.django_db
RECORDS = json.loads((Path(pledges.__file__).parent / "data/imrf_2022_pledges.json").read_text())["records"]


@pytest.fixture
def imported(db: None) -> None:
    imrf = factories.make_series("imrf", outcome_binding=True)
    factories.make_edition("imrf-2022", code="IMRF22", short_title="IMRF 2022", series=imrf, status="archived")
    factories.make_edition("gfmd-2018", code="GFMD18", short_title="GFMD 11", status="archived")
    type(imrf.editions.get()).objects.update(start="2022-05-17", end="2022-05-20")
    factories.make_objectives()
    for code in {row["actor_category"] for row in RECORDS}:
        factories.make_category(code)
    factories.make_organisation("Germany", category="member_state")
    for step in (pledges.run, declaration.run):
        step()
        step()


def test_references_follow_the_order_of_the_file(imported: None) -> None:
    of_2022 = Pledge.objects.filter(edition__slug="imrf-2022").order_by("reference")
    assert [pledge.reference for pledge in of_2022] == [f"IMRF22-P-{number:04d}" for number in range(1, 11)]
    assert [pledge.record_id for pledge in of_2022] == [row["id"] for row in RECORDS[:10]]
    assert Pledge.objects.get(edition__slug="gfmd-2018").reference == "GFMD18-P-0001"


def test_nothing_is_invented(imported: None) -> None:
    assert not Update.objects.exists()
    assert not Check.objects.exists()
    assert not Milestone.objects.exists()
    assert set(Pledge.objects.values_list("stage", "description", "target_date")) == {("", "", None)}
    for row in RECORDS:
        pledge = Pledge.objects.get(record_id=row["id"])
        assert (pledge.title, pledge.actor_name, pledge.year) == (row["title"], row["actor"], row["year"])
        assert (pledge.type, pledge.nature) == (row["type"] or "", row["nature"] or "")
        assert pledge.stated == row.get("objectives", [])
        assert pledge.inferred == row.get("objectives_inferred", [])
        assert [str(partner) for partner in pledge.partners.all()] == row.get("partners", [])
        assert pledge.source.startswith(row["source"])
        assert Entry.objects.of(pledge).values_list("verb", "actor_id").get() == ("imported", None)


def test_a_known_actor_is_linked_and_an_unknown_one_keeps_its_name(imported: None) -> None:
    assert str(Pledge.objects.get(reference="IMRF22-P-0005").organisation) == "Germany"
    assert Pledge.objects.get(reference="IMRF22-P-0007").organisation is None
    page = Client().get("/pledges/IMRF22-P-0007/").content.decode()
    for words in ("2 June 2022, after the Forum", "9, entered once by one actor", "UNODC", "violenceagainstchildren"):
        assert words in page
    assert "Confirmed" not in page


def test_the_register_of_imrf_2022_reads_as_it_should(imported: None) -> None:
    page = Client().get("/pledges/?edition=imrf-2022").content.decode()
    assert "10 pledges of IMRF 2022" in page
    assert "11 of 23 objectives are silent." in page
    assert "5 pledges name no objective and are in no row:" in page
    assert page.count("No update known") >= 10


def test_commitments_are_shown_as_13_of_more_than_20(imported: None) -> None:
    assert Commitment.objects.count() == 13
    page = Client().get("/imrf-2022/commitments/").content.decode()
    assert "13 of 20+" in page
    assert page.count("Overdue since 2024") == 2
    assert "externalisation of borders" in page
    requests = Client().get("/imrf-2022/commitments/?type=request").content.decode()
    assert requests.count('<tr id="paragraph-') == 2
    assert Client().get("/imrf-2022/commitments/?type=nonsense").status_code == 422


def test_one_commitment_asks_as_many_questions_as_thirteen(imported: None) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            Client().get("/imrf-2022/commitments/")
        return len(asked)

    of_thirteen = questions()
    Commitment.objects.exclude(number=65).delete()
    assert questions() == of_thirteen <= 8


def test_a_forum_that_does_not_bind_has_no_commitments(imported: None) -> None:
    page = Client().get("/gfmd-2018/commitments/").content.decode()
    assert "No commitments are known" in page
    assert "/gfmd-2018/commitments/" not in Client().get("/gfmd-2018/").content.decode()
