"""A proposal is written in steps, kept complete or not, and submitted in time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.organisations.names import find_organisations
from events.models import Call, CoOrganiser, Proposal
from events.side_events import actions
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.side_events import LONG, current, make_call, submitted, written

STEP = "/here/side-events/proposals/{}/edit/{}/"


@pytest.fixture
def draft(cast: Cast) -> Proposal:
    return written(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])


def test_the_lead_begins_a_draft_and_co_organisers_are_asked_by_mail(cast: Cast) -> None:
    make_call(cast.edition)
    answer = cast.client("ngo").post(
        "/here/side-events/propose/",
        {"organisation": cast.organisations["ngo"].pk, "co_organisers": "City of Port Meridian\n"},
    )
    proposal = Proposal.objects.get()
    assert answer["Location"] == STEP.format("HERE-SE-001", "title")
    assert (proposal.status, proposal.organisation) == ("draft", cast.organisations["ngo"])
    assert proposal.co_organisers.get().answer == "invited"
    assert Notification.objects.get(kind="co_organiser_invited").recipient == cast.people["city"]


def test_a_name_that_nobody_has_is_named_and_nothing_is_begun(cast: Cast) -> None:
    make_call(cast.edition)
    answer = cast.client("ngo").post(
        "/here/side-events/propose/", {"organisation": cast.organisations["ngo"].pk, "co_organisers": "Nobody at all"}
    )
    assert answer.status_code == 422
    assert b"Not found here: Nobody at all." in answer.content
    assert not Proposal.objects.exists()


def test_a_refused_beginning_leaves_nothing_behind(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    make_call(cast.edition)

    def refuse(*_given: object, **_named: object) -> None:
        raise Refused("Not now.")

    monkeypatch.setattr(actions, "save", refuse)
    sent = {"organisation": cast.organisations["ngo"].pk, "co_organisers": "City of Port Meridian"}
    answer = cast.client("ngo").post("/here/side-events/propose/", sent)
    assert answer.status_code == 409
    assert not Proposal.objects.exists()
    assert Call.objects.get().last_number == 0


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ("\n".join(f"Body {number}" for number in range(21)), "These are 21 names. Name at most 20."),
        ("x" * 2001, "at most 2000 characters"),
    ],
)
def test_not_everybody_is_a_co_organiser(cast: Cast, names: str, words: str) -> None:
    make_call(cast.edition)
    sent = {"organisation": cast.organisations["ngo"].pk, "co_organisers": names}
    answer = cast.client("ngo").post("/here/side-events/propose/", sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()


def test_all_names_are_looked_up_at_once(cast: Cast, django_assert_num_queries) -> None:
    names = ["Nobody at all", "harbour light migrant network", "City of Port Meridian", *map(str, range(17))]
    with django_assert_num_queries(2):
        found = find_organisations(names)
    assert found[:3] == [None, cast.organisations["ngo"], cast.organisations["city"]]


@pytest.mark.parametrize("step", ["who", "title", "content", "time"])
def test_a_step_without_a_version_is_not_kept(cast: Cast, draft: Proposal, step: str) -> None:
    sent = {"title": "From an old copy", "days": ["x"], "version": "²"}
    assert cast.client("ngo").post(STEP.format(draft.reference, step), sent).status_code == 422
    assert current(draft).title == draft.title


@pytest.mark.parametrize("version", [None, "²", "1"])
def test_a_proposal_is_not_submitted_by_a_page_of_another_version(cast: Cast, draft: Proposal, version: str) -> None:
    sent = {} if version is None else {"version": version}
    answer = cast.client("ngo").post(f"/here/side-events/proposals/{draft.reference}/submit/", sent)
    assert answer.status_code == 409
    assert current(draft).status == "draft"


def test_nobody_proposes_for_an_organisation_of_others(cast: Cast) -> None:
    make_call(cast.edition)
    answer = cast.client("city").post("/here/side-events/propose/", {"organisation": cast.organisations["ngo"].pk})
    assert answer.status_code == 422
    assert not Proposal.objects.exists()


def test_who_acts_for_nobody_is_led_to_an_organisation(cast: Cast) -> None:
    make_call(cast.edition)
    answer = cast.client("stranger").get("/here/side-events/propose/")
    assert b"You act for no organisation yet" in answer.content


def test_a_step_keeps_what_is_there_and_says_what_is_missing(cast: Cast, draft: Proposal) -> None:
    objectives = [each.pk for each in factories.make_objectives()[:4]]
    answer = cast.client("ngo").post(
        STEP.format(draft.reference, "content"),
        {"version": draft.version, "description": "Too short", "objectives": objectives, "policy_intervention": ""},
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    for words in ("3 things to correct", "9 characters. Write at least 300.", "Choose one to three. You chose 4."):
        assert words in page
    assert "Name the policy intervention you expect." in page
    kept = current(draft)
    assert (kept.description, kept.objectives.count()) == ("Too short", 4)


def test_a_complete_step_goes_on(cast: Cast, draft: Proposal) -> None:
    answer = cast.client("ngo").post(
        STEP.format(draft.reference, "time"),
        {"version": draft.version, "windows": ["lunch"], "days": [cast.edition.start.isoformat()]},
    )
    assert answer["Location"] == STEP.format(draft.reference, "check")


@pytest.mark.parametrize("step", ["who", "title", "content", "time", "check"])
def test_every_step_is_read_without_an_error(cast: Cast, draft: Proposal, step: str) -> None:
    answer = cast.client("ngo").get(STEP.format(draft.reference, step))
    assert answer.status_code == 200
    assert b"things to correct" not in answer.content


def test_autosave_keeps_the_text_and_says_when(cast: Cast, draft: Proposal) -> None:
    address = STEP.format(draft.reference, "title") + "autosave/"
    sent = {"version": draft.version, "title": "Another title", "format": "panel", "mode": "hybrid", "speakers": "X"}
    answer = cast.client("ngo").post(address, sent)
    assert answer.json()["version"] == draft.version + 1
    assert len(answer.json()["saved_at"]) == 5
    assert current(draft).title == "Another title"


def test_of_two_who_write_at_once_the_slower_is_told(cast: Cast, draft: Proposal) -> None:
    client = cast.client("ngo")
    sent = {"version": draft.version, "title": "First", "format": "panel", "mode": "hybrid", "speakers": "X"}
    assert client.post(STEP.format(draft.reference, "title"), sent).status_code == 302
    answer = client.post(STEP.format(draft.reference, "title"), {**sent, "title": "Second"})
    assert answer.status_code == 409
    assert b"Somebody changed this meanwhile" in answer.content
    assert b"Second" in answer.content  # what was typed is not lost
    assert current(draft).title == "First"


def test_a_concept_note_is_known_by_its_content(cast: Cast, draft: Proposal) -> None:
    client, address = cast.client("ngo"), STEP.format(draft.reference, "content")
    sent = {
        "version": draft.version,
        "description": LONG,
        "objectives": [factories.make_objectives()[0].pk],
        "policy_intervention": "A measure.",
    }
    fake = SimpleUploadedFile("note.pdf", b"GIF89a" + b"\0" * 200)
    answer = client.post(address, {**sent, "concept_note": fake})
    assert answer.status_code == 409
    assert b"GIF" in answer.content
    real = SimpleUploadedFile("note.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
    assert client.post(address, {**sent, "concept_note": real}).status_code == 302
    note = client.get(f"/here/side-events/proposals/{draft.reference}/concept-note/")
    assert note["Content-Disposition"] == 'attachment; filename="note.pdf"'
    assert cast.client("city").get(note.request["PATH_INFO"]).status_code == 404


def test_what_is_submitted_no_longer_changes(cast: Cast) -> None:
    proposal = submitted(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])
    with pytest.raises(Refused, match="was submitted"):
        actions.save(proposal, by=cast["ngo"], changes={"title": "Later"})


def test_a_draft_is_seen_by_its_organisers_only(cast: Cast, draft: Proposal) -> None:
    actions.save(draft, by=cast["ngo"], co_organisers=[cast.organisations["city"]])
    seen = {
        name: cast.client(name).get(f"/here/side-events/proposals/{draft.reference}/").status_code
        for name in ("anonymous", "stranger", "ngo", "city", "youth", "programme", "reviewer", "elsewhere")
    }
    hidden = dict.fromkeys(("stranger", "youth", "programme", "reviewer", "elsewhere"), 404)
    assert seen == {"anonymous": 302, "ngo": 200, "city": 200, **hidden}


def test_a_co_organiser_answers_for_itself_and_for_nobody_else(cast: Cast, draft: Proposal) -> None:
    actions.save(draft, by=cast["ngo"], co_organisers=[cast.organisations["city"]])
    asked = CoOrganiser.objects.get()
    address = f"/here/side-events/co-organisers/{asked.pk}/confirm/"
    assert cast.client("ngo").post(address).status_code == 403  # sees it, cannot answer it
    assert cast.client("youth").post(address).status_code == 404
    assert cast.client("city").post(address).status_code == 409  # by a page of now, not by any button
    assert cast.client("city").post(address, {"version": asked.version}).status_code == 302
    asked.refresh_from_db()
    assert asked.answer == "confirmed"
    told = Notification.objects.get(kind="co_organiser_answered")
    assert told.recipient == cast.people["ngo"]
    assert (
        cast.client("city").post(address.replace("confirm", "decline"), {"version": asked.version}).status_code == 302
    )
    assert Entry.objects.of(asked).values_list("verb", flat=True)[0] == "decline"


def test_an_organisation_is_named_once(cast: Cast, draft: Proposal) -> None:
    CoOrganiser.objects.create(proposal=draft, organisation=cast.organisations["city"])
    with pytest.raises(IntegrityError), transaction.atomic():
        CoOrganiser.objects.create(proposal=draft, organisation=cast.organisations["city"])


def test_a_proposal_is_withdrawn_with_a_page_that_says_what_happens(cast: Cast) -> None:
    proposal = submitted(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])
    client, address = cast.client("ngo"), f"/here/side-events/proposals/{proposal.reference}/withdraw/"
    assert b"You can undo it for ten minutes." in client.get(address).content
    answer = client.post(address, {"version": proposal.version, "reason": "Our speaker is ill."}, follow=True)
    assert b"Proposal withdrawn." in answer.content
    assert current(proposal).status == "withdrawn"
    assert cast.client("programme").post(address).status_code == 403


def test_the_desk_leads_to_the_draft_and_to_the_invitation(cast: Cast, draft: Proposal) -> None:
    actions.save(draft, by=cast["ngo"], co_organisers=[cast.organisations["city"]])
    assert b"Finish your side event" in cast.client("ngo").get("/desk/").content
    assert b"Confirm that you co-organise" in cast.client("city").get("/desk/").content
    assert b"Cards, clinics" not in cast.client("youth").get("/desk/").content
