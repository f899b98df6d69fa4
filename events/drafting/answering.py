"""From a programme and wishes to places: the puzzle is solved, and the conflict engine has the last word."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from events.conflicts.facts import Finding
from events.conflicts.plan import Plan
from events.drafting import exact
from events.drafting.greedy import never
from events.drafting.posing import HARD, NOWHERE_BETTER, pose
from events.drafting.puzzle import Board, Place, Puzzle, Reason, Task
from events.drafting.solving import solve
from events.drafting.wishes import Wishes

ROUNDS = 8  # so often what the engine refuses is placed anew; then it is left out
SHARE = 0.7  # of the time goes to the first round


@dataclass(frozen=True)
class Answer:
    """`places` hold room, start and end in minutes since 1970; `left` why a session has none."""

    places: dict[int, tuple[int, int, int]]
    left: dict[int, Counter[Reason]]
    by_solver: bool
    seconds: float


def answer(
    plan: Plan,
    wishes: Wishes,
    *,
    seconds: float = 25.0,
    stop: Callable[[], bool] = never,
    tell: Callable[[int, int], None] = lambda done, total: None,
    with_solver: bool = True,
) -> Answer:
    began = monotonic()

    def remaining() -> float:
        return seconds - (monotonic() - began)

    puzzle = pose(plan, wishes)
    board = solve(puzzle, seed=wishes.seed, seconds=remaining() * SHARE, stop=stop, tell=tell, with_solver=with_solver)
    if board.unplaced and puzzle.gaps and remaining() > 0 and not stop():
        puzzle = starting_from(replace(puzzle, gaps={}), board)
        board = solve(puzzle, seed=wishes.seed, seconds=remaining() * SHARE, stop=stop, with_solver=with_solver)
    for number in range(ROUNDS + len(puzzle.tasks)):
        refused = refusals(plan, board)
        if not refused:
            break
        if number < ROUNDS and remaining() > 0 and not stop():
            puzzle = starting_from(without(puzzle, board, refused, plan), board, but=refused)
            board = solve(puzzle, seed=wishes.seed, seconds=remaining() / 2, stop=stop, with_solver=False)
        else:
            puzzle = without(puzzle, board, refused, plan)
            for key in refused:
                board.take(board.tasks[key])
            board = carried(puzzle, board)
    places = {
        key: (room, start, start + board.tasks[key].minutes) for key, (room, start) in sorted(board.places.items())
    }
    left = {task.key: board.why(task) for task in board.unplaced}
    return Answer(places, left, with_solver and exact.is_there(), monotonic() - began)


def as_planned(plan: Plan, board: Board) -> Plan:
    slots = dict(plan.slots)
    for key, (room, start) in board.places.items():
        end = start + board.tasks[key].minutes
        slots[key] = slots[key]._replace(room=room, start=start * 60, end=end * 60)
    return replace(plan, slots=slots)


def refusals(plan: Plan, board: Board) -> dict[int, Finding]:
    """What the engine finds against the whole, one session of each finding: the one that may give way."""
    found: dict[int, Finding] = {}
    for each in as_planned(plan, board).findings(board.places):
        if each.level in HARD and each.is_open and not each.subject.startswith(NOWHERE_BETTER):
            pair = [key for key in (each.session, each.other) if key in board.places]
            if pair and not any(key in found for key in pair):
                found[min(pair, key=lambda key: (board.tasks[key].stays, key))] = each
    return found


def without(puzzle: Puzzle, board: Board, refused: dict[int, Finding], plan: Plan) -> Puzzle:
    """The same puzzle, in which each of these no longer has its start; of a full window, none on that day."""

    def narrowed(task: Task) -> Task:
        finding = refused.get(task.key)
        if finding is None:
            return task
        _room, at = board.places[task.key]
        day = plan.local(at * 60).date()
        gone = {
            start
            for start in task.starts
            if start == at or (finding.subject.startswith("full:") and plan.local(start * 60).date() == day)
        }
        other = finding.other if finding.session == task.key else finding.session
        why = Reason(finding.rule, finding.subject if other else None, other)
        return replace(
            task,
            starts={start: cost for start, cost in task.starts.items() if start not in gone},
            not_starts={**task.not_starts, **dict.fromkeys(gone, why)},
        )

    return replace(puzzle, tasks=tuple(map(narrowed, puzzle.tasks)))


def starting_from(puzzle: Puzzle, board: Board, but: dict[int, Finding] | None = None) -> Puzzle:
    def begun(task: Task) -> Task:
        place: Place | None = None if task.key in (but or {}) else board.places.get(task.key)
        return replace(task, at=place)

    return replace(puzzle, tasks=tuple(map(begun, puzzle.tasks)))


def carried(puzzle: Puzzle, board: Board) -> Board:
    fresh = Board(puzzle)
    for key, place in board.places.items():
        fresh.put(fresh.tasks[key], place)
    return fresh
