"""What acts and pages ask of the engine: what would break, what needs a reason, what is said about a session."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.conflicts.facts import Finding, Slot
from events.conflicts.kinds import Level
from events.conflicts.plan import Plan, load
from events.conflicts.words import room_name, subject, title, words
from events.sessions.kinds import Rule
from events.sessions.models import Override, Session
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit.refusals import Refused

STRICT = (Level.REFUSE, Level.REASON)


@dataclass(frozen=True)
class Side:
    """A session of a finding as pages show it."""

    reference: str
    title: str
    starts_at: datetime | None
    ends_at: datetime | None
    room: str


@dataclass(frozen=True)
class Shown:
    """A finding with its words; `override` is the reason that it was settled with."""

    finding: Finding
    text: str
    subject: str
    first: Slot
    second: Slot | None
    titles: tuple[str, str]
    sides: list["Side"]
    override: Override | None

    @property
    def rule(self) -> Rule:
        return Rule(self.finding.rule)

    @property
    def level(self) -> Level:
        return Level(self.finding.level)

    @property
    def is_open(self) -> bool:
        return self.finding.is_open

    @property
    def needs_reason(self) -> bool:
        return self.is_open and self.level in STRICT


def shown(plan: Plan, findings: Iterable[Finding]) -> list[Shown]:
    found = list(findings)
    settled = [each.settled.pk for each in found if each.settled]
    overrides = Override.objects.select_related("by").in_bulk(settled) if settled else {}
    return [
        Shown(
            finding=each,
            text=words(each, plan),
            subject=subject(each, plan),
            first=plan.slots[each.session],
            second=plan.slots[each.other] if each.other else None,
            titles=(title(plan.slots[each.session]), title(plan.slots[each.other]) if each.other else ""),
            sides=[side(plan, pk) for pk in (each.session, each.other) if pk],
            override=overrides.get(each.settled.pk) if each.settled else None,
        )
        for each in found
    ]


def side(plan: Plan, pk: int) -> Side:
    slot = plan.slots[pk]
    room = plan.rooms.get(slot.room or 0)
    starts, ends = (plan.local(slot.start), plan.local(slot.end)) if slot.is_placed else (None, None)
    return Side(slot.reference, title(slot), starts, ends, room_name(room) if room else "")


def strict(findings: Iterable[Finding]) -> list[Finding]:
    return [each for each in findings if each.is_open and each.level in STRICT]


def pass_all(plan: Plan, findings: list[Finding], *, reason: str, by: Any, cure: str) -> None:
    """Refuses where a rule lets no reason pass or where none is given; else keeps the reason with each finding."""
    barred = [each for each in findings if each.level == Level.REFUSE]
    if barred:
        said = " ".join(words(each, plan) for each in barred)
        raise Refused(
            _("%(broken)s Choose another room or time; no reason passes this rule.") % {"broken": said}, field="room"
        )
    if findings and not reason.strip():
        said = " ".join(words(each, plan) for each in findings)
        raise Refused(cure % {"broken": said}, field="reason")
    Override.objects.bulk_create(override_of(plan, each, reason=reason, by=by) for each in findings)


def override_of(plan: Plan, finding: Finding, *, reason: str, by: Any) -> Override:
    return Override(
        session_id=finding.session,
        other_id=finding.other,
        rule=finding.rule,
        subject=finding.subject,
        mark=plan.mark(finding.session, finding.other),
        reason=reason.strip(),
        by_id=by.pk if by is not None else None,
    )


class Checks:
    """The engine as sessions ask it (`events.sessions.engine`)."""

    def would_break(self, session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> list[Shown]:
        plan = there(session, room, starts_at, ends_at)
        return shown(plan, (each for each in plan.findings({session.pk}) if each.is_open))

    def let_place(
        self, session: Session, room: Room, starts_at: datetime, ends_at: datetime, *, reason: str, by: Any
    ) -> None:
        plan = there(session, room, starts_at, ends_at)
        found = [each for each in strict(plan.findings({session.pk})) if each.rule != Rule.ROOM_TIME]
        cure = _("%(broken)s Choose another time or room, or say why it is right all the same.")
        pass_all(plan, found, reason=reason, by=by, cure=cure)

    def let_publish(self, session: Session, *, reason: str, by: Any) -> None:
        plan = load(session.edition)
        cure = _("%(broken)s Change it, or say why it is right all the same.")
        pass_all(plan, strict(plan.findings({session.pk})), reason=reason, by=by, cure=cure)

    def about(self, session: Session) -> list[Shown]:
        plan = load(session.edition)
        return shown(plan, plan.findings({session.pk}))

    def held_back(self, edition: Edition) -> set[int]:
        return {pk for each in strict(load(edition).findings()) for pk in (each.session, each.other) if pk}


def there(session: Session, room: Room, starts_at: datetime, ends_at: datetime) -> Plan:
    plan = load(session.edition)
    return plan.placed_at(session.pk, room.pk, int(starts_at.timestamp()), int(ends_at.timestamp()))
