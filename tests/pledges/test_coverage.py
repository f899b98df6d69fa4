"""The public register, its downloads and the map: exact counts, safe cells, no contact anywhere."""

import csv
import io
import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from forum.outcomes.blocks import as_data
from pledges.coverage.outcomes import pledges as outcome_section
from pledges.models import Pledge
from pledges.progress import actions as progress
from tests import factories
from tests.cast import Cast
from tests.pledges.world import SECRETS, accredit, archived, draft, published, submitted

pytestmark = pytest.mark.django_db
QUERIES = 8


def text_of(response: Any) -> str:
    return b"".join(response.streaming_content).decode() if response.streaming else response.content.decode()


def get(address: str, status: int = 200) -> str:
    response: HttpResponse = Client().get(address)
    assert response.status_code == status
    return text_of(response)


def references(address: str) -> list[str]:
    return [cell.text for cell in BeautifulSoup(get(address), "html.parser").select("table.register tbody .ref")]


@pytest.fixture
def register(cast: Cast) -> dict[str, Pledge]:
    """Four of the archive in another edition, two that were made here."""
    accredit(cast, "ngo", "city")
    found = {
        "none": archived(cast.other, 1),
        "stated": archived(cast.other, 2, objectives=[13], nature="policy", type="common"),
        "inferred": archived(cast.other, 3, inferred=[6, 18]),
        "mirror": archived(cast.other, 4, category="academia", compacts="both", objectives=[13], year=None),
        "state": published(cast, "state", "A permit", objectives=(5,), nature="financial"),
        "city": published(cast, "city", "A city card", compacts="both"),
    }
    update = progress.report(found["city"], by=cast["city"], stage="in_progress", narrative="Begun.")
    progress.verify(update, cast.organisations["ngo"], by=cast["ngo"], outcome="verified", text="Seen.")
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", {"none", "stated", "inferred", "mirror", "state", "city"}),
        ("edition=there", {"none", "stated", "inferred", "mirror"}),
        ("objective=13", {"stated", "mirror"}),
        ("objective=18", {"inferred"}),
        ("objective=none", {"none"}),
        ("category=member_state", {"state"}),
        ("category=rest", {"mirror"}),
        ("stage=unknown", {"none", "stated", "inferred", "mirror"}),
        ("stage=planning", {"state"}),
        ("stage=in_progress", {"city"}),
        ("stage=known", {"state", "city"}),
        ("type=common", {"stated"}),
        ("nature=financial", {"state"}),
        ("compacts=both", {"mirror", "city"}),
        ("verified=yes", {"city"}),
        ("verified=no", {"none", "stated", "inferred", "mirror", "state"}),
        ("q=city", {"city"}),
        ("q=republic", {"state"}),
        ("q=permit+exemplia", {"state"}),
        ("q=there-p-0002", {"stated"}),
        ("edition=there&objective=13&category=un_system", {"stated"}),
        ("q=nothing+at+all", set()),
    ],
)
def test_a_filter_gives_the_same_on_the_page_and_in_both_downloads(
    register: dict[str, Pledge], query: str, expected: set[str]
) -> None:
    wanted = {register[name].reference for name in expected}
    assert set(references(f"/pledges/?{query}")) == wanted
    data = json.loads(get(f"/pledges/?format=json&{query}"))
    assert {row["reference"] for row in data} == wanted
    assert len(data) == len(wanted)
    rows = list(csv.DictReader(io.StringIO(get(f"/pledges/?format=csv&{query}").removeprefix("\ufeff"))))
    assert {row["Reference"] for row in rows} == wanted


@pytest.mark.parametrize(
    "query",
    ["objective=24", "edition=nowhere", "stage=done", "category=x", "verified=maybe", f"q={'x' * 101}"],
)
def test_nonsense_is_answered_with_an_error(register: dict[str, Pledge], query: str) -> None:
    assert "to correct before you go on" in get(f"/pledges/?{query}", 422)
    for address in (
        "/pledges/?format=csv",
        "/pledges/?format=json",
        "/pledges/?format=csv&list=coverage",
        "/pledges/?format=json&list=coverage",
    ):
        assert Client().get(f"{address}&{query}").status_code == 422


def test_an_order_that_is_none_is_answered_with_an_error(register: dict[str, Pledge]) -> None:
    for address in ("/pledges/?", "/pledges/?format=csv&", "/pledges/?format=json&", "/pledges/?format=xlsx&"):
        assert "“nonsense” is no choice here" in get(f"{address}order=nonsense", 422)
        assert get(f"{address}q=a%00b", 400)
    assert "“pdf” is no choice here" in get("/pledges/?format=pdf", 422)
    assert "not" in get("/pledges/?format=csv&list=nonsense", 422)


