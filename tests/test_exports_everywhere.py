"""Every list of the site, found by what its page shows, offers its rows as CSV, XLSX and JSON."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup
from openpyxl import load_workbook

from tests.matrix import EVERYBODY, NOBODY, ROWS, SIGNED_IN
from tests.routes import all_routes
from tests.world import World, address

pytestmark = [pytest.mark.once, pytest.mark.django_db]
FORMATS = ["csv", "xlsx", "json"]
# Lists without pages and filters: nothing else on the page gives them away.
SHORT = {
    "commitments",
    "delegation",
    "equipment",
    "milestones",
    "organisation_members",
    "outcome_lines",
    "pledge_queue",
    "programme",
    "reference_list",
    "resources",
    "report_list",
    "review_list",
    "rooms",
    "round_tables",
    "session_attendance",
    "session_sign_ups",
    "tracks",
}
NOT_LISTS = {"style", "demo_mail_list"}  # a sample of the component; a tool of the demo


def count(form: str, answer: Any) -> int:
    """How many rows the file has, without its headings."""
    content = answer.getvalue()
    if form == "json":
        return len(json.loads(content))
    if form == "csv":
        return len(list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))) - 1
    return load_workbook(io.BytesIO(content)).active.max_row - 1


def pages(world: World) -> Iterator[tuple[str, str, str, Any]]:
    """Every page of the rehearsal, seen by somebody who may."""
    for route in all_routes():
        cell = ROWS.get(route.name, (NOBODY, NOBODY))[0]
        if cell == NOBODY or "." in route.last_segment or route.name in ("readyz", *NOT_LISTS):
            continue
        who = {EVERYBODY: "anonymous", SIGNED_IN: "secretariat"}.get(cell, cell.split()[0])
        where = address(route, world, world.here)
        yield route.name, who, where, world.ask(who, "GET", where)


def test_every_list_offers_the_three_formats_with_the_rows_of_its_page(world: World) -> None:
    seen = set()
    for name, who, where, page in pages(world):
        if page.status_code != 200 or page.streaming or "html" not in page["Content-Type"]:
            continue
        soup = BeautifulSoup(page.content, "html.parser")
        if not (soup.select("nav.pagination, details.filters") or name in SHORT):
            continue
        seen.add(name)
        links = [str(link["href"]) for link in soup.select(".exports a")]
        if not links:
            assert soup.select(".empty"), f"{name} at {where} is a list and offers no files"
            links = [f"?format={form}" for form in FORMATS]
        for number in range(0, len(links), 3):
            full = [link if link.startswith("/") else f"{where}{link}" for link in links[number : number + 3]]
            found = set()
            for form, link in zip(FORMATS, full, strict=True):
                answer = world.ask(who, "GET", link)
                assert answer.status_code == 200, link
                assert answer["Content-Type"] != page["Content-Type"], link
                found.add(count(form, answer))
            assert len(found) == 1, f"{name}: {found}"
            paginator = getattr((page.context or {}).get("page"), "paginator", None)
            if "list=" not in full[0] and paginator is not None:
                assert found == {paginator.count}, name
    assert seen >= SHORT
    assert seen >= {"editions", "organisations", "pledges", "programme", "side_events", "selection", "history"}
    assert seen >= {"outbox", "participants", "registration_queue", "accreditation_queue", "manage_programme"}
