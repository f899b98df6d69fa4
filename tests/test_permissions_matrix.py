"""Every route, both methods, the whole cast, two editions: who may is who `tests/matrix.py` says, and nobody else."""

import pytest
from django.http import HttpResponse

from tests.cast import ACTORS, CAST
from tests.matrix import EVERYBODY, NOBODY, NOT_THERE, ROWS, SIGNED_IN
from tests.routes import Route, all_routes
from tests.world import World, address

pytestmark = pytest.mark.once

# Pages for everybody are the dearest to draw and the least to leak: these stand for the rest.
SOME = ("anonymous", "stranger", "ngo", "secretariat")
ABROAD = ("anonymous", "ngo", "reviewer", "programme", "pledges", "secretariat", "elsewhere")
NAMED = {route.name: route for route in all_routes()}


def test_every_route_has_a_name_and_a_row() -> None:
    assert [route.path for route in all_routes() if not route.name] == []
    assert sorted({route.name for route in all_routes()} - set(ROWS)) == []


def test_every_row_has_a_route() -> None:
    assert sorted(set(ROWS) - set(NAMED)) == []


def test_no_route_stands_twice() -> None:
    paths = [route.path for route in all_routes()]
    assert sorted({path for path in paths if paths.count(path) > 1}) == []


def test_rows_name_members_of_the_cast() -> None:
    named = {
        name for row in ROWS.values() for cell in row if cell not in (EVERYBODY, SIGNED_IN) for name in cell.split()
    }
    assert named <= set(CAST)


def may(answer: HttpResponse) -> bool:
    sent_to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/accounts/login/")
    return not sent_to_sign_in and answer.status_code not in (401, 403, 404, 405)


def meant(cell: str, asked: tuple[str, ...]) -> set[str]:
    if cell == EVERYBODY:
        return set(asked)
    if cell == SIGNED_IN:
        return set(asked) - {"anonymous"}
    return set(cell.split()) & set(asked)


def meant_there(cell: str, route: Route, asked: tuple[str, ...]) -> set[str]:
    """In the other edition officers of the rehearsal are strangers, and its objects are not to be found.

    Organisations belong to no edition: who acts for one does so everywhere.
    """
    if set(route.parameters) - {"edition", "slug"} or route.name in NOT_THERE:
        return set()
    if cell in (EVERYBODY, SIGNED_IN):
        return meant(cell, asked)
    names = set(cell.split())
    return (names & set(ACTORS) | ({"elsewhere"} if "secretariat" in names else set())) & set(asked)


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("name", sorted(NAMED))
def test_who_may(world: World, name: str, method: str) -> None:
    route, cell = NAMED[name], ROWS.get(name, (NOBODY, NOBODY))[method == "POST"]
    asked = SOME if (cell, method) == (EVERYBODY, "GET") else CAST
    here = address(route, world, world.here)
    assert {each for each in asked if may(world.ask(each, method, here))} == meant(cell, asked)
    if "edition" in route.parameters:
        there = address(route, world, world.there)
        found = {each for each in ABROAD if may(world.ask(each, method, there))}
        assert found == meant_there(cell, route, ABROAD), f"in the other edition, {there}"
