"""A report says what is requested, of whom, where and by when; once published these are outcome lines."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from events.models import Proposal, Report
from events.reports import actions as reports
from forum.kit.refusals import Refused
from forum.outcomes.models import Document
from tests.cast import Cast
from tests.events.reporting import CHECK, REPORT, SAID, Travel, checked, held_event, published_event


@pytest.fixture
def held(cast: Cast, travel: Travel) -> Proposal:
    return held_event(published_event(cast), travel)


REQUESTS = {
    "requests-TOTAL_FORMS": "3",
    "requests-INITIAL_FORMS": "0",
    "requests-0-words": "Open the firewall rules.",
    "requests-0-actor": "Ministries of the interior",
    "requests-0-place": "Exemplia",
    "requests-0-due": "2028-03-01",
    "requests-2-words": "Count who moves on.",
    "requests-2-actor": "Statistics offices",
}


def test_what_it_requests_says_of_whom_where_and_by_when_and_becomes_lines_of_the_session(
    cast: Cast, held: Proposal, client: Client
) -> None:
    lines = "/here/outcome-lines/"
    assert cast.client("ngo").post(REPORT, {**SAID, **REQUESTS}).status_code == 302
    assert "Open the firewall rules." in cast.client("programme").get(CHECK).content.decode()
    assert "Open the firewall rules." not in client.get(lines).content.decode()
    checked(cast)
    page = BeautifulSoup(client.get(lines).content, "html.parser")
    first, second = [item.get_text(" ", strip=True) for item in page.select("li") if item.find(class_="tag")]
    for words in ("Request", "Open the firewall rules.", "Ministries of the interior", "Exemplia", "1 March 2028"):
        assert words in first
    assert "Count who moves on. Statistics offices" in second
    [document] = Document.objects.all()
    assert "(Ministries of the interior; Exemplia; 1 March 2028)" in str(document.blocks)


def test_a_request_of_nobody_is_refused_and_nothing_is_lost(cast: Cast, held: Proposal) -> None:
    answer = cast.client("ngo").post(REPORT, {**SAID, **REQUESTS, "requests-2-actor": " "})
    assert answer.status_code == 422
    assert b"A request is not complete." in answer.content
    assert b"Count who moves on." in answer.content
    with pytest.raises(Refused, match="what is asked, and of whom"):
        reports.report(
            held,
            by=cast["ngo"],
            key_messages="x",
            policy_interventions="y",
            requests=[{"words": "Count.", "actor": " ", "place": "", "due": ""}],
        )
    assert not Report.objects.exists()


def test_asked_for_changes_it_shows_the_requests_again(cast: Cast, held: Proposal) -> None:
    cast.client("ngo").post(REPORT, {**SAID, **REQUESTS})
    reports.ask_changes(Report.objects.get(), by=cast["programme"], reason="Say more.")
    page = BeautifulSoup(cast.client("ngo").get(REPORT).content, "html.parser")
    assert page.select_one("[name=requests-0-due]")["value"] == "2028-03-01"
    assert page.select_one("[name=requests-1-actor]")["value"] == "Statistics offices"
    assert len(page.select("[name$=-words]")) == 5
