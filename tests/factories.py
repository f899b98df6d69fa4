"""Plain functions that make one thing each, with sensible values; anything may be given by name."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.utils.text import slugify

from accounts.models import Membership, Organisation, User
from forum.editions.models import Edition, EntryRule, Role, Series, Space, Stage
from forum.kit import clock
from forum.kit.searching import searched
from forum.milestones.models import Milestone, MilestoneKind
from forum.search.indexing import refresh, write
from forum.taxonomy.models import Category, Country, Objective

numbers = count(1)
PASSWORD = "a long enough password"


def make_series(slug: str = "gfmd", **values: Any) -> Series:
    return Series.objects.get_or_create(
        slug=slug, defaults={"short_title": slug.upper(), "title": f"Series {slug}", **values}
    )[0]


def make_edition(slug: str = "", *, start: date | None = None, days: int = 3, **values: Any) -> Edition:
    number = next(numbers)
    start = start or (clock.now() + timedelta(days=140)).date()
    given = {
        "series": values.pop("series", None) or make_series(),
        "slug": slug or f"edition-{number}",
        "code": f"E{number}",
        "short_title": f"Edition {number}",
        "title": f"Edition {number} of a forum",
        "start": start,
        "end": start + timedelta(days=days - 1),
        "place": "Port Meridian",
        "timezone": "Africa/Accra",
        "contact": "contact@forum.example",
        "status": Stage.REGISTRATION_OPEN,
    }
    return Edition.objects.create(**{**given, **values})


def make_category(code: str = "migrant_diaspora", **values: Any) -> Category:
    entitled = code in ("member_state", "un_system")
    given = {
        "title": code.replace("_", " ").capitalize(),
        "entry_basis": Category.Entry.DELEGATION if entitled else Category.Entry.ACCREDITATION,
        "order": next(numbers),
    }
    return Category.objects.get_or_create(code=code, defaults={**given, **values})[0]


def make_country(code: str = "gha", **values: Any) -> Country:
    given = {"name": code.upper(), "group": Country.Group.AFRICA}
    return Country.objects.get_or_create(code=code, defaults={**given, **values})[0]


def make_objectives() -> list[Objective]:
    known = set(Objective.objects.values_list("number", flat=True))
    Objective.objects.bulk_create(
        Objective(number=number, code=f"objective-{number}", title=f"Title {number}", long_title=f"Long title {number}")
        for number in range(1, 24)
        if number not in known
    )
    return list(Objective.objects.all())


def make_user(name: str = "", **values: Any) -> User:
    """A person with a verified address."""
    name = name or f"Person {next(numbers)}"
    email = values.pop("email", f"{slugify(name)}@people.example")
    user = User.objects.create_user(email, values.pop("password", None), name=name, **values)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_organisation(
    name: str = "", *, category: str = "migrant_diaspora", indexed: bool = True, **values: Any
) -> Organisation:
    name = name or f"Organisation {next(numbers)}"
    given = {"name": name, "slug": slugify(name), "folded_name": name.casefold(), "category": make_category(category)}
    given["category_confirmed"] = True
    organisation = Organisation.objects.create(**{**given, **values})
    if indexed:
        refresh(organisation)
    return organisation


def index_organisations(organisations: Iterable[Organisation]) -> None:
    """Many at once, which costs as much as one."""
    searchable = next(each for each in searched() if each.label == "accounts.organisation")
    write(searchable, searchable.rows().filter(pk__in=[organisation.pk for organisation in organisations]))


def make_membership(user: User, organisation: Organisation, role: str = "focal_point", **values: Any) -> Membership:
    forget(user)
    return Membership.objects.create(user=user, organisation=organisation, role=role, **values)


def make_role(user: User, edition: Edition, role: str, **values: Any) -> Role:
    forget(user)
    return Role.objects.create(user=user, edition=edition, role=role, **values)


def forget(user: User) -> None:
    """What a request would ask anew."""
    user.forget_roles()


def make_space(edition: Edition, slug: str = "", *, open_to: list[str] | None = None, **values: Any) -> Space:
    number = next(numbers)
    given = {"slug": slug or f"space-{number}", "title": f"Space {number}", "order": number}
    space = Space.objects.create(edition=edition, **{**given, **values})
    for code in open_to or []:
        EntryRule.objects.create(space=space, category=make_category(code))
    return space


def make_milestone(edition: Edition, *, due_at: datetime | None = None, **values: Any) -> Milestone:
    given = {
        "slug": f"milestone-{next(numbers)}",
        "kind": MilestoneKind.PREPARATION,
        "title": "The programme is published",
        "due_at": due_at or clock.now() + timedelta(days=40),
    }
    return Milestone.objects.create(edition=edition, **{**given, **values})


def at(text: str) -> datetime:
    """An instant in UTC: `at("2027-03-01 10:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
