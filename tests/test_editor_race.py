"""Two editors in four processes move sessions about at random: what happens without the guard, then with it.

Everybody asks through the editor's own forms. Whatever was answered with yes stands in the history once, and nothing
else does.
"""

import json
import random
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from events.conflicts import checking
from events.editor.actions import stack
from events.models import Session
from events.sessions import placing
from forum.history.models import Entry
from forum.history.verifier import faults
from tests.cast import Cast, assemble
from tests.events.stage import hour, make_room, make_session
from tests.racing import at_once, one_room_may_be_taken_twice

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]

EDITORS = ("programme", "secretariat")
PROCESSES = 4
ROOMS, SESSIONS = 3, 24
PATIENCE = 300  # seconds, on a machine that does much else
JSON = {"Accept": "application/json"}


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


@pytest.fixture
def rooms(cast: Cast) -> list[int]:
    for number in range(SESSIONS):
        make_session(cast, f"Session {number}")
    return [make_room(cast, f"Room {number}").pk for number in range(ROOMS)]


def clashes() -> int:
    """Pairs of sessions that are in one room at one time."""
    active = list(Session.objects.active().order_by("starts_at").values_list("room_id", "starts_at", "ends_at"))
    return sum(
        one[0] == two[0] and one[1] < two[2] and two[1] < one[2]
        for number, one in enumerate(active)
        for two in active[number + 1 :]
    )


def editing(cast: Cast, number: int, rooms: list[int], acts: int, unguarded: bool = False) -> Callable[[], str]:
    """One process of one editor: so many acts at random, each on what the page showed a moment ago."""
    editor = cast.people[EDITORS[number % len(EDITORS)]]
    client = cast.client(EDITORS[number % len(EDITORS)])
    chance = random.Random(number)  # noqa: S311, which moves are tried, not a secret

    def act() -> str:
        if unguarded:
            placing.refuse_taken = lambda *args, **kwargs: None
            checking.Checks.let_place = lambda *args, **kwargs: None  # type: ignore[method-assign]
        answers: Counter[int] = Counter()
        done: Counter[str] = Counter()
        for _n in range(acts):
            choice = chance.random()
            sent: dict[str, Any]
            if choice > 0.9:
                step = stack(cast.edition, editor).undo
                answer = client.post("/here/manage/editor/undo/", {"number": step.number if step else 0}, headers=JSON)
            else:
                session = chance.choice(list(Session.objects.values("reference", "version", "room_id", "starts_at")))
                address = f"/here/manage/editor/{session['reference']}/"
                sent = {"version": session["version"]}
                if choice > 0.8:
                    address += "unschedule/"
                else:
                    at, minute, room = chance.randrange(9, 13), chance.choice([0, 15, 30, 45]), chance.choice(rooms)
                    if (session["room_id"], session["starts_at"]) == (room, hour(cast, 0, at, minute)):
                        at += 1  # who changes nothing does nothing
                    sent |= {"room": room, "day": cast.edition.start.isoformat(), "start": f"{at:02}:{minute:02}"}
                    sent["length"] = chance.choice([30, 45, 60, 90])
                answer = client.post(address, sent, headers=JSON)
            answers[answer.status_code] += 1
            if answer.status_code == 200:
                done[answer.json()["said"].split("”")[0].lstrip("“") if choice <= 0.9 else "undo"] += 1
        return json.dumps({"answers": answers, "done": done})

    return act


def race(cast: Cast, rooms: list[int], acts: int, **more: Any) -> tuple[Counter[str], int]:
    """How often each answer came, and how many acts were told that they were done."""
    before = Entry.objects.filter(chain=cast.edition.pk).count()
    came = at_once(
        *[editing(cast, number, rooms, acts // PROCESSES, **more) for number in range(PROCESSES)], within=PATIENCE
    )
    answers: Counter[str] = Counter()
    done = 0
    for each in came:
        told = json.loads(each)
        answers.update(told["answers"])
        done += sum(told["done"].values())
    assert Entry.objects.filter(chain=cast.edition.pk).count() - before == done
    return answers, done


def test_without_the_guard_two_sessions_are_in_one_room(cast: Cast, rooms: list[int]) -> None:
    def mend() -> None:
        Session.objects.update(status="draft", room=None)

    with one_room_may_be_taken_twice(mend=mend):
        race(cast, rooms, 80, unguarded=True)
        assert clashes() > 0


def test_a_thousand_moves_lose_nothing_and_break_nothing(cast: Cast, rooms: list[int]) -> None:
    versions = dict(Session.objects.values_list("pk", "version"))
    answers, done = race(cast, rooms, 1000)
    assert set(answers) == {"200", "409"}, answers
    assert answers["200"] == done > 200
    assert clashes() == 0
    # Every act that was told to be done raised the version of its session by one, and none is missing there.
    raised = {pk: version - versions[pk] for pk, version in Session.objects.values_list("pk", "version")}
    entries = Counter(
        Entry.objects.filter(object_type="events.session").exclude(verb="add").values_list("object_id", flat=True)
    )
    assert raised == {pk: entries[pk] for pk in raised}
    assert sum(raised.values()) == done
    assert list(faults()) == []
    for session in Session.objects.active():
        assert session.ends_at - session.starts_at >= timedelta(minutes=30)  # type: ignore[operator]
