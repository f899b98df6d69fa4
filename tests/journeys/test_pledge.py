"""A pledge, end to end in the browser's words: draft, partner, publication, progress, check, outcome."""

import json
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from forum.desk.items import collect
from forum.history.verifier import faults
from forum.kit import clock
from forum.milestones.engine import remind
from forum.notifications.delivery import hand_over
from forum.notifications.models import Notification
from forum.outcomes import actions as outcomes
from tests import factories
from tests.cast import Cast
from tests.pledges.world import SECRETS, TEXT, accredit

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def fields(page: str, action: str = "") -> dict[str, Any]:
    """What the form of a page would send as it stands."""
    forms = BeautifulSoup(page, "html.parser").select("main form[method=post]")
    form = next(each for each in forms if action in str(each.get("action", "")))
    return {str(each["name"]): each.get("value", "") for each in form.select("input[type=hidden]")}


def follow(client: Client, address: str, body: dict[str, Any]) -> str:
    """Posts and reads the page it leads to."""
    answer = client.post(address, body, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return answer.content.decode()


def test_a_state_pledges_reports_and_another_verifies(cast: Cast, travel: Callable[[datetime], Any]) -> None:
    accredit(cast, "ngo")
    objectives = factories.make_objectives()
    state, agency, ngo = (cast.client(name) for name in ("state", "agency", "ngo"))
    officer, anybody = cast.client("pledges"), cast.client("anonymous")

    # a draft, filled in and checked
    body = {"edition": "here", "organisation": cast.organisations["state"].pk, "title": "Permits that move along"}
    page = follow(state, "/pledges/new/?edition=here", body)
    edit = re.search(r'data-autosave-url="([^"]+)"', page)
    assert edit
    address = edit[1].removesuffix("edit/")
    filled = {
        **fields(page),
        **{"title": "Permits that move along", "type": "common", "nature": "policy", "compacts": "both"},
        **{"description": TEXT, "objectives": [objectives[4].pk, objectives[5].pk], "indicator": "Changes per season"},
        "target_date": (cast.edition.today() + timedelta(days=300)).isoformat(),
        **{"contact1_name": SECRETS[0], "contact1_email": SECRETS[1]},
        "check": "1",
    }
    page = follow(state, edit[1], filled)
    assert "names its partners" in page
    assert f'action="{address}invite/"' in page

    # a partner, who confirms for itself
    page = follow(state, f"{address}invite/", {"partner": "Placeholder Agency for Mobility"})
    page = follow(state, f"{address}submit/", fields(page, "submit/"))
    assert "The pledge officer acts next." in page
    assert "Confirm or decline: Permits that move along" in agency.get("/desk/").content.decode()
    page = agency.get(address).content.decode()
    confirm = re.search(r"/pledges/partners/\d+/confirm/", page)
    assert confirm
    follow(agency, confirm[0], fields(page, confirm[0]))

    # the officer checks, sends, and it stands in the register
    assert "Decide on a pledge: Permits that move along" in officer.get("/desk/").content.decode()
    queue = officer.get("/here/manage/pledges/").content.decode()
    decide = re.search(r"/here/manage/pledges/\d+/", queue)
    assert decide
    page = officer.get(decide[0]).content.decode()
    page = follow(officer, decide[0], {**fields(page), "outcome": "publish"})
    page = follow(officer, f"{decide[0]}publish/", fields(page, "publish/"))
    assert "Published as HERE-P-0001" in page
    assert "Permits that move along" in anybody.get("/pledges/?edition=here&objective=5").content.decode()
    listed = anybody.get("/pledges/?format=json").json()
    assert listed[0]["partners"] == [{"name": "Placeholder Agency for Mobility", "state": "confirmed"}]

    # half a year later an update is asked for, once
    travel(clock.now() + timedelta(days=182))
    state, ngo = cast.client("state"), cast.client("ngo")
    assert remind() == 1
    assert remind() == 0
    hand_over()
    reminder = Notification.objects.get(kind="reminder", status="waiting")
    assert (reminder.recipient, reminder.mail.subject) == (
        cast["state"],
        "Reminder: Report on your pledge: Permits that move along (Forum Here)",
    )
    page = state.get(reminder.url).content.decode()
    body = {**fields(page), "stage": "in_progress", "narrative": "The rule is adopted."}
    assert "Update published." in follow(state, reminder.url, body)
    assert "Report on your pledge: Permits that move along" not in [item.title for item in collect(cast["state"])[0]]

    # another accredited organisation verifies, the State replies
    page = ngo.get("/pledges/HERE-P-0001/").content.decode()
    verify = re.search(r"/pledges/updates/\d+/verify/", page)
    assert verify
    body = {"organisation": cast.organisations["ngo"].pk, "outcome": "verified", "text": "Forty workers have used it."}
    follow(ngo, verify[0], body)
    page = state.get("/pledges/HERE-P-0001/").content.decode()
    reply = re.search(r"/pledges/checks/\d+/reply/", page)
    assert reply
    follow(state, reply[0], {**fields(state.get(reply[0]).content.decode()), "reply": "Sixty by now."})
    page = anybody.get("/pledges/HERE-P-0001/").content.decode()
    for words in ("Update verified", "The rule is adopted.", "Forty workers have used it.", "Sixty by now."):
        assert words in page
    assert not [secret for secret in SECRETS if secret in page]

    # the outcome shows it, with links, and the history is whole
    draft = outcomes.current_draft(cast.edition, by=cast["secretariat"])
    outcomes.fill(draft, by=cast["secretariat"])
    blocks = json.dumps(draft.blocks)
    assert "/pledges/?edition=here&stage=in_progress" in blocks
    assert "/pledges/?edition=here&verified=yes" in blocks
    assert list(faults()) == []
