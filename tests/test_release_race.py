"""Two releases of one programme at the same moment, each in a process of its own, first without what guards them."""

from collections.abc import Callable
from typing import Any

import pytest

from events.models import Release, Session
from events.releases import actions
from events.releases.drafting import draft_of
from forum.history.models import Entry
from forum.history.verifier import faults
from forum.kit import guards
from tests.cast import Cast, assemble
from tests.events.stage import make_session, place, publish
from tests.racing import at_once, meeting, without_constraint

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return assemble()


@pytest.fixture
def rivals(cast: Cast) -> list[int]:
    """Two sessions that wait for a release, after a first one."""
    publish(cast, make_session(cast, "First"), 10)
    return [place(cast, make_session(cast, title), hour).pk for title, hour in (("One", 12), ("Two", 14))]


def releasing(cast: Cast, pk: int, look: Any = None) -> Callable[[], str]:
    """One session alone. With `look`: what is drafted and released was read before either began."""
    officer = cast["programme"]

    def act() -> str:
        if look is None:
            return str(actions.release(cast.edition, by=officer, only=[pk], since=1).number)
        seen = draft_of(cast.edition, [pk])
        look.wait(20)
        actions.draft_of = lambda *args, **kwargs: seen
        return str(actions.release(cast.edition, by=officer, only=[pk]).number)

    return act


def numbers() -> list[int]:
    return sorted(Release.objects.values_list("number", flat=True))


def forget_the_second() -> None:
    with guards.lifted():
        Release.sessions.through.objects.filter(release__number=2).delete()
        Release.objects.filter(number=2).delete()


def test_without_any_guard_one_loses_what_the_other_released(cast: Cast, rivals: list[int]) -> None:
    look = meeting()
    with without_constraint(Release, "release_number_in_edition", mend=forget_the_second):
        assert at_once(*[releasing(cast, pk, look) for pk in rivals]) == ["2", "2"]
        assert numbers() == [1, 2, 2]
        last = Release.objects.order_by("-number", "-pk").first()
        assert last is not None
        assert last.sessions.filter(session__in=rivals).count() == 1


def test_the_database_alone_refuses_the_second(cast: Cast, rivals: list[int]) -> None:
    look = meeting()
    came = at_once(*[releasing(cast, pk, look) for pk in rivals])
    assert sorted(came) == ["2", "IntegrityError"]
    assert numbers() == [1, 2]


def test_one_wins_and_the_other_is_told(cast: Cast, rivals: list[int]) -> None:
    came = at_once(*[releasing(cast, pk) for pk in rivals])
    assert sorted(came) == ["2", "ChangedMeanwhile"]
    assert numbers() == [1, 2]
    assert Entry.objects.filter(verb="release").count() == 2
    assert Session.objects.filter(pk__in=rivals, status="published").count() == 1
    assert list(faults()) == []
