"""A timetable without a solver: the hardest first, then what is left over pushes others aside, then small steps."""

from collections.abc import Callable
from random import Random

from events.drafting.puzzle import Board, Task

Stop = Callable[[], bool]


def never() -> bool:
    return False


def fill(board: Board, *, stop: Stop = never) -> None:
    """Whoever has the fewest places and shares people with most others comes first. What lay somewhere stays there."""
    for task in board.unplaced:
        if task.at and not board.hits(task, task.at[1]) and not board.hits_in(task, *task.at):
            board.put(task, task.at)
    shared: dict[object, int] = {}
    for task in board.puzzle.tasks:
        for key in task.bound:
            shared[key] = shared.get(key, 0) + 1
    order = sorted(
        board.unplaced,
        key=lambda task: (
            len(task.starts) * len(task.rooms) - 4 * sum(shared[key] - 1 for key in task.bound),
            -task.minutes,
            task.key,
        ),
    )
    for task in order:
        if stop():
            return
        if found := board.best(task):
            board.put(task, found[1])


def repair(board: Board, random: Random, *, stop: Stop = never, rounds: int = 400) -> None:
    """One without a place takes the place of few others, if those then find another."""
    for _round in range(rounds):
        left = board.unplaced
        if not left or stop():
            return
        push(board, random.choice(left), random)


def push(board: Board, task: Task, random: Random) -> bool:
    options: list[tuple[int, float, tuple[int, int], set[int]]] = []
    for start in task.starts:
        others = board.hits(task, start)
        for room in task.rooms:
            moved = others | board.hits_in(task, room, start)
            if len(moved) <= 3 and all(each in board.tasks for each in moved):
                options.append((len(moved), random.random(), (room, start), moved))
    for _count, _chance, place, moved in sorted(options, key=lambda option: option[:2])[:8]:
        before = {key: board.take(board.tasks[key]) for key in sorted(moved)}
        board.put(task, place)
        placed = []
        for key in sorted(before, key=lambda key: len(board.tasks[key].starts)):
            if found := board.best(board.tasks[key]):
                board.put(board.tasks[key], found[1])
                placed.append(key)
        if len(placed) == len(before):
            return True
        for key in placed:
            board.take(board.tasks[key])
        board.take(task)
        for key, was in before.items():
            board.put(board.tasks[key], was)
    return False


def polish(board: Board, random: Random, *, stop: Stop = never, rounds: int = 3) -> None:
    """Each in turn takes the best place that is free, until nothing gets better."""
    for _round in range(rounds):
        better = False
        for key in random.sample(sorted(board.places), len(board.places)):
            if stop():
                return
            task = board.tasks[key]
            cost, was = board.cost(task), board.take(task)
            found = board.best(task)
            gained = found is not None and found[0] < cost - 1e-6
            board.put(task, found[1] if found and gained else was)
            better = better or gained
        if not better:
            return
