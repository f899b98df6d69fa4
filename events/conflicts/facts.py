"""What the rules look at: light tuples, instants as seconds since 1970, no model instances."""

from typing import Any, NamedTuple

from events.sessions.kinds import PLENARIES
from forum.editions.models import Stage


class Slot(NamedTuple):
    """A session of the draft programme. One without room and time has `end` 0."""

    pk: int
    reference: str
    kind: str
    status: str
    number: str
    title: str
    language: str
    words: dict[str, Any]
    mode: str
    livestream: bool | None
    is_pinned: bool
    duration_minutes: int | None
    expected: int | None
    version: int
    published_at: str | None
    layout: str | None
    equipment: list[str] | None
    languages: list[str] | None
    step_free: bool | None
    streaming: bool | None
    technician: bool | None
    heads: bool | None
    room: int | None
    start: int
    end: int

    @property
    def is_placed(self) -> bool:
        return self.end > 0

    @property
    def asks_for_heads(self) -> bool:
        """Whether heads of delegation are expected there."""
        return bool(self.heads) or self.kind in PLENARIES


class Place(NamedTuple):
    """A room. `hours` maps a day (ISO) to opening and closing, `closed` lists start, end and why."""

    pk: int
    name: str
    language: str
    words: dict[str, Any]
    kind: str
    order: int
    capacity: int | None
    layouts: dict[str, int]
    building: str
    floor: int | None
    equipment: list[str]
    booths: int | None
    booth_languages: list[str]
    step_free: bool | None
    streaming: bool | None
    turnaround_minutes: int
    hours: dict[str, list[str]]
    closed: list[dict[str, str]]

    @property
    def is_virtual(self) -> bool:
        return self.kind == "virtual"

    def seats(self, layout: str | None) -> int | None:
        """How many sit there in this layout; the room's own number where the layout is open or not known."""
        return self.layouts.get(layout, self.capacity) if layout else self.capacity


class Server(NamedTuple):
    """A team of interpreters or a technician."""

    pk: int
    kind: str
    name: str
    languages: list[str]
    begins: Any
    finishes: Any
    longest_minutes: int | None
    pause_minutes: int


class Person(NamedTuple):
    name: str
    timezone: str


class Elsewhere(NamedTuple):
    """When somebody is in a session of another forum; only who arranges that one knows what is not public of it."""

    session: int
    edition: str
    stage: str
    published_at: str | None
    start: int
    end: int

    @property
    def is_known(self) -> bool:
        return self.published_at is not None and self.stage != Stage.DRAFT


class Settled(NamedTuple):
    """The override that gives a finding its reason, and the rooms and times it was given for."""

    pk: int
    mark: str


class Finding(NamedTuple):
    """What a rule finds. `subject` says over whom or what (`person:12`); `said` are the words of another area."""

    rule: str
    session: int
    other: int | None = None
    subject: str = ""
    facts: tuple[Any, ...] = ()
    said: str = ""
    level: str = ""
    settled: Settled | None = None

    @property
    def is_open(self) -> bool:
        return self.settled is None

    @property
    def person(self) -> str:
        """Whom it is about, as `person:12`, here or in two forums; empty where it is about nobody."""
        what, _, rest = self.subject.partition(":")
        return f"person:{rest.partition(':')[0]}" if what in ("person", "elsewhere") else ""

    @property
    def key(self) -> str:
        """Its name in addresses, whichever of the two sessions was asked about."""
        first, second = sorted((self.session, self.other)) if self.other else (self.session, 0)
        return f"{self.rule}.{first}.{second}.{self.subject}"