def test_a_type_of_commitment_that_is_none_is_answered_with_an_error(cast: Cast) -> None:
    assert "is no choice here" in get("/here/commitments/?type=zzz", 422)
    answer = cast.client("pledges").get("/here/manage/pledges/?state=zzz")
    assert answer.status_code == 422
    assert cast.client("pledges").get("/here/manage/pledges/?state=submitted").status_code == 200


@pytest.mark.parametrize("query", ["page=99", "page=x", "order=-title&page=0"])
def test_odd_pages_and_orders_are_met_calmly(register: dict[str, Pledge], query: str) -> None:
    assert len(references(f"/pledges/?{query}")) == 6


def test_rows_are_ordered_as_asked(register: dict[str, Pledge]) -> None:
    rising, falling = references("/pledges/?order=title"), references("/pledges/?order=-title")
    assert rising == falling[::-1]
    assert rising[0] == register["city"].reference


def test_drafts_and_submitted_pledges_are_in_no_public_output(cast: Cast) -> None:
    draft(cast, title="Secret draft")
    submitted(cast, title="Secret submission")
    for address in (
        "/pledges/",
        "/pledges/?format=csv",
        "/pledges/?format=json",
        "/pledges/?format=json&list=coverage",
        "/here/",
    ):
        assert "Secret" not in get(address)


def test_contact_data_is_in_no_public_output(cast: Cast, register: dict[str, Pledge]) -> None:
    reference = register["city"].reference
    addresses = [
        *(
            "/pledges/",
            "/pledges/?format=csv",
            "/pledges/?format=json",
            "/pledges/?format=csv&list=coverage",
            "/pledges/?format=json&list=coverage",
        ),
        *(f"/pledges/{reference}/", f"/pledges/{reference}.json", "/", "/here/", "/there/commitments/"),
        *(
            "/objectives/15/",
            "/organisations/city-of-port-meridian/",
            "/pledges/?q=carla",
            "/pledges/?format=json&q=secret",
        ),
    ]
    for address in addresses:
        page = get(address)
        assert not [secret for secret in (*SECRETS, "@cast.example") if secret in page], address
    assert not [s for s in SECRETS if s in str(as_data(outcome_section(cast.edition)))]


def test_a_cell_of_the_download_is_never_a_formula(cast: Cast) -> None:
    archived(cast.other, 1, title='=HYPERLINK("http://evil.example")', places="\t@SUM(A1)")
    archived(cast.other, 2, title="+1 and -1", actor_name="@home")
    cells = [cell for row in csv.reader(io.StringIO(get("/pledges/?format=csv"))) for cell in row]
    assert not [cell for cell in cells if re.match(r"\s*[=+\-@]", cell)]
    assert "'+1 and -1" in cells


def make_many(cast: Cast, count: int) -> None:
    for number in range(1, count + 1):
        archived(cast.other, number, objectives=[number % 23 + 1], inferred=[(number + 5) % 23 + 1])


