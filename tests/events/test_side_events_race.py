"""Two officers select for the last place at the same moment: one wins, the other is told that places are a quota."""

from collections.abc import Callable
from threading import Barrier, BrokenBarrierError, Thread
from typing import Any

import pytest
from django.db import connection, transaction

from events.calls.models import Call
from events.models import Proposal, Session
from events.side_events import actions, deciding
from events.side_events.reviewers import assign
from forum.kit.refusals import Refused
from tests import cast as the_cast
from tests.cast import Cast
from tests.events.side_events import current, make_call, scored, second_reviewer, submitted, written

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return the_cast.assemble()


@pytest.fixture
def rivals(cast: Cast) -> list[Proposal]:
    """Two proposals, both scored, and one place."""
    second_reviewer(cast.edition)
    call = make_call(cast.edition, places=1)
    return [scored(submitted(call, cast.organisations[name], cast[name]), 4, 4) for name in ("ngo", "city")]


def at_once(acts: list[Callable[[], Any]]) -> list[str]:
    """Runs the acts in threads of their own, with connections of their own; how each ended."""
    start, ends = Barrier(len(acts)), [""] * len(acts)

    def run(place: int, act: Callable[[], Any]) -> None:
        try:
            start.wait(10)
            act()
            ends[place] = "done"
        except Refused as refused:
            ends[place] = str(refused.message)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return ends


def selecting(cast: Cast, rivals: list[Proposal]) -> list[Callable[[], Any]]:
    def by(officer: str, proposal: Proposal) -> Callable[[], Any]:
        mine, person = current(proposal), cast[officer]
        return lambda: actions.select(mine, by=person)

    return [by("programme", rivals[0]), by("secretariat", rivals[1])]


def test_the_last_place_is_given_once(cast: Cast, rivals: list[Proposal]) -> None:
    ends = at_once(selecting(cast, rivals))
    assert sorted(end == "done" for end in ends) == [False, True]
    assert any("Places are a quota" in end for end in ends)
    assert Call.objects.get().selected_count == 1
    assert Proposal.objects.filter(status="selected").count() == 1
    assert Session.objects.count() == 1


def test_without_the_guard_both_would_get_it(
    cast: Cast, rivals: list[Proposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fault that the guarded counter prevents. SQLite's writers wait for each other from their first statement."""
    if connection.vendor == "sqlite":
        pytest.skip("two writers never overlap on SQLite with IMMEDIATE")
    both_have_read = Barrier(2)

    def look_then_take(call: Call) -> None:
        places = Call.objects.get(pk=call.pk)
        try:
            both_have_read.wait(5)
        except BrokenBarrierError:
            pytest.fail("the two did not overlap")
        if places.selected_count < places.places:
            Call.objects.filter(pk=call.pk).update(selected_count=places.selected_count + 1)

    monkeypatch.setattr(deciding, "take_place", look_then_take)
    assert at_once(selecting(cast, rivals)) == ["done", "done"]
    assert Proposal.objects.filter(status="selected").count() == 2
    assert Call.objects.get().selected_count == 1  # and the count is wrong


def test_of_two_drafts_sent_at_once_no_more_than_one_lead_may(cast: Cast) -> None:
    call = make_call(cast.edition, max_per_lead=1)
    drafts = [written(call, cast.organisations["ngo"], cast["ngo"]) for _ in range(2)]
    person = cast["ngo"]
    ends = at_once([lambda mine=each: actions.submit(mine, by=person) for each in drafts])
    assert sorted(end == "done" for end in ends) == [False, True]
    assert any("as many as one lead may" in end for end in ends)
    assert Proposal.objects.filter(status="submitted").count() == 1


def test_of_two_who_give_one_reviewer_the_same_proposal_one_is_told(cast: Cast) -> None:
    proposal = submitted(make_call(cast.edition), cast.organisations["ngo"], cast["ngo"])
    other, officers = second_reviewer(cast.edition), [cast["programme"], cast["secretariat"]]
    copies = [current(proposal) for _ in officers]
    ends = at_once(
        [
            lambda mine=mine, by=by: assign(mine, reviewer=other, by=by)
            for mine, by in zip(copies, officers, strict=True)
        ]
    )
    assert ends.count("done") == 1
    assert any("already has this proposal" in end for end in ends)


def test_of_two_decisions_on_one_proposal_one_wins(cast: Cast, rivals: list[Proposal]) -> None:
    first, second = current(rivals[0]), current(rivals[0])
    officer, secretary = cast["programme"], cast["secretariat"]
    ends = at_once(
        [
            lambda: actions.reserve(first, by=officer, reason="Full."),
            lambda: actions.decline(second, by=secretary, reason="No."),
        ]
    )
    assert ends.count("done") == 1
    assert any("Somebody changed this meanwhile" in end for end in ends)


def test_references_are_never_given_twice(cast: Cast) -> None:
    call = make_call(cast.edition)

    def start(name: str) -> Callable[[], Any]:
        organisation, person = cast.organisations[name], cast[name]

        def act() -> None:
            with transaction.atomic():
                actions.start(
                    Call.objects.select_related("edition").get(pk=call.pk), organisation=organisation, by=person
                )

        return act

    assert at_once([start(name) for name in ("ngo", "city", "state")]) == ["done"] * 3
    assert len(set(Proposal.objects.values_list("reference", flat=True))) == 3


def test_two_places_that_become_free_at_once_go_to_two_of_the_reserve(cast: Cast) -> None:
    """Two leads withdraw at the same moment, and one only is on the reserve: never more than there are places."""
    second_reviewer(cast.edition)
    call = make_call(cast.edition, places=2)
    field = [scored(submitted(call, cast.organisations[name], cast[name]), 4, 4) for name in ("ngo", "city", "state")]
    for proposal in field[:2]:
        actions.select(current(proposal), by=cast["programme"])
    actions.reserve(current(field[2]), by=cast["programme"])
    people = [cast["ngo"], cast["city"]]
    copies = [current(each) for each in field[:2]]
    ends = at_once(
        [
            lambda mine=mine, by=by: actions.withdraw(mine, by=by, reason="No money.")
            for mine, by in zip(copies, people, strict=True)
        ]
    )
    assert ends == ["done", "done"]
    assert [current(each).status for each in field] == ["withdrawn", "withdrawn", "selected"]
    assert Call.objects.get().selected_count == 1


def test_two_who_promote_at_once_never_pass_the_places(cast: Cast) -> None:
    second_reviewer(cast.edition)
    call = make_call(cast.edition, places=1)
    field = [scored(submitted(call, cast.organisations[name], cast[name]), 4, 4) for name in ("ngo", "city")]
    for proposal in field:
        actions.reserve(current(proposal), by=cast["programme"])
    officers = [cast["programme"], cast["secretariat"]]
    ends = at_once([lambda by=by: actions.fill(Call.objects.get(pk=call.pk), by=by) for by in officers])
    assert "done" in ends
    assert [current(each).status for each in field] == ["selected", "reserve"]
    assert Call.objects.get().selected_count == 1
