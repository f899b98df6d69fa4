"""The selection board: drafts held against targets, a list of letters committed as one act, places passed on."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from post_office.models import Email

from events.calls.models import Call
from events.models import Proposal, Review, Selection
from events.selection import drafts
from events.selection.pool import pool
from events.selection.tasks import justify, pass_on
from events.side_events import actions
from events.side_events.contents import Speaker
from forum.editions.models import RoleName
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from forum.outcomes.models import Document
from forum.taxonomy.models import Country
from forum.undo.actions import undo
from tests import factories
from tests.cast import Cast
from tests.events.side_events import current, make_call, scored, second_reviewer, submitted

BOARD = "/here/manage/side-events/board/"
REVIEWERS = "/here/manage/side-events/reviewers/"
AFRICA, ASIA = Country.Group.AFRICA, Country.Group.ASIA_PACIFIC
EACH_REGION = {
    "dimension": "region",
    "value": ASIA.value,
    "bound": "least",
    "number": 1,
    "percent": False,
    "level": "rule",
}
WOMEN = {"dimension": "gender", "value": "woman", "bound": "least", "number": 40, "percent": True, "level": "advice"}


@pytest.fixture
def call(cast: Cast) -> Call:
    second_reviewer(cast.edition)
    return make_call(cast.edition, places=2)


@pytest.fixture
def field(cast: Cast, call: Call) -> dict[str, Proposal]:
    """Four proposals, scored 5, 4, 3 and 2; only the third is from Asia and the Pacific."""
    ghana = factories.make_country("gha", group=AFRICA)
    nepal = factories.make_country("npl", group=ASIA)
    found = {}
    for name, points, country in (("ngo", 5, ghana), ("city", 4, ghana), ("state", 3, nepal), ("agency", 2, ghana)):
        body = cast.organisations[name]
        type(body).objects.filter(pk=body.pk).update(country=country)
        found[name] = scored(submitted(call, body, cast[name], title=f"Event of {name}"), points, points)
    return found


def draft(cast: Cast, call: Call, name: str = "Balanced") -> Selection:
    return drafts.begin(Call.objects.select_related("edition").get(pk=call.pk), by=cast["programme"], name=name)


def again(selection: Selection) -> Selection:
    return Selection.objects.select_related("call__edition").get(pk=selection.pk)


def pick(client: Client, selection: Selection, proposal: Proposal, verb: str = "select", **more: Any) -> Any:
    sent = {"pick": f"{verb}:{proposal.pk}", "version": again(selection).version, **more}
    return client.post(f"{BOARD}{selection.pk}/pick/", sent)


def letters(selection: Selection, client: Client, **more: Any) -> dict[str, Any]:
    """What the form of the list carries."""
    form = client.get(f"{BOARD}{selection.pk}/letters/").context["form"]
    return {**{name: "" if form[name].value() is None else form[name].value() for name in form.fields}, **more}


def commit(selection: Selection, client: Client, **more: Any) -> Any:
    return client.post(f"{BOARD}{selection.pk}/commit/", letters(selection, client, **more))


@pytest.fixture
def picked(cast: Cast, call: Call, field: dict[str, Proposal]) -> Selection:
    """The first two in the places, the third on the reserve."""
    selection, client = draft(cast, call), cast.client("programme")
    pick(client, selection, field["ngo"])
    pick(client, selection, field["city"])
    pick(client, selection, field["state"], "reserve")
    return again(selection)


# --- drafts ---------------------------------------------------------------------------------------------------


def test_a_pick_shows_the_balance_and_the_rule_that_it_breaks(cast: Cast, call: Call, field: dict) -> None:
    Call.objects.filter(pk=call.pk).update(targets=[EACH_REGION])
    selection, client = draft(cast, call), cast.client("programme")
    answer = client.post(
        f"{BOARD}{selection.pk}/pick/",
        {"pick": f"select:{field['ngo'].pk}", "version": 1},
        headers={"X-Fragment": "board"},
    )
    page = answer.content.decode()
    assert (answer.status_code, "<html" in page) == (200, False)
    assert "1 of 2 places filled" in page
    assert "Region: Asia-Pacific States has 0 of at least 1." in page
    answer = pick(client, selection, field["state"])
    assert answer["Location"].endswith(f"#{field['state'].reference}")
    assert "has 0 of at least 1" not in client.get(BOARD).content.decode()
    assert current(field["ngo"]).status == "submitted"  # nobody has been told anything
    assert Entry.objects.of(selection).filter(verb="pick").count() == 2


def test_of_two_who_pick_in_one_draft_the_slower_sees_what_the_other_did(cast: Cast, call: Call, field: dict) -> None:
    selection = draft(cast, call)
    pick(cast.client("programme"), selection, field["ngo"])
    answer = pick(cast.client("secretariat"), selection, field["city"], version=1)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Somebody changed this meanwhile" in page
    assert "1 of 2 places filled" in page
    assert again(selection).picks.count() == 1


def test_only_what_was_scored_and_is_not_ones_own_is_picked(cast: Cast, call: Call, field: dict) -> None:
    late = submitted(call, cast.organisations["youth"], cast["youth"])
    selection, client = draft(cast, call), cast.client("programme")
    answer = pick(client, selection, late)
    assert answer.status_code == 409
    assert b"0 of 2 reviewers of" in answer.content
    factories.make_membership(cast.people["programme"], cast.organisations["ngo"], role="member")
    answer = pick(client, selection, field["ngo"])
    assert b"You belong to an organiser of" in answer.content
    assert "5.00" not in client.get(BOARD).content.decode()


def test_a_pick_taken_out_is_out_and_the_reserve_keeps_its_order(cast: Cast, picked: Selection, field: dict) -> None:
    client = cast.client("programme")
    pick(client, picked, field["agency"], "reserve")
    pick(client, picked, field["agency"], "up")
    order = list(picked.picks.filter(choice="reserve").order_by("order").values_list("proposal__reference", flat=True))
    assert order == [field["agency"].reference, field["state"].reference]
    pick(client, picked, field["agency"], "out")
    assert list(picked.picks.filter(choice="reserve").values_list("order", flat=True)) == [1]


def test_the_suggestion_goes_by_rank_under_the_rules_and_says_why(cast: Cast, call: Call, field: dict) -> None:
    Call.objects.filter(pk=call.pk).update(targets=[EACH_REGION])
    client = cast.client("programme")
    answer = client.post(f"{BOARD}add/", {"name": "By rule", "suggest": "1"}, follow=True)
    made = Selection.objects.get()
    chosen = set(made.picks.filter(choice="select").values_list("proposal__reference", flat=True))
    assert chosen == {field["ngo"].reference, field["state"].reference}
    page = answer.content.decode()
    assert f"Gave way to {field['state'].reference}." in page
    assert "Region: Asia-Pacific States has 0 of at least 1." in page


def test_a_maximum_passes_over_the_next_by_rank(cast: Cast, call: Call, field: dict) -> None:
    most = {**EACH_REGION, "value": "", "bound": "most"}
    Call.objects.filter(pk=call.pk).update(targets=[most])
    client = cast.client("programme")
    client.post(f"{BOARD}add/", {"name": "One of each", "suggest": "1"})
    chosen = set(Selection.objects.get().picks.filter(choice="select").values_list("proposal", flat=True))
    assert chosen == {field["ngo"].pk, field["state"].pk}


def test_the_share_of_women_counts_those_who_say(cast: Cast, call: Call, field: dict) -> None:
    Call.objects.filter(pk=call.pk).update(targets=[WOMEN])
    for gender in ("man", "man", "woman", "not_said"):
        Speaker.objects.create(proposal=field["ngo"], name="A speaker", gender=gender)
    selection, client = draft(cast, call), cast.client("programme")
    pick(client, selection, field["ngo"])
    page = client.get(BOARD).content.decode()
    assert "Woman has 33 % of at least 40 %." in page
    assert "Of 1 speaker it is not said" in page
    assert "A speaker" not in page


def test_drafts_are_compared(cast: Cast, call: Call, picked: Selection, field: dict) -> None:
    client = cast.client("programme")
    answer = client.post(f"{BOARD}add/", {"name": "Other", "like": picked.pk})
    other = Selection.objects.get(name="Other")
    assert answer["Location"].endswith(f"draft={other.pk}")
    pick(client, other, field["city"], "out")
    page = client.get(f"{BOARD}compare/").content.decode()
    differ = page[page.index("Where they differ") :]
    assert "Event of city" in differ
    assert "Event of ngo" not in differ
    assert client.post(f"{BOARD}add/", {"name": "Other"}).status_code == 409
    client.post(f"{BOARD}{other.pk}/remove/", {"version": again(other).version})
    assert not Selection.objects.filter(pk=other.pk).exists()


def test_targets_are_data_of_the_call(cast: Cast, call: Call) -> None:
    client, page = cast.client("programme"), f"{BOARD}targets/"
    sent = {"targets-TOTAL_FORMS": 2, "targets-INITIAL_FORMS": 0, "confirm_days": 7, "version": call.version}
    row = {"targets-0-what": "category:", "targets-0-bound": "most", "targets-0-level": "rule"}
    assert client.post(page, {**sent, **row}).status_code == 422
    answer = client.post(page, {**sent, **row, "targets-0-number": 4})
    assert answer.status_code == 302
    kept = Call.objects.get()
    assert kept.targets == [
        {"dimension": "category", "value": "", "bound": "most", "number": 4, "percent": False, "level": "rule"}
    ]
    assert kept.confirm_days == 7
    assert client.post(page, {**sent, **row, "targets-0-number": 3}).status_code == 409


def test_the_board_asks_at_most_eight_questions_of_one_and_of_many(
    cast: Cast, call: Call, settings: Any, django_assert_num_queries: Any
) -> None:
    """What every page shows and seldom changes is kept, as in production: one question says that nothing was done."""
    settings.PUBLIC_PAGES_MB = 16
    selection, client = draft(cast, call), cast.client("programme")
    for number in range(20):
        lead = factories.make_organisation(f"Lead {number}")
        factories.make_membership(cast.people["ngo"], lead)
        proposal = scored(submitted(call, lead, cast["ngo"]), 4, 3)
        if number in (0, 19):
            pick(client, selection, proposal)
            for address in (BOARD, "/here/manage/side-events/"):
                client.get(address)
                with django_assert_num_queries(8 if address == BOARD else 7):
                    client.get(address)


# --- the list -------------------------------------------------------------------------------------------------


def test_the_list_shows_each_letter_and_a_reason_before_anything_is_done(
    cast: Cast, picked: Selection, field: dict
) -> None:
    page = cast.client("programme").get(f"{BOARD}{picked.pk}/letters/").content.decode()
    for words in (
        "4 side events are decided by this list.",
        "It mails 4 people.",
        "was selected as a side event",
        "is on the reserve",
        "was not selected",
        "On “Speakers” the reviewers gave this one 2.0 of 5; those selected have 4.5.",
    ):
        assert words in page, words
    assert not Notification.objects.filter(kind__in=["proposal_selected", "proposal_declined"]).exists()


def test_one_act_decides_all(cast: Cast, call: Call, picked: Selection, field: dict) -> None:
    client = cast.client("programme")
    answer = commit(picked, client)
    assert answer.status_code == 302
    now = {name: current(each) for name, each in field.items()}
    assert [now[name].status for name in field] == ["selected", "selected", "reserve", "declined"]
    assert now["state"].reserve_order == 1
    assert "gave this one 2.0 of 5" in now["agency"].decision_reason
    assert now["ngo"].confirm_by == cast.edition.today() + timedelta(days=call.confirm_days)
    act = Entry.objects.of(picked).get(verb="commit")
    assert act.actor_id == cast.people["programme"].pk
    for each in field.values():
        assert Entry.objects.of(each).filter(verb__in=["select", "reserve", "decline"]).count() == 1
    assert not Email.objects.filter(status=0).exists()  # the letters wait until it can no longer be undone
    page = client.get(answer["Location"]).content.decode()
    assert "4 side events are decided." in page
    assert commit_again(picked, client).status_code == 409


def commit_again(selection: Selection, client: Client) -> Any:
    return client.post(f"{BOARD}{selection.pk}/commit/", {"version": again(selection).version})


def test_a_list_with_an_empty_reason_is_not_committed(cast: Cast, picked: Selection, field: dict) -> None:
    answer = commit(picked, cast.client("programme"), **{f"reason_{field['agency'].pk}": " "})
    assert answer.status_code == 422
    assert current(field["ngo"]).status == "submitted"


def test_reasons_are_kept_without_deciding(cast: Cast, picked: Selection, field: dict) -> None:
    client = cast.client("programme")
    commit(picked, client, keep="1", **{f"reason_{field['agency'].pk}": "No worker is on the panel."})
    assert current(field["agency"]).status == "submitted"
    assert letters(picked, client)[f"reason_{field['agency'].pk}"] == "No worker is on the panel."


def test_a_list_is_refused_when_a_proposal_changed_meanwhile(cast: Cast, picked: Selection, field: dict) -> None:
    client = cast.client("programme")
    sent = letters(picked, client)
    actions.withdraw(current(field["city"]), by=cast["city"])
    answer = client.post(f"{BOARD}{picked.pk}/commit/", sent)
    assert answer.status_code == 409
    assert b"Somebody changed this meanwhile" in answer.content
    assert current(field["ngo"]).status == "submitted"


def test_a_list_never_gives_more_places_than_there_are(cast: Cast, call: Call, picked: Selection, field: dict) -> None:
    pick(cast.client("programme"), picked, field["state"])
    answer = commit(picked, cast.client("programme"))
    assert answer.status_code == 409
    assert b"3 are picked and 2 places are left." in answer.content
    assert Call.objects.get().selected_count == 0
    assert {current(each).status for each in field.values()} == {"submitted"}


def test_a_broken_rule_needs_a_reason(cast: Cast, call: Call, picked: Selection, field: dict) -> None:
    Call.objects.filter(pk=call.pk).update(targets=[EACH_REGION])
    client = cast.client("programme")
    answer = commit(picked, client)
    assert answer.status_code == 409
    assert b"A rule is broken. Region: Asia-Pacific States has 0 of at least 1." in answer.content
    assert commit(picked, client, exception="The regional meeting follows.").status_code == 302
    assert Entry.objects.of(picked).get(verb="commit").reason == "The regional meeting follows."


def test_who_organises_one_of_them_commits_no_list(cast: Cast, picked: Selection, field: dict) -> None:
    factories.make_membership(cast.people["programme"], cast.organisations["agency"], role="member")
    answer = commit(picked, cast.client("programme"))
    assert answer.status_code == 409
    assert b"You belong to an organiser of" in answer.content
    assert current(field["ngo"]).status == "submitted"


def test_a_list_is_undone_as_a_whole(cast: Cast, call: Call, picked: Selection, field: dict) -> None:
    commit(picked, cast.client("programme"))
    undo(Entry.objects.of(picked).get(verb="commit"), by=cast["programme"])
    assert {current(each).status for each in field.values()} == {"submitted"}
    assert Call.objects.get().selected_count == 0
    assert again(picked).committed_at is None
    deliver()
    assert not Email.objects.filter(status=0).exists()
    assert list(faults()) == []


def test_the_justification_is_frozen_and_read_by_who_is_entitled(
    cast: Cast, picked: Selection, field: dict, travel: Any
) -> None:
    commit(picked, cast.client("programme"))
    assert justify() == 0  # it can still be undone
    travel(clock.now() + timedelta(minutes=11))
    assert (justify(), justify()) == (1, 0)
    document = Document.objects.get(object_type="events.selection")
    said = str(document.blocks)
    for words in ("Event of agency", "gave this one 2.0 of 5", "Speakers", "Reserve, number 1", "Second reviewer"):
        assert words in said, words
    assert set(document.translations) == {"ar", "es", "fr", "ru", "zh-hans"}
    address = document.get_absolute_url()
    answers = {name: cast.client(name).get(address).status_code for name in ("programme", "auditor", "ngo", "reviewer")}
    assert answers == {"programme": 200, "auditor": 200, "ngo": 404, "reviewer": 404}
    page = cast.client("auditor").get(f"{BOARD}{picked.pk}/letters/").content.decode()
    assert document.code in page


def test_the_justification_is_kept_from_an_officer_who_belongs_to_an_organiser(
    cast: Cast, picked: Selection, field: dict, travel: Any
) -> None:
    commit(picked, cast.client("programme"))
    travel(clock.now() + timedelta(minutes=11))
    justify()
    factories.make_membership(cast.people["secretariat"], field["agency"].organisation, role="member")
    client, document = cast.client("secretariat"), Document.objects.get(object_type="events.selection")
    assert client.get(document.get_absolute_url()).status_code == 404
    page = client.get(f"{BOARD}{picked.pk}/letters/").content.decode()
    assert document.code not in page
    assert "so it is not shown to you" in page


# --- places ---------------------------------------------------------------------------------------------------


@pytest.fixture
def decided(cast: Cast, picked: Selection, field: dict, travel: Any) -> dict[str, Proposal]:
    commit(picked, cast.client("programme"))
    return {name: current(each) for name, each in field.items()}


def test_the_lead_confirms_by_a_day(cast: Cast, decided: dict) -> None:
    mine = decided["ngo"]
    page = f"/here/side-events/proposals/{mine.reference}/"
    client = cast.client("ngo")
    assert b"Confirm that it takes place" in client.get(page).content
    assert "Confirm your side event" in client.get("/desk/").content.decode()
    assert client.post(f"{page}confirm/", {"version": mine.version}).status_code == 302
    assert current(mine).confirmed_at is not None
    assert b"Confirm that it takes place" not in client.get(page).content
    assert (
        not Milestone.objects.open().filter(object_type="events.proposal", object_id=mine.pk, slug="confirm").exists()
    )


def test_a_place_that_is_not_confirmed_goes_to_the_next(cast: Cast, call: Call, decided: dict, travel: Any) -> None:
    actions.confirm(decided["ngo"], by=cast["ngo"])
    assert pass_on() == 0
    travel(clock.now() + timedelta(days=call.confirm_days + 1))
    assert (pass_on(), pass_on()) == (1, 0)
    now = {name: current(each) for name, each in decided.items()}
    assert [now[name].status for name in ("ngo", "city", "state")] == ["selected", "withdrawn", "selected"]
    assert now["state"].confirm_by
    assert now["state"].confirm_by > cast.edition.today()
    assert Call.objects.get().selected_count == 2
    assert Entry.objects.of(decided["city"]).filter(verb="lapse", actor_id=None).count() == 1
    kinds = set(Notification.objects.values_list("kind", "recipient__name"))
    assert {("proposal_lapsed", "City"), ("proposal_promoted", "State"), ("place_passed_on", "Programme")} <= kinds
    assert list(faults()) == []


def test_a_withdrawn_place_goes_to_the_next_and_cannot_be_undone(cast: Cast, decided: dict) -> None:
    page = f"/here/side-events/proposals/{decided['ngo'].reference}/"
    cast.client("ngo").post(f"{page}withdraw/", {"reason": "No money.", "version": decided["ngo"].version})
    assert current(decided["ngo"]).status == "withdrawn"
    promoted = current(decided["state"])
    assert (promoted.status, promoted.session.status) == ("selected", "draft")
    with pytest.raises(Refused, match="passed on"):
        undo(Entry.objects.of(decided["ngo"]).filter(verb="withdraw")[0], by=cast["ngo"])


def test_an_officer_gives_a_place_that_was_raised_to_the_reserve(cast: Cast, call: Call, decided: dict) -> None:
    Call.objects.filter(pk=call.pk).update(places=3)
    client = cast.client("programme")
    assert b"1 place is free, and somebody is on the reserve." in client.get("/here/manage/side-events/").content
    version = Call.objects.get().version
    assert client.post("/here/manage/side-events/promote/", {"version": version}).status_code == 302
    assert current(decided["state"]).status == "selected"


# --- reviewers ------------------------------------------------------------------------------------------------


@pytest.fixture
def crowd(cast: Cast, call: Call) -> list[Proposal]:
    """Six proposals that nobody has, and four reviewers, one of them tied to one of the leads."""
    found = []
    for number in range(6):
        lead = factories.make_organisation(f"Lead {number}")
        factories.make_membership(cast.people["ngo"], lead)
        found.append(submitted(call, lead, cast["ngo"]))
    Review.objects.all().delete()
    for number in range(2):
        person = factories.make_user(f"Reader {number}")
        factories.make_role(person, cast.edition, RoleName.REVIEWER)
        if number == 0:
            factories.make_membership(person, found[0].organisation, role="member")
    return found


def plan(client: Client, each: int = 2) -> Any:
    return client.get(REVIEWERS, {"each": each}).context["planned"]


def test_a_whole_assignment_is_shown_then_given_in_balance(cast: Cast, call: Call, crowd: list[Proposal]) -> None:
    client = cast.client("programme")
    planned = plan(client)
    assert not Review.objects.exists()
    sent = {"each": 2, "code": planned.code, "version": Call.objects.get().version}
    answer = client.post(f"{REVIEWERS}assign/", sent)
    assert answer.status_code == 302
    assert Review.objects.count() == 12
    counts = [
        Review.objects.filter(reviewer=pk).count() for pk in set(Review.objects.values_list("reviewer", flat=True))
    ]
    assert counts == [3, 3, 3, 3]
    assert not crowd[0].reviews.filter(reviewer__name="Reader 0").exists()
    assert Notification.objects.filter(kind="review_assigned", object_id=crowd[5].pk).count() == 4  # two were before
    assert client.post(f"{REVIEWERS}assign/", {**sent, "version": Call.objects.get().version}).status_code == 409


def test_an_assignment_that_changed_since_it_was_shown_is_not_given(cast: Cast, crowd: list[Proposal]) -> None:
    client = cast.client("programme")
    code = plan(client).code
    actions.withdraw(current(crowd[3]), by=cast["ngo"])
    sent = {"each": 2, "code": code, "version": Call.objects.get().version}
    answer = client.post(f"{REVIEWERS}assign/", sent)
    assert answer.status_code == 409
    assert b"changed meanwhile" in answer.content
    assert not Review.objects.exists()


def test_a_declared_conflict_hands_the_proposal_to_somebody_else(cast: Cast, call: Call) -> None:
    third = factories.make_user("Third", email="third@cast.example")
    factories.make_role(third, cast.edition, RoleName.REVIEWER)
    proposal = submitted(call, cast.organisations["ngo"], cast["ngo"])
    review = Review.objects.filter(proposal=proposal).order_by("pk").first()
    client = Client()
    client.force_login(review.reviewer, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/here/manage/side-events/review/{proposal.reference}/"
    assert client.post(f"{address}conflict/", {"words": " ", "version": review.version}).status_code == 422
    assert (
        client.post(f"{address}conflict/", {"words": "My sister leads it.", "version": review.version}).status_code
        == 302
    )
    review.refresh_from_db()
    assert (review.conflict, review.is_due, review.counts) == ("My sister leads it.", False, False)
    assert proposal.reviews.due().count() == 2
    assert "My sister leads it." in cast.client("programme").get(REVIEWERS).content.decode()
    assert Notification.objects.filter(kind="conflict_declared", recipient__name="Programme").exists()
    every = {f"criterion_{each.pk}": "3" for each in call.criteria.all()}
    assert client.post(address, {**every, "comment": "x", "version": review.version}).status_code == 409
    assert (
        "My sister" not in cast.client("ngo").get(f"/here/side-events/proposals/{proposal.reference}/").content.decode()
    )


def test_the_slow_are_reminded_once_a_day(cast: Cast, call: Call, travel: Any) -> None:
    submitted(call, cast.organisations["ngo"], cast["ngo"])
    client = cast.client("programme")
    sent = {"version": Call.objects.get().version}
    assert client.post(f"{REVIEWERS}remind/", sent).status_code == 302
    assert Notification.objects.filter(kind="review_reminder").count() == 2
    assert client.post(f"{REVIEWERS}remind/", sent).status_code == 409
    travel(clock.now() + timedelta(days=2))
    cast.client("programme").post(f"{REVIEWERS}remind/", sent)
    assert Notification.objects.filter(kind="review_reminder").count() == 4


def test_reviewers_do_not_learn_who_applies_where_the_call_hides_it(cast: Cast, call: Call, travel: Any) -> None:
    Call.objects.filter(pk=call.pk).update(anonymous_review=True)
    proposal = submitted(Call.objects.get(), cast.organisations["ngo"], cast["ngo"], speakers="Ngo Speaker will speak.")
    Speaker.objects.create(proposal=proposal, name="Ada Ngo")
    proposal.co_organisers.create(organisation=cast.organisations["city"])
    Proposal.objects.filter(pk=proposal.pk).update(concept_note="note.pdf", concept_note_name="harbour.pdf")
    client = cast.client("reviewer")
    own = f"/here/manage/side-events/review/{proposal.reference}/"
    for address in (own, "/here/manage/side-events/review/", "/desk/"):
        page = client.get(address).content.decode()
        for name in ("Harbour Light", "City of Port Meridian", "Ngo Speaker", "Ada Ngo", "harbour.pdf"):
            assert name not in page, (address, name)
    assert "Harbour Light" not in client.get("/here/manage/side-events/review/?format=json").content.decode()
    for rest in ("", "concept-note/"):
        assert client.get(f"/here/side-events/proposals/{proposal.reference}/{rest}").status_code == 404
    assert "Harbour Light" in cast.client("programme").get(BOARD).content.decode()
    day = cast.edition.today() + timedelta(days=3)
    sent = {"reason": "Which measure?", "answer_by": day.isoformat(), "version": proposal.version}
    refused = client.post(
        f"/here/manage/side-events/{proposal.reference}/ask-changes/", {**sent, "reason": ""}, follow=True
    )
    assert "Harbour Light" not in refused.content.decode()
    client.post(f"/here/manage/side-events/{proposal.reference}/ask-changes/", sent)
    assert current(proposal).status == "changes_requested"
    travel(clock.now() + timedelta(minutes=11))
    deliver()
    mails = [mail for mail in Email.objects.all() if "reviewer@cast.example" in mail.to]
    assert mails
    assert not [mail for mail in mails if "Harbour Light" in mail.message]


def test_a_comment_to_a_criterion_stands_beside_its_points(cast: Cast, call: Call) -> None:
    proposal = submitted(call, cast.organisations["ngo"], cast["ngo"])
    review = proposal.reviews.get(reviewer=cast["reviewer"])
    first, second = call.criteria.all()
    sent = {f"criterion_{first.pk}": "4", f"criterion_{second.pk}": "2", f"words_{second.pk}": "No measure is named."}
    address = f"/here/manage/side-events/review/{proposal.reference}/"
    answer = cast.client("reviewer").post(address, {**sent, "comment": "Good.", "version": review.version})
    assert answer.status_code == 302
    page = cast.client("programme").get(f"/here/manage/side-events/{proposal.reference}/").content.decode()
    assert "No measure is named." in page


def test_the_queue_finds_those_whose_reviewers_are_apart(cast: Cast, call: Call) -> None:
    scored(submitted(call, cast.organisations["ngo"], cast["ngo"], title="Near"), 4, 4)
    scored(submitted(call, cast.organisations["city"], cast["city"], title="Far"), 5, 1)
    page = cast.client("programme").get("/here/manage/side-events/?apart=1").content.decode()
    assert "Far</bdi>" in page
    assert "Near</bdi>" not in page


def test_whoever_belongs_to_an_organiser_learns_no_score_from_the_pool(cast: Cast, call: Call, field: dict) -> None:
    factories.make_membership(cast.people["programme"], cast.organisations["ngo"], role="member")
    mine = next(each for each in pool(call, cast["programme"]) if each.pk == field["ngo"].pk)
    assert (mine.tied, mine.mean, mine.apart) == (True, None, None)


def test_a_stale_draft_is_refused_by_the_act_itself(cast: Cast, call: Call, field: dict) -> None:
    selection = draft(cast, call)
    stale, entrant = again(selection), pool(call, cast["programme"])[0]
    drafts.pick(again(selection), entrant, "select", by=cast["programme"])
    with pytest.raises(ChangedMeanwhile):
        drafts.pick(stale, entrant, "reserve", by=cast["secretariat"])
