"""The automatic draft as a puzzle: what it promises of time, of strict rules, of what stays, and of explanations."""

from collections import Counter
from itertools import combinations
from random import Random
from time import monotonic, process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.drafting.puzzle import Board, Fixed, Puzzle, Reason, Task, room_key
from events.drafting.solving import solve

pytestmark = pytest.mark.once
DAY = 24 * 60
PROMISE = 30  # seconds of one processor, however busy the machine is


def starts_on(days: int, minutes: int) -> dict[int, float]:
    return {day * DAY + at: 0.0 for day in range(days) for at in range(9 * 60, 18 * 60 - minutes + 1, 30)}


def forum(seed: int, *, sessions: int = 150, rooms: int = 12, days: int = 5, people: int = 300) -> Puzzle:
    """A forum in which every person has two roles, as the promise says."""
    random = Random(seed)
    seats = {pk: random.choice([40, 60, 80, 120, 200, 450]) for pk in range(1, rooms + 1)}
    roles: dict[int, set[str]] = {pk: set() for pk in range(1, sessions + 1)}
    for person in range(people):
        for pk in random.sample(sorted(roles), 2):
            roles[pk].add(f"person:{person}")
    tasks = []
    for pk, held in roles.items():
        minutes, needed = random.choice([60, 60, 90, 90, 120]), random.choice([20, 30, 50, 70, 100])
        fit = {room: 1 - needed / held_by for room, held_by in seats.items() if held_by >= needed}
        wished = random.sample(range(days), 2)
        tasks.append(
            Task(
                pk,
                minutes,
                fit or {max(seats, key=lambda room: seats[room]): 0.0},
                {at: 0.0 if at // DAY in wished else 2.0 for at in starts_on(days, minutes)},
                frozenset(held),
                {f"objective:{random.randint(1, 23)}": 1.0},
                kin=pk % 4,
                not_rooms={room: Reason("capacity") for room in seats if fit and room not in fit},
            )
        )
    return Puzzle(tuple(tasks), (), {room_key(room): 15 for room in seats}, same_room=1.0)


def broken(board: Board) -> list[str]:
    """What a strict rule would say, found without the code that is tested."""
    rows = [(each.key, each.room, each.start, each.end, each.bound) for each in board.puzzle.fixed]
    found = []
    for key, (room, start) in board.places.items():
        task = board.tasks[key]
        if room not in task.rooms or start not in task.starts:
            found.append(f"{key} lies where it may not")
        rows.append((key, room, start, start + task.minutes, task.bound))
    gaps = board.puzzle.gaps
    for one, other in combinations(rows, 2):
        if one[0] not in board.places and other[0] not in board.places:
            continue
        shared = one[4] & other[4] | ({room_key(one[1])} if one[1] is not None and one[1] == other[1] else set())
        for what in shared:
            gap = gaps.get(what, 0)
            if one[2] < other[3] + gap and other[2] < one[3] + gap:
                found.append(f"{one[0]} and {other[0]} share {what}")
    return found


@pytest.mark.parametrize(("seed", "with_solver"), [*((seed, False) for seed in range(8)), (0, True), (2, True)])
def test_a_whole_forum_is_placed_without_a_conflict_in_half_a_minute(seed: int, with_solver: bool) -> None:
    puzzle, began = forum(seed), process_time()
    board = solve(puzzle, seed=seed, seconds=120, with_solver=with_solver)
    assert process_time() - began < PROMISE
    assert (len(board.places), board.unplaced, broken(board)) == (150, [], [])


def test_the_solver_finds_better_places_than_single_steps() -> None:
    puzzle = forum(1)
    board = solve(puzzle, seed=1)
    assert (board.unplaced, broken(board)) == ([], [])
    assert board.total < solve(puzzle, seed=1, with_solver=False).total


@pytest.mark.parametrize("with_solver", [True, False], ids=["solver", "fallback"])
def test_the_same_wishes_give_the_same_draft(with_solver: bool) -> None:
    puzzle = forum(3, sessions=30, people=60)
    first, second = (solve(puzzle, seed=7, with_solver=with_solver).places for _again in range(2))
    assert first == second


def test_it_ends_at_once_when_it_is_stopped_with_what_it_has() -> None:
    puzzle, asked = forum(2), Counter[str]()

    def stop() -> bool:
        asked["times"] += 1
        return asked["times"] > 40

    began = monotonic()
    board = solve(puzzle, seed=2, stop=stop)
    assert monotonic() - began < 5
    assert board.places
    assert broken(board) == []


def test_too_many_for_the_rooms_are_left_and_say_why() -> None:
    tasks = tuple(Task(pk, 60, {1: 0.0}, {600: 0.0, 660: 0.0}) for pk in (1, 2, 3))
    board = solve(Puzzle(tasks), seed=1)
    (left,) = board.unplaced
    assert board.why(left) == {Reason("room_time"): 2}


def test_who_is_elsewhere_all_day_keeps_a_session_out() -> None:
    busy = Fixed(9, 2, 540, 1080, frozenset({"person:1"}))
    task = Task(
        1,
        60,
        {1: 0.0},
        {600: 0.0, 660: 0.0},
        frozenset({"person:1"}),
        not_rooms={3: Reason("capacity")},
        not_starts={480: Reason("window")},
    )
    board = solve(Puzzle((task,), (busy,)), seed=1)
    assert board.unplaced == [task]
    assert board.why(task) == {
        Reason("busy", "person:1", 9): 2,
        Reason("capacity"): 2,
        Reason("window"): 2,
    }


def test_one_gives_way_so_that_all_are_placed() -> None:
    easy = Task(1, 60, {1: 0.0}, {600: 0.0, 660: 1.0})
    bound = Task(2, 60, {1: 0.0}, {600: 0.0})
    for with_solver in (True, False):
        board = solve(Puzzle((easy, bound)), seed=1, with_solver=with_solver)
        assert board.places == {1: (1, 660), 2: (1, 600)}


def test_what_has_a_place_never_loses_it_to_another() -> None:
    held = Task(1, 60, {1: 0.0}, {600: 5.0}, at=(1, 600), stays=True)
    wants = Task(2, 60, {1: 0.0}, {600: 0.0})
    for with_solver in (True, False):
        board = solve(Puzzle((held, wants)), seed=1, with_solver=with_solver)
        assert board.places == {1: (1, 600)}


@st.composite
def puzzles(draw: st.DrawFn) -> Puzzle:
    rooms = draw(st.integers(1, 3))
    keys = st.frozensets(st.sampled_from([f"person:{number}" for number in range(4)]), max_size=2)

    def some(low: int) -> dict[int, float]:
        return draw(st.dictionaries(st.integers(1, rooms) if low else at, st.floats(0, 5), min_size=0, max_size=6))

    at = st.sampled_from(range(0, 600, 30))
    tasks = [
        Task(pk, draw(st.sampled_from([30, 45, 60, 120])), some(1), some(0), draw(keys), {"objective:1": 1.0})
        for pk in range(1, draw(st.integers(1, 9)) + 1)
    ]
    fixed = []
    for number in range(draw(st.integers(0, 4))):
        start = draw(at)
        room = draw(st.one_of(st.none(), st.integers(1, rooms)))
        fixed.append(Fixed(100 + number, room, start, start + 60, draw(keys)))
    gaps = {room_key(1): draw(st.sampled_from([0, 15])), "person:1": draw(st.sampled_from([0, 10]))}
    return Puzzle(tuple(tasks), tuple(fixed), gaps, draw(st.sampled_from([0.0, 1.0])))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(puzzles(), st.integers(0, 99), st.booleans())
def test_no_draft_ever_breaks_a_strict_rule_and_whatever_is_left_has_a_reason(
    puzzle: Puzzle, seed: int, with_solver: bool
) -> None:
    board = solve(puzzle, seed=seed, seconds=5, with_solver=with_solver)
    assert broken(board) == []
    for task in board.unplaced:
        assert board.best(task) is None
        assert board.why(task) or not (task.rooms and task.starts)