@pytest.mark.parametrize("count", [1, 30])
def test_the_register_asks_the_same_few_questions(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    make_many(cast, count)
    with django_assert_num_queries(QUERIES):
        assert len(references("/pledges/")) == count
    with django_assert_num_queries(QUERIES):
        get("/pledges/?edition=there")


@pytest.mark.parametrize("count", [1, 30])
def test_downloads_ask_the_same_few_questions(cast: Cast, count: int, django_assert_num_queries: Any) -> None:
    make_many(cast, count)
    with django_assert_num_queries(10):
        get("/pledges/?format=csv")
    with django_assert_num_queries(5):
        get("/pledges/?format=json&list=coverage")


def test_fifty_rows_a_page_and_exact_counts(cast: Cast) -> None:
    make_many(cast, 53)
    page = get("/pledges/")
    assert "53 pledges" in page
    assert "1 to 50 of 53" in page
    assert len(references("/pledges/?page=2")) == 3


# --- the map ----------------------------------------------------------------------------------------------


def test_every_number_of_the_map_opens_a_list_of_that_many(register: dict[str, Pledge]) -> None:
    page = BeautifulSoup(get("/pledges/"), "html.parser")
    links = page.select("table.coverage tbody a")
    assert len(links) == 13  # seven cells of six objectives, and six totals
    for link in links:
        assert len(references(str(link["href"]))) == int(link.text), link["href"]


def test_rows_add_up_and_silence_is_silence(register: dict[str, Pledge]) -> None:
    page = BeautifulSoup(get("/pledges/?edition=there"), "html.parser")
    rows = page.select("table.coverage tbody tr")
    assert len(rows) == 23
    silent = [row for row in rows if "silent" in row.get("class", [])]
    assert len(silent) == 20
    assert "20 of 23 objectives are silent." in page.text
    assert "1 pledge names no objective and is in no row:" in page.text
    for row in rows:
        numbers = [int(cell.text) for cell in row.select("a.cell")]
        total = row.select_one("td.all").text.strip()
        assert total.endswith("Silent") if not numbers else sum(numbers) == int(total)
    stated, inferred = page.select("a.cell.stated"), page.select("a.cell.inferred")
    assert len(stated) == 2
    assert len(inferred) == 2


def test_the_map_has_its_table_as_data(register: dict[str, Pledge]) -> None:
    rows = json.loads(get("/pledges/?format=json&list=coverage&edition=there"))
    assert [row["objective"] for row in rows] == list(range(1, 24))
    thirteen = rows[12]
    assert (thirteen["un_system"], thirteen["academia"], thirteen["all"], thirteen["silent"]) == (1, 1, 2, False)
    assert rows[0]["silent"] is True


def test_the_rehearsal_is_marked_and_left_out_of_the_map_of_all(cast: Cast) -> None:
    archived(cast.other, 1, objectives=[13])
    published(cast, objectives=(5,))
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(is_rehearsal=True)
    page = BeautifulSoup(get("/pledges/"), "html.parser")
    assert len(page.select("table.register tbody tr")) == 2
    assert "Rehearsal pledges are not counted in this map." in page.text
    assert len(page.select("table.coverage a.cell")) == 1
    assert "Rehearsal" in page.select_one("table.register").text
    own = BeautifulSoup(get("/pledges/?edition=here"), "html.parser")
    assert "Rehearsal data" in own.text
    assert len(own.select("table.coverage a.cell")) == 1


# --- what it gives to other pages -------------------------------------------------------------------------


def test_home_shows_the_newest_real_edition_at_a_glance(register: dict[str, Pledge], cast: Cast) -> None:
    type(cast.edition).objects.filter(pk=cast.edition.pk).update(is_rehearsal=True)
    page = get("/")
    assert "Pledges of Forum There at a glance" in page
    counts = BeautifulSoup(page, "html.parser").select(".objective-counts li")
    assert len(counts) == 23
    assert sum("silent" in str(cell) for cell in counts) == 20
    assert "/pledges/?edition=there&amp;stage=known" in page
    assert "0 found" in get("/pledges/?edition=there&stage=known")


def test_an_organisation_and_an_objective_list_their_pledges(cast: Cast, register: dict[str, Pledge]) -> None:
    draft(cast, "city", "A hidden draft")
    page = get("/organisations/city-of-port-meridian/")
    assert "A city card" in page
    assert "A hidden draft" not in page
    assert "A hidden draft" in text_of(cast.client("city").get("/organisations/city-of-port-meridian/"))
    assert "A city card" in get("/objectives/15/")


def test_the_outcome_counts_what_the_register_lists(cast: Cast, register: dict[str, Pledge]) -> None:
    blocks = as_data(outcome_section(cast.other))
    links = [run for run in runs_of(blocks) if run["url"] and run["text"].isdigit()]
    links = [run for run in links if "#coverage" not in run["url"]]  # those count objectives, not pledges
    assert links
    for run in links:
        assert len(references(run["url"])) == int(run["text"]), run
    stages, categories, objectives = [block["bars"] for block in blocks if block["block"] == "figure"]
    assert sum(bar["value"] for bar in stages) == sum(bar["value"] for bar in categories) == 4
    for bar in (*stages, *categories, *objectives):
        assert not bar["url"] or len(references(bar["url"])) == bar["value"]


def runs_of(found: Any) -> list[dict[str, str]]:
    if isinstance(found, dict):
        return (
            [found]
            if set(found) == {"text", "url", "language"}
            else [run for value in found.values() for run in runs_of(value)]
        )
    return [run for each in found for run in runs_of(each)] if isinstance(found, list) else []


def test_an_edition_without_pledges_answers_with_an_empty_register(cast: Cast) -> None:
    factories.make_objectives()
    assert "No pledge is found" in get("/pledges/?edition=there")
