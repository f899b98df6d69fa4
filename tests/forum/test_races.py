"""What happens at once: acts on one chain, two people on one copy, two senders."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection

from forum.editions.models import Edition
from forum.history.acts import SYSTEM, edit, move, record
from forum.history.models import Entry, Head
from forum.history.verifier import faults
from forum.kit.refusals import ChangedMeanwhile
from forum.notifications.leases import Lease
from tests import factories

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def at_once(*works: Callable[[], object]) -> list[object]:
    """Each in a thread with a connection of its own, all let go at the same moment; what they returned or raised."""
    gate, answers = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        try:
            gate.wait(20)
            answers[place] = work()  # type: ignore[call-overload]
        except Exception as error:
            answers[place] = error  # type: ignore[call-overload]
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return list(answers)


def test_acts_at_once_make_one_whole_chain() -> None:
    edition = factories.make_edition()

    def acts() -> None:
        for _ in range(5):
            record("touch", edition, by=SYSTEM)

    assert at_once(*[acts] * 4) == [None] * 4
    assert sorted(Entry.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert Head.objects.get().count == 20
    assert list(faults()) == []


def test_of_two_who_act_on_one_copy_one_wins() -> None:
    slug = factories.make_edition().slug
    copies = [Edition.objects.get(slug=slug) for _ in range(2)]
    answers = at_once(*[lambda copy=copy: move(copy, "start", by=SYSTEM) for copy in copies])
    assert [isinstance(answer, ChangedMeanwhile) for answer in answers].count(True) == 1
    assert Entry.objects.filter(verb="start").count() == 1
    assert list(faults()) == []


def test_no_edit_is_lost_silently() -> None:
    slug = factories.make_edition().slug
    copies = [Edition.objects.get(slug=slug) for _ in range(4)]
    answers = at_once(
        *[
            lambda copy=copy, n=n: edit(copy, by=SYSTEM, changes={"place": f"Place {n}"})
            for n, copy in enumerate(copies)
        ]
    )
    won = [answer for answer in answers if isinstance(answer, Entry)]
    assert len(won) == 1
    assert all(isinstance(answer, ChangedMeanwhile) for answer in answers if answer not in won)
    assert Edition.objects.get(slug=slug).version == 2


def test_one_sender_gets_the_lease() -> None:
    assert sorted(at_once(*[lambda: Lease("mail-sender", timedelta(minutes=1)).take()] * 4)) == [
        False,
        False,
        False,
        True,
    ]
