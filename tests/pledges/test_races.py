"""Two officers at once: each pledge has its own reference, each decision one winner. With real threads."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from forum.history.verifier import faults
from forum.kit.refusals import Refused
from pledges.models import Counter, Pledge
from pledges.pledges import actions
from tests import cast as the_cast
from tests import factories
from tests.cast import Cast
from tests.pledges.world import submitted

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each act in a thread with a connection of its own, all from one signal on; returns what came of each."""
    came: list[Any] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            ready.wait(30)
            came[number] = acts[number]()
        except Refused as refusal:
            came[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return came


def another_officer(cast: Cast) -> Any:
    officer = factories.make_user("Second Officer")
    factories.make_role(officer, cast.edition, "pledge_officer")
    return officer


def publish(pk: int, officer: Any) -> str:
    pledge = Pledge.objects.select_related("edition", "organisation").get(pk=pk)
    actions.publish(pledge, by=officer)
    return pledge.reference


def test_pledges_published_at_once_have_references_of_their_own() -> None:
    cast = the_cast.assemble()
    officers = [cast["pledges"], another_officer(cast)]
    pks = [submitted(cast, title=f"Pledge {number}").pk for number in range(4)]
    came = at_once(*[lambda n=n: publish(pks[n], officers[n % 2]) for n in range(4)])
    assert sorted(came) == [f"HERE-P-{number:04d}" for number in range(1, 5)]
    assert Counter.objects.get().last == 4
    assert list(faults()) == []


def test_one_pledge_published_twice_at_once_is_published_once() -> None:
    cast = the_cast.assemble()
    officers = [cast["pledges"], another_officer(cast)]
    pk = submitted(cast).pk
    came = at_once(*[lambda n=n: publish(pk, officers[n]) for n in range(2)])
    assert sorted(type(each).__name__ for each in came) == ["ChangedMeanwhile", "str"]
    assert Pledge.objects.get(pk=pk).reference == "HERE-P-0001"
    assert Counter.objects.get().last == 1  # the refused act gave its number back with everything else
    assert list(faults()) == []
