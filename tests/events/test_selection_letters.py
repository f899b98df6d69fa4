"""The list of decisions, decided as one act, and what becomes of a place afterwards."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from post_office.models import Email

from events.calls.models import Call
from events.models import Proposal, Review, Selection
from events.selection.tasks import justify, pass_on
from events.side_events import actions
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.milestones.models import Milestone
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from forum.outcomes.models import Document
from forum.undo.actions import undo
from tests import factories
from tests.cast import Cast
from tests.events.boards import (
    BOARD,
    EACH_REGION,
    again,
    commit,
    draft,
    four_scored,
    letters,
    pick,
    three_picked,
    two_places,
)
from tests.events.side_events import current


@pytest.fixture
def call(cast: Cast) -> Call:
    return two_places(cast)


@pytest.fixture
def field(cast: Cast, call: Call) -> dict[str, Proposal]:
    return four_scored(cast, call)


@pytest.fixture
def picked(cast: Cast, call: Call, field: dict[str, Proposal]) -> Selection:
    return three_picked(cast, call, field)


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


def test_who_is_not_weaker_is_told_of_no_weakness_and_missing_scores_are_named(
    cast: Cast, call: Call, field: dict
) -> None:
    selection, client = draft(cast, call), cast.client("programme")
    for name, to in (("city", "select"), ("state", "select"), ("agency", "reserve")):
        pick(client, selection, field[name], to)
    Review.objects.filter(proposal=field["agency"]).update(scored_at=None)
    said = letters(again(selection), client)
    assert said[f"reason_{field['ngo'].pk}"] == ""
    page = client.get(f"{BOARD}{selection.pk}/letters/").content.decode()
    assert "1 of them is not scored by all its reviewers." in page


def test_the_order_of_the_reserve_has_no_gap(cast: Cast, picked: Selection, field: dict) -> None:
    client = cast.client("programme")
    pick(client, picked, field["agency"], "reserve")
    actions.withdraw(current(field["state"]), by=cast["state"])
    commit(again(picked), client)
    assert current(field["agency"]).reserve_order == 1


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
    asked = cast.client("ngo").get(f"{page}withdraw/").content.decode()
    assert "This cannot be undone." in asked
    assert "You can undo it" not in asked
    cast.client("ngo").post(f"{page}withdraw/", {"reason": "No money.", "version": decided["ngo"].version})
    assert current(decided["ngo"]).status == "withdrawn"
    promoted = current(decided["state"])
    assert (promoted.status, promoted.session.status) == ("selected", "draft")
    with pytest.raises(Refused, match="cannot be undone"):
        undo(Entry.objects.of(decided["ngo"]).filter(verb="withdraw")[0], by=cast["ngo"])


def test_an_officer_gives_a_place_that_was_raised_to_the_reserve(cast: Cast, call: Call, decided: dict) -> None:
    Call.objects.filter(pk=call.pk).update(places=3)
    client = cast.client("programme")
    assert b"1 place is free, and somebody is on the reserve." in client.get("/here/manage/side-events/").content
    version = Call.objects.get().version
    assert client.post("/here/manage/side-events/promote/", {"version": version}).status_code == 302
    assert current(decided["state"]).status == "selected"
