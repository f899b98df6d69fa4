"""Two at once: the last seat, one organisation's application, one person, two decisions. Each with real threads."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction
from django.db.models import F

from accounts.accreditation import actions as applications
from accounts.models import Application, Registration, SpaceRegistration
from accounts.registration import actions
from forum.editions.models import Space
from forum.history.models import Head
from forum.history.verifier import faults
from forum.kit.refusals import Refused
from tests import cast as the_cast
from tests import factories
from tests.accounts import world
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Runs each act in a thread with a connection of its own, all from one signal on; returns what came of each."""
    came: list[Any] = [None] * len(acts)
    ready = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            ready.wait(30)
            came[number] = acts[number]()
        except (Refused, IntegrityError) as error:
            came[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return came


def requests_for(cast: Cast, space: Space, number: int) -> list[int]:
    return [
        actions.add(
            edition=cast.edition,
            by=cast["state"],
            person_name=f"Person {each}",
            person_email=f"person{each}@people.example",
            organisation=cast.organisations["state"],
            spaces=[space],
        )
        .spaces.get()
        .pk
        for each in range(number)
    ]


def test_without_the_guarded_statement_the_last_seat_is_given_twice() -> None:
    """Look, then take: what the guard is for. The database's own check is the last wall."""
    cast = the_cast.assemble()
    space = factories.make_space(cast.edition, "hall", capacity=2)
    looked = threading.Barrier(2)

    def look_then_take() -> str:
        seen = Space.objects.get(pk=space.pk)
        assert seen.capacity is None or seen.taken < seen.capacity
        looked.wait(30)
        with transaction.atomic():
            Space.objects.filter(pk=space.pk).update(taken=F("taken") + 1)
        return "taken"

    Space.objects.filter(pk=space.pk).update(taken=1)
    came = at_once(look_then_take, look_then_take)
    assert sorted(type(each).__name__ for each in came) == ["IntegrityError", "str"]


def test_the_last_seats_are_given_once() -> None:
    cast = the_cast.assemble()
    space = factories.make_space(cast.edition, "hall", title="Hall", capacity=2)
    pks = requests_for(cast, space, 6)
    officers = [cast["accreditation"], cast["secretariat"]]

    def approve(number: int) -> str:
        asked = SpaceRegistration.objects.select_related("registration", "space").get(pk=pks[number])
        actions.approve(asked, by=officers[number % 2])
        return asked.status

    came = at_once(*[lambda number=number: approve(number) for number in range(6)])
    assert sorted(came) == ["approved"] * 2 + ["waiting"] * 4
    space.refresh_from_db()
    assert space.taken == SpaceRegistration.objects.filter(status="approved").count() == 2
    assert list(faults()) == []


def test_two_who_withdraw_at_once_promote_two() -> None:
    cast = the_cast.assemble()
    space = factories.make_space(cast.edition, "hall", title="Hall", capacity=2)
    pks = requests_for(cast, space, 4)
    related = SpaceRegistration.objects.select_related("registration", "space", "edition")
    for pk in pks:
        actions.approve(related.get(pk=pk), by=cast["accreditation"])

    def withdraw(pk: int) -> str:
        asked = related.get(pk=pk)
        actions.withdraw(asked, by=cast["state"])
        return asked.status

    came = at_once(lambda: withdraw(pks[0]), lambda: withdraw(pks[1]))
    assert came == ["withdrawn", "withdrawn"]
    space.refresh_from_db()
    assert space.taken == 2
    assert sorted(SpaceRegistration.objects.filter(pk__in=pks[2:]).values_list("status", flat=True)) == ["approved"] * 2


def test_who_approves_and_who_withdraws_at_once_do_not_wait_for_each_other() -> None:
    """A seat, a row and the head of the chain are locked in one order, or one of the two would be ended."""
    cast = the_cast.assemble()
    space = factories.make_space(cast.edition, "hall", title="Hall", capacity=9)
    pks = requests_for(cast, space, 16)
    related = SpaceRegistration.objects.select_related("registration", "space", "edition")
    for pk in pks[:8]:
        actions.approve(related.get(pk=pk), by=cast["accreditation"])
    person, officer = cast["state"], cast["accreditation"]

    def withdraw(pk: int) -> str:
        return actions.withdraw(related.get(pk=pk), by=person).verb

    def approve(pk: int) -> str:
        return actions.approve(related.get(pk=pk), by=officer).verb

    for leaving, coming in zip(pks[:8], pks[8:], strict=True):
        came = at_once(lambda pk=leaving: withdraw(pk), lambda pk=coming: approve(pk))
        assert came == ["withdraw", "approve"]
    space.refresh_from_db()
    assert space.taken == SpaceRegistration.objects.filter(status="approved").count() == 8
    assert list(faults()) == []


def test_one_person_is_registered_once_by_two_focal_points() -> None:
    cast = the_cast.assemble()
    space = factories.make_space(cast.edition, "hall", title="Hall")

    def register(name: str) -> int:
        return actions.add(
            edition=cast.edition,
            by=cast[name],
            person_name="Somebody",
            person_email="somebody@people.example",
            organisation=cast.organisations[name],
            spaces=[space],
        ).pk

    came = at_once(lambda: register("state"), lambda: register("agency"))
    assert sum(isinstance(each, Refused) for each in came) == 1
    assert Registration.objects.count() == 1


def test_one_organisation_has_one_live_application_and_references_are_given_once() -> None:
    cast = the_cast.assemble()
    track = world.make_track(cast)
    came = at_once(*[lambda: world.make_draft(cast, "ngo", track)] * 2)
    assert sum(isinstance(each, Refused) for each in came) == 1
    one = Application.objects.get()
    applications.edit(one, by=cast["ngo"], changes=world.TEXTS)
    applications.attach(one, "statutes", world.pdf(), by=cast["ngo"])
    two = world.make_complete(cast, "youth", track)
    at_once(
        lambda: applications.submit(Application.objects.get(pk=one.pk), by=cast["ngo"]),
        lambda: applications.submit(Application.objects.get(pk=two.pk), by=cast["youth"]),
    )
    assert sorted(Application.objects.values_list("reference", flat=True)) == ["HERE-A-0001", "HERE-A-0002"]


def test_of_two_decisions_on_one_application_one_wins() -> None:
    cast = the_cast.assemble()
    pk = world.make_submitted(cast).pk
    copies = [Application.objects.select_related("edition", "organisation").get(pk=pk) for _each in range(2)]
    came = at_once(
        lambda: applications.accredit(copies[0], by=cast["accreditation"]).verb,
        lambda: applications.decline(copies[1], by=cast["secretariat"], reason="No").verb,
    )
    assert sum(isinstance(each, Refused) for each in came) == 1
    assert Application.objects.get().status in ("accredited", "declined")
    assert Head.objects.get(chain=cast.edition.pk).count > 0
    assert list(faults()) == []
