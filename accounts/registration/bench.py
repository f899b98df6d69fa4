"""The people of the bench: delegations and organisations, who acts for them, officers, registrations, applications."""

from datetime import timedelta

from django.contrib.auth.hashers import make_password

from accounts.accreditation.models import Application, ApplicationStatus, Track
from accounts.organisations.models import MemberRole, Membership, Organisation
from accounts.people.models import User
from accounts.registration.models import Registration, RegistrationStatus, SpaceRegistration
from forum.bench.building import MAIL
from forum.bench.sizes import Ask, Size
from forum.editions.models import Edition, EntryRule, Role, RoleName, Space
from forum.kit import clock
from forum.taxonomy.models import Category, Country

OFFICER = f"officer{MAIL}"
MEMBER = f"person1{MAIL}"
UNUSABLE = make_password(None)
STATES = (
    *[RegistrationStatus.APPROVED] * 7,
    RegistrationStatus.PRE_CONFIRMED,
    RegistrationStatus.SUBMITTED,
    RegistrationStatus.WAITING,
)


def build(edition: Edition, size: Size) -> None:
    organisations = [*delegations(size), *others(size)]
    people = persons(size, organisations)
    officer = User.objects.create(email=OFFICER, name="Olu Officer", password=UNUSABLE, is_fictional=True)
    Role.objects.bulk_create(
        Role(edition=edition, user=officer, role=role)
        for role in (RoleName.SECRETARIAT, RoleName.ACCREDITATION, RoleName.PROGRAMME, RoleName.PLEDGES)
    )
    EntryRule.objects.bulk_create(
        EntryRule(space=space, category=category)
        for space in edition.spaces.all()
        for category in Category.objects.all()
    )
    registrations(edition, size, organisations, people[0])
    applications(edition, size, people[0])


def delegations(size: Size) -> list[Organisation]:
    """One for each Member State that the archive knows, then more of the first."""
    category = Category.objects.get(code="member_state")
    countries = list(Country.objects.order_by("code"))
    return Organisation.objects.bulk_create(
        Organisation(
            slug=f"bench-delegation-{number}",
            name=f"Delegation {number} (fictional)",
            folded_name=f"delegation {number} fictional",
            category=category,
            category_confirmed=True,
            country=countries[number % len(countries)],
            is_fictional=True,
        )
        for number in range(1, size.delegations + 1)
    )


def others(size: Size) -> list[Organisation]:
    """As many organisations of all other categories as there are delegations."""
    categories = list(Category.objects.exclude(code="member_state"))
    return Organisation.objects.bulk_create(
        Organisation(
            slug=f"bench-organisation-{number}",
            name=f"Organisation {number} (fictional)",
            folded_name=f"organisation {number} fictional",
            category=categories[number % len(categories)],
            category_confirmed=True,
            about="Works with migrants, in a place that is made up.",
            is_fictional=True,
        )
        for number in range(1, size.delegations + 1)
    )


def persons(size: Size, organisations: list[Organisation]) -> list[User]:
    people = User.objects.bulk_create(
        User(email=f"person{number}{MAIL}", name=f"Person {number}", password=UNUSABLE, is_fictional=True)
        for number in range(1, size.people + 1)
    )
    Membership.objects.bulk_create(
        Membership(
            organisation=organisations[number % len(organisations)],
            user=person,
            role=MemberRole.FOCAL_POINT if number < len(organisations) else MemberRole.MEMBER,
        )
        for number, person in enumerate(people)
    )
    return people


def registrations(edition: Edition, size: Size, organisations: list[Organisation], maker: User) -> None:
    """Everybody asks for two spaces; most are approved, some wait."""
    made = Registration.objects.bulk_create(
        Registration(
            edition=edition,
            person_name=f"Registrant {number}",
            person_email=f"registrant{number}{MAIL}",
            organisation=organisations[number % len(organisations)],
            made_by=maker,
        )
        for number in range(size.registrants)
    )
    spaces, now = list(edition.spaces.all())[:2], clock.now()
    asked = SpaceRegistration.objects.bulk_create(
        SpaceRegistration(
            registration=one,
            space=space,
            edition=edition,
            status=STATES[(number + place) % len(STATES)],
            status_since=now - timedelta(minutes=number),
        )
        for number, one in enumerate(made)
        for place, space in enumerate(spaces)
    )
    for space in spaces:
        taken = sum(one.space == space and one.status == RegistrationStatus.APPROVED for one in asked)
        Space.objects.filter(pk=space.pk).update(taken=taken)


def applications(edition: Edition, size: Size, maker: User) -> None:
    track = Track.objects.create(edition=edition, name="Accreditation", who="Organisations without prior status")
    states = (ApplicationStatus.ACCREDITED, ApplicationStatus.SUBMITTED, ApplicationStatus.UNDER_REVIEW)
    now = clock.now()
    Application.objects.bulk_create(
        Application(
            edition=edition,
            organisation=organisation,
            track=track,
            status=states[number % len(states)],
            reference=f"BENCH-A-{number}",
            statement="Made up to be measured.",
            made_by=maker,
            submitted_at=now - timedelta(days=number % 30),
        )
        for number, organisation in enumerate(Organisation.objects.filter(slug__startswith="bench-organisation"))
    )


def pages(edition: Edition) -> list[Ask]:
    return [
        Ask("people", f"/{edition.slug}/participants/"),
        Ask("organisations", "/organisations/"),
        Ask("organisation", "/organisations/bench-organisation-1/"),
        Ask("desk of a focal point", "/desk/", MEMBER),
        Ask("desk of an officer", "/desk/", OFFICER),
        Ask("queue of registrations", f"/{edition.slug}/manage/registration/", OFFICER),
        Ask("queue of applications", f"/{edition.slug}/manage/accreditation/", OFFICER),
    ]
