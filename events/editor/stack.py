"""What a person did in the editor and may take back, or do again: read from the history, kept nowhere else.

An act stays on the stack as long as nobody else touched its session, and this person did nothing else to it.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from forum.editions.models import Edition
from forum.history.models import Entry

ACTS = {"schedule", "reschedule", "unschedule", "pin", "unpin"}
DEPTH = 300  # so far back the history is read


@dataclass(frozen=True)
class Stack:
    """The act that would be taken back next, and the taking back that would be undone next."""

    undo: Entry | None
    redo: Entry | None


def stack_of(edition: Edition, person: Any) -> Stack:
    entries = Entry.objects.filter(chain=edition.pk, object_type="events.session").order_by("-number")[:DEPTH]
    done, undone = defaultdict[int, list[Entry]](list), defaultdict[int, list[Entry]](list)
    for entry in reversed(entries):
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


def latest(stacks: dict[int, list[Entry]]) -> Entry | None:
    return max((stack[-1] for stack in stacks.values() if stack), key=lambda entry: entry.number, default=None)
