"""What a person did in the editor and may take back, or do again: read from the history, kept nowhere else.

An act stays on the stack as long as nobody else touched its session, and this person did nothing else to it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from accounts.people.models import User
from forum.editions.models import Edition
from forum.history.models import Entry

ACTS = {"schedule", "reschedule", "unschedule", "pin", "unpin"}
DEPTH = 300  # so far back the history is read


class Act(NamedTuple):
    """What of an entry of the history the editor looks at; `who` is the name of its actor."""

    number: int
    actor_id: int | None
    verb: str
    object_id: int
    object_name: str
    who: str | None


@dataclass(frozen=True)
class Stack:
    """The act that would be taken back next, and the taking back that would be undone next."""

    undo: Act | None
    redo: Act | None


def acts_of(edition: Edition) -> QuerySet[Entry, Any]:
    """The latest acts on sessions of an edition, the last one first."""
    name = Subquery(User.objects.filter(pk=OuterRef("actor_id")).values("name")[:1])
    found = Entry.objects.filter(chain=edition.pk, object_type="events.session").order_by("-number")
    return found.values_list(*Act._fields[:-1], name)[:DEPTH]


def stack_of(entries: Iterable[Act], person: Any) -> Stack:
    """Of acts, the last one first."""
    done, undone = defaultdict[int, list[Act]](list), defaultdict[int, list[Act]](list)
    for entry in reversed([*entries]):
        mine = entry.actor_id == person.pk
        here, back = done[entry.object_id], undone[entry.object_id]
        if mine and entry.verb in ACTS:
            here.append(entry)
            undone.clear()
        elif mine and entry.verb == "undo":
            del here[-1:]
            back.append(entry)
        elif mine and entry.verb == "redo":
            del back[-1:]
            here.append(entry)
        else:
            here.clear()
            back.clear()
    return Stack(latest(done), latest(undone))


def latest(stacks: dict[int, list[Act]]) -> Act | None:
    return max((stack[-1] for stack in stacks.values() if stack), key=lambda entry: entry.number, default=None)
