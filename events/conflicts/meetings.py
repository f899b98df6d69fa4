"""What two sessions at one time may not share: a room, a person, an organisation, a team, an objective, a lens."""

from collections.abc import Collection, Iterator

from events.conflicts.facts import Finding
from events.conflicts.plan import Plan
from events.sessions.kinds import Rule
from events.venues.models import ResourceKind

NOTHING: frozenset[str] = frozenset()
SHARED = {
    "person": Rule.PERSON,
    "organisation": Rule.ORGANISER,
    "heads": Rule.HEADS,
    "objective": Rule.OBJECTIVE,
    "set": Rule.OBJECTIVE,
    "lens": Rule.LENS,
}
SERVES = {ResourceKind.INTERPRETATION: Rule.INTERPRETATION, ResourceKind.TECHNICIAN: Rule.TECHNICIAN}


def rule_of(plan: Plan, tag: str) -> Rule:
    what, _, pk = tag.partition(":")
    return SERVES[ResourceKind(plan.servers[int(pk)].kind)] if what == "resource" else SHARED[what]


def shared(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    tags = plan.tags
    for one, other in plan.meeting(only):
        if one.room == other.room and one.room is not None:
            yield Finding(Rule.ROOM_TIME, one.pk, other.pk, f"room:{one.room}")
        both = tags.get(one.pk, NOTHING) & tags.get(other.pk, NOTHING)
        for tag in both:
            yield Finding(rule_of(plan, tag), one.pk, other.pk, tag)


def split(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    """The head of a State's delegation is in a session while all heads are expected in another."""
    for one, other in plan.meeting(only) if plan.heads_in else ():
        for here, there in ((one, other), (other, one)):
            if there.asks_for_heads and not here.asks_for_heads:
                expected = plan.heads_in.get(there.pk, set())
                for user in plan.heads_in.get(here.pk, set()) - expected:
                    yield Finding(Rule.HEADS, one.pk, other.pk, f"person:{user}")


def elsewhere(plan: Plan, only: Collection[int] | None) -> Iterator[Finding]:
    """A person is in a session of another forum at the same time; it is open again when that one moves."""
    for slot in plan.looked_at(only) if plan.elsewhere else ():
        for tag in plan.tags.get(slot.pk, NOTHING):
            what, _, user = tag.partition(":")
            for other in plan.elsewhere.get(int(user), ()) if what == "person" else ():
                if other.start < slot.end and slot.start < other.end:
                    subject = f"elsewhere:{user}:{other.session}@{other.start}-{other.end}"
                    yield Finding(Rule.PERSON, slot.pk, None, subject, other)
