"""As in production: workers and schedulers in processes of their own. Each duty is told once, whoever dies."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from forum.kit import clock
from forum.notifications.models import Beat, Notification
from forum.serving.scheduler import TAKES_OVER
from tests import factories
from tests.cast import Cast, assemble
from tests.conftest import needs
from tests.production import Production, production, wait

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]
REMIND, DELIVER = "forum.milestones.tasks.remind", "forum.notifications.tasks.deliver"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Production]:
    with production(needs("redis-server"), tmp_path) as made:
        yield made


def sent(number: int) -> bool:
    return Notification.objects.filter(status="sent").count() == number


def test_two_workers_deliver_a_reminder_once(site: Production) -> None:
    cast = assemble()
    factories.make_milestone(cast.edition, due_at=clock.now(), owner_role="programme_officer")
    workers = [site.worker(), site.worker()]
    for _ in range(4):
        site.ask(REMIND)
    assert wait(40, lambda: sent(1)), [worker.said() for worker in workers]
    time.sleep(1)
    assert [worker.end() for worker in workers] == [0, 0]
    [mail] = site.sink.taken
    assert mail["To"] == "programme@cast.example"
    assert mail["Message-ID"].endswith("@commonspace.example>")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert Notification.objects.count() == 1


def test_of_two_schedulers_one_works_and_the_other_takes_over_when_it_is_killed(site: Production) -> None:
    cast = assemble()
    factories.make_milestone(cast.edition, due_at=clock.now(), owner_role="programme_officer")
    worker, first = site.worker(), site.scheduler()
    assert wait(40, lambda: "this scheduler works from now on" in first.said()), first.said()
    second = site.scheduler()
    assert wait(40, lambda: "another scheduler works, this one stands by" in second.said()), second.said()
    assert wait(40, lambda: sent(1)), worker.said()
    factories.make_milestone(cast.edition, due_at=clock.now(), owner_role="pledge_officer")
    beat = Beat.objects.get(name="scheduler").at
    assert "works from now on" not in second.said()
    first.kill()
    killed = time.monotonic()
    assert wait(TAKES_OVER.total_seconds() + 5, lambda: "works from now on" in second.said()), second.said()
    assert time.monotonic() - killed < TAKES_OVER.total_seconds() + 2
    assert wait(20, lambda: sent(2)), worker.said()
    assert wait(20, lambda: Beat.objects.get(name="scheduler").at > beat)
    assert sorted(mail["To"] for mail in site.sink.taken) == ["pledges@cast.example", "programme@cast.example"]
    assert Notification.objects.count() == 2
    assert second.end() == 0
    assert Beat.objects.get(name="scheduler-lease").held_until is None
    assert worker.end() == 0


def waiting(cast: Cast, *names: str) -> None:
    for name in names:
        factories.make_milestone(cast.edition, due_at=clock.now(), owner=cast.people[name])


@pytest.mark.parametrize(
    ("point", "held", "times_seen"),
    [
        pytest.param("greeting", 3, 1, id="before delivery"),
        pytest.param("data", 3, 1, id="before the server has the text"),
        pytest.param("yes", 3, 2, id="the server has the text, its yes is on the way"),
        pytest.param("bye", 1, 2, id="after the yes, before our commit"),
    ],
)
def test_a_worker_killed_at_any_point_of_delivery_forgets_nobody(
    site: Production, point: str, held: int, times_seen: int
) -> None:
    """The bound: what the server has seen twice, it has seen under one Message-ID."""
    waiting(assemble(), "ngo", "city", "state")
    site.sink.hold = point
    first = site.worker()
    site.ask(REMIND)
    assert all(site.sink.held.acquire(timeout=40) for _ in range(held)), first.said()
    first.kill()
    site.sink.go_on()
    assert not Notification.objects.exclude(status="waiting").exists()
    second = site.worker()
    site.ask(DELIVER)
    held_by_the_dead = Beat.objects.filter(name="mail-sender", held_until__gt=clock.now() + timedelta(seconds=30))
    assert held_by_the_dead.update(held_until=clock.now()) == 1  # as two minutes later
    site.ask(DELIVER)
    assert wait(40, lambda: sent(3)), second.said()
    assert second.end() == 0
    assert Notification.objects.count() == 3
    seen: dict[str, list[str]] = {}
    for mail in site.sink.taken:
        seen.setdefault(mail["To"], []).append(mail["Message-ID"])
    assert sorted(seen) == ["city@cast.example", "ngo@cast.example", "state@cast.example"]
    assert {len(ids) for ids in seen.values()} == {times_seen}
    assert all(len(set(ids)) == 1 for ids in seen.values())
    assert len({ids[0] for ids in seen.values()}) == 3
