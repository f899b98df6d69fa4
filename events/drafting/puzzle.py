"""A timetable as a puzzle of plain numbers: what is to be placed, where it may lie, and what may never overlap.

Instants are whole minutes; a place is a room and a start. Whoever cannot be in two places is a key that two tasks
share; a room is such a key too.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field

DAY = 24 * 60
UNPLACED = 1000.0  # what a task that has no place costs; no place costs as much
STAYS = 10  # and so many times more what lies somewhere already

Place = tuple[int, int]


@dataclass(frozen=True)
class Reason:
    """Why a place cannot be: the rule, whom or what it is about, and the session that stands there."""

    rule: str
    subject: Hashable = None
    other: int | None = None


@dataclass(frozen=True)
class Task:
    """`rooms` and `starts` hold what suits it, each with its cost; `not_rooms` and `not_starts` why others do not.

    `bound`: who or what is needed for it alone. `mild`: what should rather not lie beside it, with its weight. Those of
    one `kin` should stay in one room. `at` is where it begins; what `stays` has a place and must not lose it.
    """

    key: int
    minutes: int
    rooms: Mapping[int, float]
    starts: Mapping[int, float]
    bound: frozenset[Hashable] = frozenset()
    mild: Mapping[Hashable, float] = field(default_factory=dict)
    kin: Hashable = None
    at: Place | None = None
    stays: bool = False
    not_rooms: Mapping[int, Reason] = field(default_factory=dict)
    not_starts: Mapping[int, Reason] = field(default_factory=dict)

    @property
    def worth(self) -> float:
        return UNPLACED * (STAYS if self.stays else 1)


@dataclass(frozen=True)
class Fixed:
    """What stays where it is: a session, or an hour in which a room is closed (then `key` is 0)."""

    key: int
    room: int | None
    start: int
    end: int
    bound: frozenset[Hashable] = frozenset()
    mild: frozenset[Hashable] = frozenset()
    kin: Hashable = None


@dataclass(frozen=True)
class Puzzle:
    """`gaps`: minutes that must lie between two tasks which share this key."""

    tasks: tuple[Task, ...]
    fixed: tuple[Fixed, ...] = ()
    gaps: Mapping[Hashable, int] = field(default_factory=dict)
    same_room: float = 0.0


def room_key(room: int) -> Hashable:
    return ("room", room)


class Board:
    """Who is where while the puzzle is being solved."""

    def __init__(self, puzzle: Puzzle) -> None:
        self.puzzle = puzzle
        self.tasks = {task.key: task for task in puzzle.tasks}
        self.places: dict[int, Place] = {}
        self.held: dict[Hashable, list[tuple[int, int, int]]] = defaultdict(list)
        self.beside: dict[Hashable, list[tuple[int, int, int]]] = defaultdict(list)
        self.kin: dict[Hashable, Counter[int]] = defaultdict(Counter)
        for each in puzzle.fixed:
            keys = each.bound if each.room is None else each.bound | {room_key(each.room)}
            for key in keys:
                self.held[key].append((each.start, each.end, each.key))
            for key in each.mild:
                self.beside[key].append((each.start, each.end, each.key))
            if each.kin is not None and each.room is not None:
                self.kin[each.kin, each.start // DAY][each.room] += 1

    def put(self, task: Task, place: Place) -> None:
        room, start = place
        row = (start, start + task.minutes, task.key)
        self.places[task.key] = place
        for key in (*task.bound, room_key(room)):
            self.held[key].append(row)
        for key in task.mild:
            self.beside[key].append(row)
        if task.kin is not None:
            self.kin[task.kin, start // DAY][room] += 1

    def take(self, task: Task) -> Place:
        room, start = place = self.places.pop(task.key)
        row = (start, start + task.minutes, task.key)
        for key in (*task.bound, room_key(room)):
            self.held[key].remove(row)
        for key in task.mild:
            self.beside[key].remove(row)
        if task.kin is not None:
            self.kin[task.kin, start // DAY][room] -= 1
        return place

    def stands(self, key: Hashable, start: int, minutes: int) -> Iterator[int]:
        """What is held by this key so near that the two cannot both be."""
        gap = self.puzzle.gaps.get(key, 0)
        first, last = start - gap, start + minutes + gap
        return (task for begins, ends, task in self.held.get(key, ()) if begins < last and first < ends)

    def hits(self, task: Task, start: int) -> set[int]:
        """Who stands in the way of this hour, whatever the room."""
        return {other for key in task.bound for other in self.stands(key, start, task.minutes)}

    def hits_in(self, task: Task, room: int, start: int) -> set[int]:
        return set(self.stands(room_key(room), start, task.minutes))

    def free(self, task: Task) -> Iterator[tuple[float, Place]]:
        """Every place that it could have now, with what it costs there."""
        for start, cost in task.starts.items():
            if any(True for key in task.bound for _other in self.stands(key, start, task.minutes)):
                continue
            dear = cost + self.beside_cost(task, start)
            for room, more in task.rooms.items():
                if not self.hits_in(task, room, start):
                    yield dear + more + self.room_cost(task, room, start), (room, start)

    def best(self, task: Task) -> tuple[float, Place] | None:
        return min(self.free(task), default=None)

    def cost(self, task: Task) -> float:
        """What a task costs where it lies; its own row does not count against it."""
        if task.key not in self.places:
            return task.worth
        place = self.take(task)
        room, start = place
        found = task.starts[start] + task.rooms[room] + self.beside_cost(task, start)
        found += self.room_cost(task, room, start)
        self.put(task, place)
        return found

    def beside_cost(self, task: Task, start: int) -> float:
        end, found = start + task.minutes, 0.0
        for key, weight in task.mild.items():
            gap = self.puzzle.gaps.get(key, 0)
            rows = self.beside.get(key, ())
            found += weight * sum(begins < end + gap and start - gap < ends for begins, ends, _task in rows)
        return found

    def room_cost(self, task: Task, room: int, start: int) -> float:
        """The share of its kin that lies elsewhere on that day."""
        if task.kin is None or not self.puzzle.same_room:
            return 0.0
        rooms = self.kin.get((task.kin, start // DAY))
        total = rooms.total() if rooms else 0
        return self.puzzle.same_room * (1 - rooms[room] / total) if rooms and total else 0.0

    @property
    def total(self) -> float:
        return sum(self.cost(task) for task in self.puzzle.tasks)

    @property
    def unplaced(self) -> list[Task]:
        return [task for task in self.puzzle.tasks if task.key not in self.places]

    def why(self, task: Task) -> Counter[Reason]:
        """What stands in the way of a task, counted over every room at every hour it might have."""
        found: Counter[Reason] = Counter()
        rooms = [*task.rooms, *task.not_rooms]
        for reason in task.not_starts.values():
            found[reason] += len(rooms)
        for start in task.starts:
            in_the_way = next((Reason("busy", *hit) for hit in self.bound_hits(task, start)), None)
            for room in rooms:
                if room in task.not_rooms:
                    found[task.not_rooms[room]] += 1
                elif in_the_way is not None:
                    found[in_the_way] += 1
                elif taken := self.hits_in(task, room, start):
                    found[Reason("room_time" if min(taken) else "availability")] += 1
        return found

    def bound_hits(self, task: Task, start: int) -> Iterator[tuple[Hashable, int]]:
        for key in sorted(task.bound, key=str):
            for other in self.stands(key, start, task.minutes):
                yield key, other
