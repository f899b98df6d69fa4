"""Registrations of the rehearsal: every state, one space nearly full, one full with a waiting list."""

from datetime import datetime, timedelta

from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from accounts.registration import actions
from accounts.registration.models import Registration, SpaceRegistration
from forum.editions.models import Edition, Space
from forum.kit import clock
from forum.spaces import actions as spaces

VISIT, OFFICE = "Visit: reception centre at the harbour", "Visit: one-stop office of the city"
CS, CSP, GOV, RT, SE = "Civil Society Days", "Common Space", "Government Days", "Round tables", "Side events"
# By whom, name, address, spaces: in the order of registering. Some are known by name and address only.
BY_FOCAL_POINTS = [
    ("city", "Ada Rehearsal", "city@demo.example", [GOV, CSP, RT, SE, VISIT, OFFICE]),
    ("city", "Milo Rehearsal", "milo.rehearsal@city.example", [GOV, RT, OFFICE]),
    ("state", "Ola Placeholder", "state@demo.example", [GOV, CSP, RT, VISIT]),
    ("state", "Otto Placeholder", "otto.placeholder@exemplia.example", [GOV, RT, OFFICE]),
    ("cochair2", "Kofi Chair", "cochair2@demo.example", [GOV, RT]),
    ("agency", "Femi Sample", "agency@demo.example", [GOV, CSP, RT, VISIT]),
    ("agency", "Farah Sample", "farah.sample@agency.example", [GOV, OFFICE]),
    ("youth", "Lin Sample", "youth@demo.example", [CS, CSP, RT, SE, VISIT]),
    ("youth", "Lio Sample", "lio.sample@youth.example", [CS, SE, VISIT]),
    ("academia", "Ines Imaginary", "academia@demo.example", [CS, CSP, RT]),
    ("cities", "Cleo Rehearsal", "cities@demo.example", [GOV, CSP, RT]),
    ("rights", "Hana Example", "rights@demo.example", [GOV, CS, RT]),
]


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(days=40)):
        for order, (title, capacity) in enumerate([(VISIT, 4), (OFFICE, 5)], 20):
            spaces.add(edition, Space, by=person("secretariat"), title=title, capacity=capacity, order=order)
    for number, row in enumerate(BY_FOCAL_POINTS):
        with clock.moved(day0 - timedelta(days=14, hours=-5 * number)):
            register(edition, *row)
    with clock.moved(day0 - timedelta(days=9)):
        decide(edition)
    with clock.moved(day0 - timedelta(days=4)):
        later(edition)


def register(edition: Edition, by: str, name: str, email: str, titles: list[str]) -> Registration:
    return actions.add(
        edition=edition,
        by=person(by),
        person_name=name,
        person_email=email,
        organisation=organisation(by),
        spaces=list(edition.spaces.filter(title__in=titles)),
    )


def asked(edition: Edition, email: str, title: str) -> SpaceRegistration:
    return SpaceRegistration.objects.select_related("registration__user", "registration__edition", "space").get(
        edition=edition, registration__person_email=email, space__title=title
    )


def decide(edition: Edition) -> None:
    """The officer approves in the order of arrival; who finds the visit full waits. The last two people stay to do."""
    officer = person("accreditation")
    emails = [row[2] for row in BY_FOCAL_POINTS[:-2]]
    rows = SpaceRegistration.objects.filter(edition=edition, registration__person_email__in=emails)
    for row in rows.select_related("registration__user", "registration__edition", "space").order_by("pk"):
        actions.approve(row, by=officer)


def later(edition: Edition) -> None:
    officer = person("accreditation")
    actions.withdraw(asked(edition, "otto.placeholder@exemplia.example", RT), by=person("state"))
    actions.decline(
        asked(edition, "rights@demo.example", CS),
        by=officer,
        reason="Civil Society Days are full for institutions; the Common Space is open to you.",
    )
    reviewer = person("reviewer")  # a member who registers alone: the focal point has not confirmed yet
    actions.add(
        edition=edition,
        by=reviewer,
        person_name=reviewer.name,
        person_email=reviewer.email,
        organisation=organisation("academia"),
        spaces=list(edition.spaces.filter(title__in=[CSP, RT])),
    )
