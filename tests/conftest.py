"""What all tests share. The triggers of the history are on in every test; see `test_guards.py`."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase

from forum.kit import catalogues, guards
from forum.pages import generation
from forum.serving.static import StaticFiles
from tests import cast as the_cast
from tests.world import World, rehearsed

catalogues.compile_stale()
_empty_tables = TransactionTestCase._fixture_teardown


def _empty_tables_without_guards(self: TransactionTestCase) -> None:
    """Emptying tables ends with post_migrate, which puts the guards back."""
    guards.drop()
    _empty_tables(self)


TransactionTestCase._fixture_teardown = _empty_tables_without_guards  # type: ignore[method-assign]
_find = StaticFiles.add_files_from_finders
_found: dict[tuple[str, bool], StaticFiles] = {}


def _find_once(self: StaticFiles) -> None:
    """Every test client builds the middleware anew; looking for the same files takes longer than most answers."""
    first = _found.setdefault((settings.STATIC_URL, settings.DEBUG), self)
    if first is self:
        _find(self)
    self.files.update(first.files)
    self.directories[:] = first.directories


StaticFiles.add_files_from_finders = _find_once  # type: ignore[method-assign]


def needs(*programs: str) -> str:
    """The path of the first of these programs that is there; without any the test is left out, and fails on CI."""
    found = next((path for path in map(shutil.which, programs) if path), None)
    if found is None:
        reason = f"left out: {programs[0]} is not installed"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()
    generation.forget()


@pytest.fixture(autouse=True)
def _desk_not_counted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number in the head of every page asks each area what waits; where it matters, mark the test `desk`."""
    if not request.node.get_closest_marker("desk"):
        monkeypatch.setattr("forum.context.count", lambda user: 0)


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The demonstration with a sample of everything, for tests that ask all routes."""
    before, settings.DEMO = settings.DEMO, True
    with django_db_blocker.unblock(), rehearsed() as world:
        yield world
    settings.DEMO = before


@pytest.fixture
def cast(db: None) -> the_cast.Cast:
    return the_cast.assemble()


@pytest.fixture
def travel() -> Iterator[Callable[[datetime], Any]]:
    """`travel(at("2027-03-01 10:00"))`: the time it is from then on, until the next call or the end of the test."""
    travellers: list[Any] = []

    def to(moment: datetime) -> None:
        while travellers:
            travellers.pop().stop()
        traveller = time_machine.travel(moment, tick=True)
        traveller.start()
        travellers.append(traveller)

    yield to
    while travellers:
        travellers.pop().stop()


@pytest.fixture
def without_guards(db: None) -> Iterator[None]:
    """For tests that tamper with the history as somebody with the database's password could."""
    with guards.lifted():
        yield
