"""The best timetable that is found in the time there is: first without, then with the solver."""

from collections.abc import Callable
from random import Random
from time import monotonic

from events.drafting import exact
from events.drafting.greedy import fill, never, polish, repair
from events.drafting.puzzle import Board, Puzzle

STEPS = 60  # parts that are placed anew at most
PATIENCE = 12  # and so many in a row without gain are enough


def solve(
    puzzle: Puzzle,
    *,
    seed: int = 0,
    seconds: float = 25.0,
    stop: Callable[[], bool] = never,
    tell: Callable[[int, int], None] = lambda done, total: None,
    with_solver: bool = True,
) -> Board:
    """The same puzzle and seed give the same timetable, as long as the time is not up before the work is done.

    `stop` ends it with what was found until then; `tell` hears how far it is.
    """
    board, random, end = Board(puzzle), Random(seed), monotonic() + seconds  # noqa: S311, chance is wanted again

    def over() -> bool:
        return monotonic() > end or stop()

    for number, step in enumerate(
        (
            lambda: fill(board, stop=over),
            lambda: repair(board, random, stop=over),
            lambda: polish(board, random, stop=over),
        ),
        1,
    ):
        step()
        tell(number, STEPS + 3)
    if with_solver and exact.is_there():
        patience = 0
        for number in range(STEPS):
            if over() or patience == (PATIENCE if not board.unplaced else 3 * PATIENCE):
                break
            chosen = exact.neighbours(board, random)
            patience = 0 if exact.rearrange(board, chosen, random.randrange(2**30)) else patience + 1
            tell(number + 4, STEPS + 3)
            if len(chosen) == len(puzzle.tasks):
                break
    return board
