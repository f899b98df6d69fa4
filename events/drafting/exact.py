"""The solver's part: a few tasks at a time are placed anew, best of all ways, while the others stay.

Each place of each task is a 0/1 column; tasks that share a person, a body or a room may not cover the same instant.
"""

from collections import defaultdict
from collections.abc import Hashable
from random import Random

from events.drafting.puzzle import Board, Place, Task, room_key

try:
    import highspy
except ImportError:  # the extra `solver` is not installed
    highspy = None  # type: ignore[assignment]

WIDE = 160  # places of each task that are weighed
TOGETHER = 12  # tasks that are placed anew at once
SECONDS = 4.0  # a bound only: such a part takes tenths of one

Column = tuple[Task, Place, float]


def is_there() -> bool:
    return highspy is not None


def neighbours(board: Board, random: Random) -> list[Task]:
    """One that has no place or a dear one, and those that it shares people with or that lie at its hours."""
    tasks = board.puzzle.tasks
    if len(tasks) <= TOGETHER:
        return list(tasks)
    left = board.unplaced
    dear = sorted(tasks, key=lambda task: (-board.cost(task), task.key))[: 2 * TOGETHER]
    middle = random.choice(left or dear)
    near = {key for hit in middle.bound for _first, _last, key in board.held.get(hit, ())}
    near |= {key for start in middle.starts for key in board.hits(middle, start)}
    chosen = [board.tasks[key] for key in sorted(near) if key in board.tasks and key != middle.key]
    random.shuffle(chosen)
    others = [task for task in tasks if task.key not in near and task.key != middle.key]
    return [middle, *(chosen + random.sample(others, len(others)))[: TOGETHER - 1]]


def rearrange(board: Board, free: list[Task], seed: int) -> bool:
    """Places these anew; whether the whole is better for it. Otherwise everything is as it was."""
    before = board.total
    was = {task.key: board.take(task) for task in free if task.key in board.places}
    columns = [column for task in free for column in weighed(board, task, was.get(task.key))]
    chosen = solved(board, columns, seed)
    for task, place, _cost in chosen:
        board.put(task, place)
    if board.total < before - 1e-6:
        return True
    for task, _place, _cost in chosen:
        board.take(task)
    for key, place in was.items():
        board.put(board.tasks[key], place)
    return False


def weighed(board: Board, task: Task, was: Place | None) -> list[Column]:
    found = sorted((cost, place) for cost, place in board.free(task))
    kept = [(task, place, cost) for cost, place in found[:WIDE]]
    return kept + [(task, place, cost) for cost, place in found[WIDE:] if place == was]


def solved(board: Board, columns: list[Column], seed: int) -> list[Column]:
    if not columns:
        return []
    model = highspy.Highs()
    for name, value in (("output_flag", False), ("threads", 1), ("random_seed", seed), ("time_limit", SECONDS)):
        model.setOptionValue(name, value)
    lp = highspy.HighsLp()
    costs, rows = with_slack(columns, at_most_one(board, columns))
    lp.num_col_, lp.num_row_ = len(costs), len(rows)
    lp.col_cost_ = costs
    lp.col_lower_ = [0.0] * len(costs)
    lp.col_upper_ = [1.0] * len(columns) + [highspy.kHighsInf] * (len(costs) - len(columns))
    lp.integrality_ = [highspy.HighsVarType.kInteger] * len(columns) + [highspy.HighsVarType.kContinuous] * (
        len(costs) - len(columns)
    )
    lp.row_lower_ = [-highspy.kHighsInf] * len(rows)
    lp.row_upper_ = [1.0] * len(rows)
    starts, places, shares = [0], list[int](), list[float]()
    for row in rows:
        places += row.keys()
        shares += row.values()
        starts.append(len(places))
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = starts, places, shares
    model.passModel(lp)
    model.run()
    if not model.getInfo().primal_solution_status:
        return []
    values = model.getSolution().col_value
    return [column for column, share in zip(columns, values, strict=False) if share > 0.5]


Row = dict[int, float]


def at_most_one(board: Board, columns: list[Column]) -> list[tuple[Row, float]]:
    """Each task once; and of those that share a key, one at each instant. The second value is the price of more."""
    of_task: dict[int, list[int]] = defaultdict(list)
    of_key: dict[Hashable, list[tuple[int, int, int, int]]] = defaultdict(list)
    prices: dict[Hashable, float] = {}
    for number, (task, (room, start), _cost) in enumerate(columns):
        of_task[task.key].append(number)
        for key in (*task.bound, room_key(room), *task.mild):
            end = start + task.minutes + board.puzzle.gaps.get(key, 0)
            of_key[key].append((start, end, number, task.key))
        prices.update(task.mild)
    rows = [(dict.fromkeys(numbers, 1.0), 0.0) for numbers in of_task.values()]
    for key, spans in of_key.items():
        if len({task for *_span, task in spans}) < 2:
            continue
        seen = set()
        for instant in sorted({start for start, *_rest in spans}):
            covering = frozenset(number for start, end, number, _task in spans if start <= instant < end)
            if len({columns[number][0].key for number in covering}) > 1 and covering not in seen:
                seen.add(covering)
                rows.append((dict.fromkeys(sorted(covering), 1.0), prices.get(key, 0.0)))
    return rows


def with_slack(columns: list[Column], rows: list[tuple[Row, float]]) -> tuple[list[float], list[Row]]:
    costs = [cost - task.worth for task, _place, cost in columns]
    for row, price in rows:
        if price:
            row[len(costs)] = -1.0
            costs.append(price)
    return costs, [row for row, _price in rows]
