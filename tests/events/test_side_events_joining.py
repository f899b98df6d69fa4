"""What organisers settle among themselves: who is alike, one joint event of two, a text changed after it was sent."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.models import Organisation
from events.models import Call, CoOrganiser, Merger, Proposal, Session
from events.side_events import actions
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from tests import factories
from tests.cast import Cast
from tests.events.side_events import LONG, current, make_call, scored, second_reviewer, submitted, written

OF = "/here/side-events/proposals/{}/"


@pytest.fixture
def call(cast: Cast) -> Call:
    second_reviewer(cast.edition)
    return make_call(cast.edition, edits_allowed=True)


@pytest.fixture
def ours(cast: Cast, call: Call) -> Proposal:
    return submitted(call, cast.organisations["ngo"], cast["ngo"])


@pytest.fixture
def theirs(cast: Cast, call: Call) -> Proposal:
    title = "Classrooms, clinics and cards"
    return submitted(call, cast.organisations["city"], cast["city"], title=title, description=LONG.upper())


def ask(cast: Cast, ours: Proposal, theirs: Proposal, name: str = "ngo", **changes: Any) -> Any:
    sent = {
        "version": ours.version,
        "other": theirs.reference,
        "title": "joined",
        "description": "kept",
        "policy_intervention": "kept",
        "word": "We speak of the same doors.",
    }
    return cast.client(name).post(f"{OF.format(ours.reference)}merge/", {**sent, **changes})


def answer(cast: Cast, name: str, verb: str, reply: str = "") -> Any:
    merger = Merger.objects.get()
    sent = {"version": merger.version, "reply": reply, "mark": merger.mark}
    return cast.client(name).post(f"/here/side-events/mergers/{merger.pk}/{verb}/", sent)


def test_what_is_alike_is_shown_before_it_is_submitted_and_stops_nothing(
    cast: Cast, call: Call, theirs: Proposal
) -> None:
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    people = [{"name": "Amina Sample", "role": "panellist"}]
    for proposal, name in ((draft, "ngo"), (theirs, "city")):
        actions.save(proposal, by=cast[name], panel=people)
    page = cast.client("ngo").get(f"{OF.format(draft.reference)}edit/check/").content.decode()
    for words in (
        "Others like it",
        theirs.title,
        str(theirs.organisation),
        "titles are nearly the same",
        "Amina Sample",
    ):
        assert words in page
    sent = {"version": current(draft).version}
    assert cast.client("ngo").post(f"{OF.format(draft.reference)}submit/", sent).status_code == 302
    assert current(draft).status == "submitted"


def test_who_has_nothing_in_common_is_not_shown(cast: Cast, call: Call) -> None:
    other = {"title": "Remittances", "description": "Money sent home costs too much; a post office could do it. " * 8}
    draft = written(call, cast.organisations["city"], cast["city"], **other)
    actions.save(draft, by=cast["city"], objectives=factories.make_objectives()[19:20])
    actions.submit(current(draft), by=cast["city"])
    mine = written(call, cast.organisations["ngo"], cast["ngo"])
    assert "Others like it" not in cast.client("ngo").get(f"{OF.format(mine.reference)}edit/check/").content.decode()


def test_two_leads_make_one_joint_proposal(cast: Cast, ours: Proposal, theirs: Proposal) -> None:
    helper: Organisation = cast.organisations["youth"]
    CoOrganiser.objects.create(proposal=theirs, organisation=helper)
    assert ask(cast, ours, theirs).status_code == 302
    assert current(theirs).status == "submitted", "nothing happens before the other side consents"
    assert Notification.objects.filter(kind="merger_proposed", recipient=cast["city"]).exists()
    page = cast.client("city").get(f"/here/side-events/mergers/{Merger.objects.get().pk}/").content.decode()
    assert "We speak of the same doors." in page
    assert answer(cast, "city", "agree").status_code == 302
    kept, joined = current(ours), current(theirs)
    assert (joined.status, joined.merged_into) == ("merged", kept)
    assert (kept.status, kept.title, kept.description) == ("submitted", theirs.title, ours.description)
    roles = {each.organisation: (each.role, each.answer) for each in kept.co_organisers.all()}
    assert roles == {theirs.organisation: ("lead_organiser", "confirmed"), helper: ("co_organiser", "invited")}
    assert Entry.objects.of(theirs).filter(verb="merge").exists()
    assert kept.reference in cast.client("city").get(OF.format(theirs.reference)).content.decode()


def test_the_second_lead_leads_as_well_and_both_stand_in_the_programme(
    cast: Cast, ours: Proposal, theirs: Proposal
) -> None:
    ask(cast, ours, theirs)
    answer(cast, "city", "agree")
    sent = {"version": current(ours).version, "title": "One title of both", "format": "panel", "mode": "hybrid"}
    address = f"{OF.format(ours.reference)}edit/title/"
    assert cast.client("city").post(address, {**sent, "speakers": "Three people."}).status_code == 302
    assert current(ours).title == "One title of both"
    proposal = scored(current(ours), 4, 4)
    actions.select(proposal, by=cast["programme"])
    leads = Session.objects.get().roles.filter(role="lead_organiser").values_list("organisation", flat=True)
    assert set(leads) == {ours.organisation_id, theirs.organisation_id}


def test_who_asks_does_not_read_the_other_text_before_its_lead_consents(
    cast: Cast, ours: Proposal, theirs: Proposal
) -> None:
    ask(cast, ours, theirs, description="joined")
    address = f"/here/side-events/mergers/{Merger.objects.get().pk}/"
    pages = {name: cast.client(name).get(address).content.decode() for name in ("ngo", "city", "programme")}
    assert [name for name, page in pages.items() if theirs.description[:40] in page] == ["city", "programme"]
    assert theirs.title in pages["ngo"]
    assert "shown once its lead consents" in pages["ngo"]


def test_a_consent_to_what_was_changed_since_is_asked_for_anew(
    cast: Cast, ours: Proposal, theirs: Proposal, travel: Any
) -> None:
    ask(cast, ours, theirs, description="joined")
    travel(clock.now() + timedelta(minutes=5))
    actions.save(current(theirs), by=cast["city"], changes={"description": LONG.swapcase()})
    answer(cast, "city", "agree")
    assert (Merger.objects.get().answer, current(theirs).status) == ("proposed", "submitted")
    assert Notification.objects.filter(kind="merger_proposed", recipient=cast["ngo"]).exists()
    address = f"/here/side-events/mergers/{Merger.objects.get().pk}/"
    assert LONG.swapcase()[:40] in cast.client("ngo").get(address).content.decode()
    answer(cast, "ngo", "agree")
    assert (Merger.objects.get().answer, current(theirs).status) == ("agreed", "merged")
    assert current(ours).description == LONG.swapcase()


def test_the_other_side_declines_with_a_word(cast: Cast, ours: Proposal, theirs: Proposal) -> None:
    ask(cast, ours, theirs)
    assert answer(cast, "city", "decline").status_code in (409, 422)
    assert answer(cast, "city", "decline", "Ours is for children.").status_code == 302
    assert (Merger.objects.get().answer, current(theirs).status) == ("declined", "submitted")
    assert Notification.objects.filter(kind="merger_declined", recipient=cast["ngo"]).exists()
    assert answer(cast, "city", "agree").status_code == 409, "what was declined stays so"


def test_who_asked_takes_it_back_until_both_consent(cast: Cast, ours: Proposal, theirs: Proposal) -> None:
    ask(cast, ours, theirs)
    merger = Merger.objects.get()
    address, sent = f"/here/side-events/mergers/{merger.pk}/withdraw/", {"version": merger.version}
    assert cast.client("city").post(address, sent).status_code == 409, "only who asked"
    assert Merger.objects.get().answer == "proposed"
    cast.client("ngo").post(address, sent)
    assert Merger.objects.get().answer == "withdrawn"
    assert answer(cast, "city", "agree").status_code == 409


def test_an_officer_suggests_and_both_leads_are_asked(cast: Cast, ours: Proposal, theirs: Proposal) -> None:
    assert ask(cast, ours, theirs, name="programme").status_code == 302
    told = Notification.objects.filter(kind="merger_proposed").values_list("recipient", flat=True)
    assert set(told) == {cast["ngo"].pk, cast["city"].pk}
    assert answer(cast, "city", "agree").status_code == 302
    assert current(theirs).status == "submitted"
    assert answer(cast, "ngo", "agree").status_code == 302
    assert current(theirs).status == "merged"


def test_strangers_neither_see_nor_answer(cast: Cast, ours: Proposal, theirs: Proposal) -> None:
    ask(cast, ours, theirs)
    assert cast.client("state").get(f"/here/side-events/mergers/{Merger.objects.get().pk}/").status_code == 404
    assert answer(cast, "state", "agree").status_code == 404


def test_what_changes_after_it_was_sent_is_a_version_that_reviewers_compare(cast: Cast, ours: Proposal) -> None:
    sent = {"version": ours.version, "title": "Cards and classrooms", "format": "panel", "mode": "hybrid"}
    address = f"{OF.format(ours.reference)}edit/title/"
    answer = cast.client("ngo").post(address, {**sent, "speakers": ours.speakers})
    assert answer.status_code == 302
    assert list(ours.versions.values_list("number", flat=True)) == [2, 1]
    page = cast.client("ngo").get(OF.format(ours.reference)).content.decode()
    assert "<del>Cards, clinics, classrooms</del>" in page or "<del>" in page
    assert "<ins>" in page


def test_what_was_sent_stays_complete(cast: Cast, ours: Proposal) -> None:
    sent = {"version": ours.version, "title": "", "format": "panel", "mode": "hybrid", "speakers": "Two."}
    answer = cast.client("ngo").post(f"{OF.format(ours.reference)}edit/title/", sent)
    assert answer.status_code == 409
    assert "Write a title." in answer.content.decode()
    assert current(ours).title == ours.title


@pytest.mark.parametrize("closed", [True, False])
def test_it_changes_only_where_the_call_lets_it_and_until_it_closes(cast: Cast, ours: Proposal, closed: bool) -> None:
    if closed:
        Call.objects.update(closes_at=clock.now() - timedelta(hours=1))
    else:
        Call.objects.update(edits_allowed=False)
    with pytest.raises(Refused, match="only when changes are asked for"):
        actions.save(current(ours), by=cast["ngo"], changes={"title": "Another"})


def test_a_silent_co_organiser_is_reminded_until_it_answers(cast: Cast, call: Call) -> None:
    draft = written(call, cast.organisations["ngo"], cast["ngo"])
    actions.save(draft, by=cast["ngo"], co_organisers=[cast.organisations["city"]])
    invitation = CoOrganiser.objects.get()
    due = Milestone.objects.get(object_type="events.coorganiser", object_id=invitation.pk)
    assert (due.due_at, due.done_at) == (call.closes_at, None)
    actions.answer(invitation, "confirm", by=cast["city"])
    due.refresh_from_db()
    assert due.done_at is not None


def test_an_event_of_a_part_has_organisers_in_different_roles(cast: Cast, call: Call) -> None:
    part = cast.edition.parts.create(slug="civil-society-days", title="Civil Society Days")
    draft = written(call, cast.organisations["ngo"], cast["ngo"], part=part)
    city = cast.organisations["city"]
    actions.save(draft, by=cast["ngo"], co_organisers=[city])
    actions.save(draft, by=cast["ngo"], co_organisers=[city], roles={city.pk: "host"})
    actions.answer(CoOrganiser.objects.get(), "confirm", by=cast["city"])
    actions.submit(current(draft), by=cast["ngo"])
    actions.select(scored(current(draft), 3, 4), by=cast["programme"])
    session = Session.objects.get()
    assert session.part == part
    assert set(session.roles.values_list("role", flat=True)) == {"lead_organiser", "host"}


def test_a_new_role_is_asked_anew(cast: Cast, call: Call) -> None:
    draft, city = written(call, cast.organisations["ngo"], cast["ngo"]), cast.organisations["city"]
    actions.save(draft, by=cast["ngo"], co_organisers=[city])
    actions.answer(CoOrganiser.objects.get(), "confirm", by=cast["city"])
    sent = {"version": current(draft).version, "co_organisers": str(city), f"role_{city.pk}": "co_sponsor"}
    assert cast.client("ngo").post(f"{OF.format(draft.reference)}edit/who/", sent).status_code == 302
    held = CoOrganiser.objects.get()
    assert (held.role, held.answer) == ("co_sponsor", "invited")


# --- where bodies overlap -------------------------------------------------------------------------------------


def test_officers_see_where_two_bodies_overlap_and_suggest_one_event(
    cast: Cast, ours: Proposal, theirs: Proposal, django_assert_num_queries: Any
) -> None:
    page = "/here/manage/overlaps/"
    assert theirs.title not in cast.client("programme").get(page).content.decode(), "no country in common"
    Organisation.objects.filter(pk__in=[ours.organisation_id, theirs.organisation_id]).update(
        country=factories.make_country("gha")
    )
    answer = cast.client("programme").get(page)
    assert theirs.title in answer.content.decode()
    assert "Suggest one joint event" in answer.content.decode()
    assert theirs.title not in cast.client("programme").get(f"{page}?objective=20").content.decode()
    assert cast.client("programme").get(f"{page}?objective=99").status_code == 422
    rows = cast.client("programme").get(f"{page}?format=json").json()
    assert {rows[0]["one_reference"], rows[0]["other_reference"]} == {ours.reference, theirs.reference}
    assert cast.client("ngo").get(page).status_code == 403


def test_the_list_of_overlaps_asks_as_often_for_one_pair_as_for_thirty(
    cast: Cast, call: Call, django_assert_num_queries: Any
) -> None:
    ghana = factories.make_country("gha")
    bodies = [factories.make_organisation(country=ghana) for _number in range(2)]
    objectives = factories.make_objectives()[:1]

    def propose(count: int, body: Organisation) -> None:
        for _number in range(count):
            number = Proposal.objects.count() + 100
            made = Proposal.objects.create(
                call=call,
                edition=cast.edition,
                organisation=body,
                reference=f"HERE-SE-{number}",
                title=f"Event {number}",
                status="submitted",
            )
            made.objectives.set(objectives)

    client = cast.client("programme")
    propose(1, bodies[0])
    propose(1, bodies[1])
    client.get("/here/manage/overlaps/")
    with django_assert_num_queries(13):
        assert len(client.get("/here/manage/overlaps/").context["rows"]) == 1
    propose(29, bodies[1])
    with django_assert_num_queries(13):
        assert len(client.get("/here/manage/overlaps/").context["rows"]) == 30
