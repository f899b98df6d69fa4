"""A side event, over HTTP alone: call, draft, co-organiser, scores, selection, room, programme, report, outcome."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from events.models import Proposal
from events.sessions.tasks import hold_ended
from forum.history.verifier import faults
from forum.jobs.models import Job
from forum.kit import clock
from forum.milestones.engine import remind
from forum.notifications.delivery import hand_over
from forum.notifications.models import Notification
from forum.outcomes.tasks import build
from forum.taxonomy.models import Lens
from tests import factories
from tests.cast import Cast
from tests.events.side_events import LONG, second_reviewer

pytestmark = [pytest.mark.django_db, pytest.mark.both]


def form_of(page: str, action: str = "") -> dict[str, Any]:
    """What a form of the page would send as it stands."""
    forms = BeautifulSoup(page, "html.parser").select("main form[method=post]")
    form = next(each for each in forms if action in str(each.get("action", "")))
    sent: dict[str, Any] = {}
    for each in form.select("input[name], textarea[name]"):
        if each.get("type") not in ("checkbox", "radio", "file", "submit") or each.has_attr("checked"):
            value = each.get("value", "") if each.name == "input" else each.get_text().removeprefix("\n")
            sent.setdefault(str(each["name"]), []).append(value)
    for each in form.select("select[name]"):
        chosen = each.select_one("option[selected]") or each.select_one("option")
        sent[str(each["name"])] = [chosen.get("value", "")] if chosen else []
    return sent


def fill(client: Client, address: str, action: str = "", **values: Any) -> str:
    """Opens a page, fills in its form, sends it where the form says, and reads the page it leads to."""
    page = client.get(address, follow=True)
    assert page.status_code == 200, address
    text = page.content.decode()
    forms = BeautifulSoup(text, "html.parser").select("main form[method=post]")
    form = next(each for each in forms if action in str(each.get("action", "")))
    target = str(form.get("action") or page.request["PATH_INFO"])
    answer = client.post(target, {**form_of(text, action), **values}, follow=True)
    assert answer.status_code == 200, answer.content.decode()[:3000]
    return answer.content.decode()


def open_the_call(officer: Client, now: datetime) -> None:
    rows = {"windows": {"label": "Lunch", "not_before": "13:00", "not_after": "15:00", "duration_minutes": "60"}}
    rows["criteria"] = {"label": "Concrete outcomes", "weight": "2"}
    said = {f"{kind}-0-{name}": value for kind, row in rows.items() for name, value in row.items()}
    page = fill(
        officer,
        "/here/manage/call/",
        opens_at=f"{now - timedelta(days=1):%Y-%m-%dT%H:%M}",
        closes_at=f"{now + timedelta(days=9):%Y-%m-%dT%H:%M}",
        scores_by=f"{now + timedelta(days=20):%Y-%m-%d}",
        results_by=f"{now + timedelta(days=30):%Y-%m-%d}",
        places="1",
        max_per_lead="2",
        place_rule="any",
        **said,
    )
    assert "Call opened." in page


def propose(cast: Cast, lead: Client, partner: Client) -> str:
    """Step by step, with a look back at what was missing; the co-organiser confirms for itself."""
    day, objectives = cast.edition.days[1].isoformat(), factories.make_objectives()
    fill(
        lead,
        "/here/side-events/propose/",
        organisation=cast.organisations["ngo"].pk,
        co_organisers="City of Port Meridian",
    )
    reference = Proposal.objects.get().reference
    step = f"/here/side-events/proposals/{reference}/edit/"
    fill(
        lead, f"{step}title/", title="Cards, clinics, classrooms", format="panel", mode="hybrid", speakers="Two mayors."
    )
    content = {"description": LONG, "policy_intervention": "A resident card, issued by the council."}
    page = lead.get(f"{step}check/").content.decode()
    assert "things to correct before you submit" in page
    fill(lead, f"{step}content/", objectives=[objectives[3].pk], lenses=[Lens.objects.get().pk], **content)
    fill(lead, f"{step}time/", windows=["lunch"], days=[day])
    desk = partner.get("/desk/").content.decode()
    assert "Confirm that you co-organise “Cards, clinics, classrooms”" in desk
    page = fill(partner, f"/here/side-events/proposals/{reference}/", "confirm")
    assert "The lead organiser is told by mail." in page
    page = fill(lead, f"{step}check/", "submit")
    assert "Proposal submitted" in page
    return reference


def test_a_side_event_from_call_to_outcome(cast: Cast, travel: Callable[[datetime], Any]) -> None:
    Lens.objects.create(code="gender", title="Gender", order=1)
    second = second_reviewer(cast.edition)
    lead, partner, officer = (cast.client(name) for name in ("ngo", "city", "programme"))
    anybody = cast.client("anonymous")
    open_the_call(officer, clock.now())
    assert "Call for side events" in anybody.get("/").content.decode()
    fill(officer, "/here/manage/rooms/new/", name="Harbour Room", kind="physical", order="1")
    reference = propose(cast, lead, partner)

    # two reviewers score, neither sees the other
    reviewer, other = cast.client("reviewer"), Client()
    other.force_login(second, backend="django.contrib.auth.backends.ModelBackend")
    criterion = f"criterion_{Proposal.objects.get().call.criteria.get().pk}"
    for client, points in ((reviewer, "4"), (other, "5")):
        page = fill(client, f"/here/manage/side-events/review/{reference}/", **{criterion: points, "comment": "Clear."})
        assert "Scores saved." in page

    # selected, after a look at the mail
    page = f"/here/manage/side-events/{reference}/"
    assert "Mean 4.5 of 5." in officer.get(page).content.decode()
    check = fill(officer, page, "check", outcome="select", reason="The clearest measure.")
    assert "The clearest measure." in check
    done = officer.post(f"{page}select/", form_of(check, "select"), follow=True).content.decode()
    assert "The mails to 2 people leave at" in done
    assert "1 of 1 places are taken, 0 left." in done

    # a room and a time, then the public programme
    day = cast.edition.days[1].isoformat()
    room = cast.edition.rooms.get().pk
    fill(officer, f"{page}schedule/", room=room, starts_at=f"{day}T13:00", ends_at=f"{day}T14:00")
    session: Any = Proposal.objects.get().session
    assert "Cards, clinics" not in anybody.get("/here/programme/").content.decode()
    fill(lead, f"/here/side-events/proposals/{reference}/", "/confirm/")
    fill(officer, f"/here/manage/programme/{session.reference}/publish/")
    calendar = anybody.get("/here/programme.ics").content.decode()
    assert "SUMMARY:Cards\\, clinics\\, classrooms" in calendar
    assert f"UID:{session.uid}" in calendar
    listed = anybody.get("/here/side-events/").content.decode()
    assert "Cards, clinics, classrooms" in listed
    assert "City of Port Meridian" in anybody.get(session.get_absolute_url()).content.decode()

    # held by the clock, reminded, reported
    session.refresh_from_db()
    travel(session.ends_at + timedelta(days=7, minutes=5))
    hold_ended()
    assert remind() == 1
    hand_over()
    reminded = Notification.objects.get(kind="reminder", mail__isnull=False)
    assert reminded.recipient == cast.people["ngo"]
    report = fill(
        cast.client("ngo"),  # half a year later everybody signs in again
        f"/here/side-events/proposals/{reference}/report/",
        key_messages="A card opens doors.",
        policy_interventions="Issue resident cards in every port city.",
        people_youth="7",
    )
    assert "Report handed in." in report
    check = f"/here/manage/side-event-reports/{reference}/"
    officer = cast.client("programme")
    assert "Issue resident cards" in officer.get(check).content.decode()
    officer.post(f"{check}publish/", {"version": 1})
    assert "Issue resident cards" in anybody.get(session.get_absolute_url()).content.decode()

    # in the outcome summary, with links that lead to it
    secretary = cast.client("secretariat")
    secretary.post("/here/outcome/build/")
    build(Job.objects.get(task="forum.outcomes.tasks.build").pk)
    summary = BeautifulSoup(secretary.get("/here/outcome/").content, "html.parser")
    assert "Issue resident cards in every port city." in summary.text
    figures = [str(link["href"]) for link in summary.select("article a[href*='/here/side-events/']")]
    assert figures
    for address in figures:
        assert anybody.get(address).status_code == 200, address

    mailed = set(Notification.objects.filter(mail__isnull=False).values_list("kind", flat=True))
    assert {"co_organiser_invited", "proposal_submitted", "review_assigned", "proposal_selected"} <= mailed
    assert {"proposal_scheduled", "programme_released"} <= mailed
    assert list(faults()) == []
