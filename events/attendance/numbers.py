"""Who is invited, expected and came, by category. One unit throughout: organisations; people stand beside them."""

from dataclasses import dataclass, field
from typing import Any

from accounts.accreditation.statistics import SMALL, shown
from events.attendance.models import Invited, Reply, Target
from events.reports.models import Presence
from events.sessions.models import Session
from events.signups.models import SignUp
from forum.taxonomy.models import Category

STATES = "member_state"


@dataclass
class Row:
    """What is known of one category. None is not known, 0 is none."""

    category: Category
    invited: set[int] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    declined: set[int] = field(default_factory=set)
    coming: set[int] = field(default_factory=set)
    came: set[int] | None = None
    signed_up: int = 0
    people: int | None = None
    target: int | None = None

    @property
    def expected(self) -> int:
        """Organisations that said yes, or of which somebody has a seat."""
        return len(self.confirmed | self.coming)

    @property
    def silent(self) -> int:
        return len(self.invited - self.confirmed - self.declined)

    @property
    def present(self) -> int | None:
        return None if self.came is None else len(self.came)

    @property
    def is_short(self) -> bool:
        return self.target is not None and self.expected < self.target


def numbers(session: Session) -> list[Row]:
    """In the order of the categories, those of which anything is known; four statements, and one for their names."""
    invited = Invited.objects.filter(session=session)
    asked = list(invited.values_list("organisation__category", "organisation", "status", "was_present"))
    seated = SignUp.objects.filter(seats__session=session, organisation__isnull=False).seated()
    present = dict(Presence.objects.filter(session=session).values_list("category", "people"))
    targets = dict(Target.objects.filter(session=session).values_list("category", "wanted"))
    coming = list(seated.values_list("organisation__category", "organisation"))
    known = {row[0] for row in asked} | {row[0] for row in coming} | present.keys() | targets.keys()
    if not known:
        return []
    rows = {each.pk: Row(each) for each in Category.objects.filter(pk__in=known)}
    for category, organisation, status, came in asked:
        row = rows[category]
        row.invited.add(organisation)
        if status == Reply.CONFIRMED:
            row.confirmed.add(organisation)
        elif status == Reply.DECLINED:
            row.declined.add(organisation)
        if came is not None:
            row.came = (row.came or set()) | ({organisation} if came else set())
    for category, organisation in coming:
        rows[category].coming.add(organisation)
        rows[category].signed_up += 1
    for pk, row in rows.items():
        row.people, row.target = present.get(pk), targets.get(pk)
    return list(rows.values())


def expected_of(target: Target) -> int:
    confirmed = Invited.objects.filter(session=target.session_id, status=Reply.CONFIRMED)
    seated = SignUp.objects.filter(seats__session=target.session_id).seated()
    found = [each.filter(organisation__category=target.category_id) for each in (confirmed, seated)]
    return len({pk for each in found for pk in each.values_list("organisation", flat=True)})


def withheld(row: Row, number: int) -> bool:
    """A small number could point at a person or a group; what States do is public."""
    return row.category.code != STATES and 0 < number < SMALL


def cells(row: Row, *, public: bool) -> dict[str, Any]:
    """As shown: small numbers are withheld in public, except of States."""

    def told(number: int | None) -> Any:
        return shown(number) if number is not None and public and withheld(row, number) else number

    return {
        "category": row.category,
        "invited": told(len(row.invited)),
        "confirmed": told(len(row.confirmed)),
        "declined": told(len(row.declined)),
        "silent": told(row.silent),
        "signed_up": told(row.signed_up),
        "expected": told(row.expected),
        "present": told(row.present),
        "people": told(row.people),
        "target": row.target,
        "is_short": row.is_short,
    }
