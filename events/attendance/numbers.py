"""Who is invited, expected and came, by category. One unit throughout: organisations; people stand beside them."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import BooleanField, Value

from accounts.accreditation.statistics import SMALL, shown
from events.attendance.models import Invited, Reply, Target
from events.reports.models import STATES, Presence
from events.sessions.models import Session
from events.signups.models import SignUp
from forum.taxonomy.models import Category


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
    """In the order of the categories, those of which anything is known; one statement, and one for their names."""
    invited = Invited.objects.filter(session=session).values_list(
        Value("invited"), "organisation__category", "organisation", "status", "was_present"
    )
    seated = SignUp.objects.filter(seats__session=session, organisation__isnull=False).seated()
    others = [
        (seated, "coming", "organisation__category", "organisation"),
        (Presence.objects.filter(session=session), "present", "category", "people"),
        (Target.objects.filter(session=session), "target", "category", "wanted"),
    ]
    nothing = Value(""), Value(None, output_field=BooleanField())
    rest = (each.order_by().values_list(Value(name), *fields, *nothing) for each, name, *fields in others)
    read: dict[str, list[Any]] = {"invited": [], "coming": [], "present": [], "target": []}
    for name, *row in invited.order_by().union(*rest, all=True):
        read[name].append(row)
    asked, coming = read["invited"], [row[:2] for row in read["coming"]]
    present, targets = (dict(row[:2] for row in read[name]) for name in ("present", "target"))
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
