"""A forum moves to other days, another place or another format: what each date becomes, or why it stays.

`MOVERS` names functions of a `Change` that give a `Step` for each date of their area, in the order in which they are
to be written. Hours stay those of the wall, in the new zone.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from forum.editions.models import Edition, Mode, Part, Role
from forum.kit import clock

MOVED = ("start", "end", "timezone", "place", "venue", "mode")
SATURDAY = 5


@dataclass(frozen=True)
class Change:
    """`old` and `new` are two copies of one edition; `becomes` maps what lies in the old place to what takes its part
    in the new one, by label and key."""

    old: Edition
    new: Edition
    becomes: Mapping[tuple[str, int], models.Model] = field(default_factory=dict)

    @classmethod
    def of(
        cls, edition: Edition, values: Mapping[str, Any], becomes: Mapping[tuple[str, int], models.Model] | None = None
    ) -> "Change":
        new = copy(edition)
        for name in MOVED:
            setattr(new, name, values.get(name, getattr(edition, name)))
        change = cls(edition, new)
        return replace(change, becomes=becomes or {}) if change.leaves_house else change

    @property
    def shift(self) -> timedelta:
        return self.new.start - self.old.start

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the edition that change."""
        return {name: getattr(self.new, name) for name in MOVED if getattr(self.new, name) != getattr(self.old, name)}

    @property
    def moves_house(self) -> bool:
        return (self.old.place, self.old.venue) != (self.new.place, self.new.venue)

    @property
    def goes_online(self) -> bool:
        return self.new.mode == Mode.VIRTUAL and self.old.mode != Mode.VIRTUAL

    @property
    def leaves_house(self) -> bool:
        """Whether the rooms of the old place are left."""
        return self.moves_house or self.goes_online

    def day(self, day: date) -> date:
        return day + self.shift

    def moment(self, moment: datetime) -> datetime:
        """The same hour of the wall. One that the clocks leave out becomes the next that there is."""
        return self.new.like(self.old, moment).astimezone(UTC)

    def date_of(self, value: date) -> date:
        return self.moment(value) if isinstance(value, datetime) else self.day(value)


@dataclass(frozen=True)
class Step:
    """One date, or the dates of one object. Without `changes` it stays, and `notes` say why; `also` says in words
    what changes beside the date."""

    kind: Any
    obj: models.Model
    what: str
    old: date | None
    new: date | None = None
    changes: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    also: str = ""

    @property
    def moves(self) -> bool:
        return bool(self.changes)

    @property
    def has_hour(self) -> bool:
        return isinstance(self.old, datetime)

    @property
    def is_flagged(self) -> bool:
        return bool(self.notes)

    @property
    def url(self) -> str:
        find = getattr(self.obj, "get_absolute_url", None)
        return find() if find else ""

    def noted(self, note: str) -> "Step":
        return replace(self, notes=(*self.notes, note))

    def kept(self, note: str) -> "Step":
        return replace(self, new=None, changes={}, notes=(note,), also="")


def is_past(value: date, edition: Edition) -> bool:
    return value <= clock.now() if isinstance(value, datetime) else value < edition.today()


def why_it_stays(change: Change, old: date, new: date) -> str:
    if is_past(old, change.old):
        return _("It is past.")
    return _("Moved along, it would lie in the past. Give it a date of its own.") if is_past(new, change.new) else ""


def notes_on(change: Change, old: date, new: date) -> tuple[str, ...]:
    """What to look at where a date moves: it comes to lie on a weekend, or at another hour."""
    local = [
        edition.local(each) if isinstance(each, datetime) else each
        for edition, each in ((change.old, old), (change.new, new))
    ]
    notes = []
    if local[1].weekday() >= SATURDAY > local[0].weekday():
        notes.append(_("It falls on a weekend now."))
    if isinstance(local[0], datetime) and isinstance(local[1], datetime) and local[0].time() != local[1].time():
        notes.append(_("The clocks change there at its hour: it begins later."))
    return tuple(notes)


def step_of(change: Change, kind: Any, obj: models.Model, name: str, what: str) -> Iterator[Step]:
    """The step of one field; none where it has no date, or where nothing of it changes."""
    old = getattr(obj, name)
    if old is None:
        return
    new = change.date_of(old)
    if new == old:
        return
    if why := why_it_stays(change, old, new):
        yield Step(kind, obj, what, old, notes=(why,))
    else:
        yield Step(kind, obj, what, old, new, {name: new}, notes_on(change, old, new))


def span_of(change: Change, kind: Any, obj: models.Model, first: tuple[str, str], last: tuple[str, str]) -> list[Step]:
    """An opening and a closing, each as its field and what it is called. Where only one would move and the closing
    would come first, neither does."""
    steps = [step for name, what in (first, last) for step in step_of(change, kind, obj, name, what)]
    changes = {name: value for step in steps for name, value in step.changes.items()}
    opens, closes = (changes.get(name, getattr(obj, name)) for name, _what in (first, last))
    if changes and opens and closes and closes <= opens:
        return [
            step.kept(_("Moved along, it would close before it opened. Give it a date of its own.")) for step in steps
        ]
    return steps


def parts_and_roles(change: Change) -> Iterable[Step]:
    """`MOVERS`: the days of parts, and terms that end with the forum."""
    for part in Part.objects.filter(edition=change.old):
        days = {name: value for name in ("start", "end") if (value := getattr(part, name))}
        new = {name: change.day(day) for name, day in days.items()}
        if days and new != days:
            first = min(days)
            yield Step(_("Part"), part, str(part), days.get("start", days[first]), new.get("start", new[first]), new)
    for role in Role.objects.filter(edition=change.old, ends__gte=change.old.today()).select_related("user"):
        yield from step_of(change, _("Role"), role, "ends", _("%(role)s until") % {"role": role})
