"""Drafts of the selection and what the board says of them."""

from typing import Any

import pytest

from events.calls.models import Call
from events.models import Proposal, Selection
from events.selection import drafts
from events.selection.pool import pool
from events.side_events.contents import Speaker
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile
from tests import factories
from tests.cast import Cast
from tests.events.boards import BOARD, EACH_REGION, WOMEN, again, draft, four_scored, pick, three_picked, two_places
from tests.events.side_events import current, scored, submitted


@pytest.fixture
def call(cast: Cast) -> Call:
    return two_places(cast)


@pytest.fixture
def field(cast: Cast, call: Call) -> dict[str, Proposal]:
    return four_scored(cast, call)


@pytest.fixture
def picked(cast: Cast, call: Call, field: dict[str, Proposal]) -> Selection:
    return three_picked(cast, call, field)


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
