"""Jobs: a row that one worker takes, that says how far it is, and that nobody forgets."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from forum.jobs.actions import LOST_AFTER, MAX_ATTEMPTS, STALLED_AFTER, is_to_stop, progress, run, start, sweep
from forum.jobs.models import Job, JobStatus
from forum.kit import clock
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]
TASK = "forum.outcomes.tasks.build"
Travel = Callable[[datetime], Any]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids that were sent to a worker."""
    ids: list[int] = []
    monkeypatch.setattr(f"{TASK}.delay", ids.append)
    return ids


@pytest.fixture
def job(cast: Cast, sent: list[int]) -> Job:
    return start(TASK, "Outcome summary", by=cast.people["secretariat"], edition=cast.edition, document=1)


def test_a_job_is_a_row_first_and_sent_after_the_commit(
    cast: Cast, sent: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = start(TASK, "Outcome summary", by=cast.people["secretariat"])
        assert Job.objects.get().status == JobStatus.WAITING
        assert sent == []
    assert sent == [job.pk]


def test_a_done_job_says_where_its_result_is(job: Job) -> None:
    def work(running: Job) -> str:
        progress(running, 2, 5)
        now = Job.objects.get(pk=job.pk)
        assert (now.status, now.done, now.total) == (JobStatus.RUNNING, 2, 5)
        return "/here/outcome/"

    run(job.pk, work)
    job.refresh_from_db()
    assert (job.status, job.done, job.total, job.result_url) == (JobStatus.DONE, 5, 5, "/here/outcome/")
    assert job.is_over


def test_one_worker_does_it_once(job: Job) -> None:
    done: list[int] = []

    def work(running: Job) -> str:
        run(job.pk, lambda again: str(done.append(0)))
        done.append(1)
        return ""

    run(job.pk, work)
    run(job.pk, work)
    assert done == [1]


def test_a_failed_job_says_so_and_is_not_tried_again(job: Job, travel: Travel, sent: list[int]) -> None:
    run(job.pk, lambda running: str(1 / 0))
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED
    assert job.error.startswith("Something went wrong on our side.")
    travel(clock.now() + timedelta(hours=1))
    assert sweep() == 0


def test_a_job_that_no_worker_took_is_sent_again(job: Job, travel: Travel, sent: list[int]) -> None:
    assert sweep() == 0
    travel(clock.now() + LOST_AFTER + timedelta(seconds=1))
    assert sweep() == 1
    assert sent == [job.pk]


def test_a_job_of_a_dead_worker_is_taken_up_again_and_at_last_given_up(job: Job, travel: Travel) -> None:
    def dies(running: Job) -> str:
        raise SystemExit

    for attempt in range(1, MAX_ATTEMPTS + 1):
        with pytest.raises(SystemExit):
            run(job.pk, dies)
        job.refresh_from_db()
        assert (job.status, job.attempts) == (JobStatus.RUNNING, attempt)
        travel(clock.now() + STALLED_AFTER + timedelta(seconds=1))
    assert sweep() == 0
    job.refresh_from_db()
    assert job.status == JobStatus.FAILED


def test_a_job_at_work_is_not_taken_by_another(job: Job, travel: Travel, sent: list[int]) -> None:
    def work(running: Job) -> str:
        travel(clock.now() + STALLED_AFTER - timedelta(seconds=5))
        progress(running, 1, 2)
        travel(clock.now() + STALLED_AFTER - timedelta(seconds=5))
        assert sweep() == 0
        return ""

    run(job.pk, work)


def test_a_broker_that_is_away_is_no_error(cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    def away(_id: int) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(f"{TASK}.delay", away)
    job = start(TASK, "Outcome summary", by=cast.people["secretariat"])
    Job.objects.filter(pk=job.pk).update(touched_at=clock.now() - LOST_AFTER - timedelta(seconds=1))
    sweep()
    assert "left to the sweep" in caplog.text


def test_jobs_are_seen_by_who_started_them(cast: Cast, job: Job) -> None:
    seen = {name for name in ("anonymous", "secretariat", "elsewhere", "ngo") if Job.objects.visible_to(cast[name])}
    assert seen == {"secretariat"}


def test_what_did_not_finish_says_why_and_is_started_again_by_who_began_it(
    cast: Cast, job: Job, sent: list[int], django_capture_on_commit_callbacks: Any
) -> None:
    def work(running: Job) -> str:
        raise ValueError("no room on the disk")

    run(job.pk, work)
    client = cast.client("secretariat")
    for address in (job.get_absolute_url(), "/desk/"):
        page = client.get(address).content.decode()
        assert "Something went wrong on our side" in page
        assert f'action="/jobs/{job.pk}/retry/"' in page
    assert cast.client("programme").post(f"/jobs/{job.pk}/retry/").status_code == 404
    sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(f"/jobs/{job.pk}/retry/", follow=True)
    assert "Started again. You may leave; it will wait on your desk." in " ".join(
        answer.content.decode().replace("<b>", "").replace("</b>", "").split()
    )
    assert sent == [job.pk]
    run(job.pk, lambda running: "/here/outcome/")
    job.refresh_from_db()
    assert (job.status, job.error) == (JobStatus.DONE, "")
    assert "it is done" in client.post(f"/jobs/{job.pk}/retry/", follow=True).content.decode()


@pytest.fixture
def long(cast: Cast, sent: list[int]) -> Job:
    return start(TASK, "Automatic draft", by=cast.people["secretariat"], edition=cast.edition, can_stop=True)


def test_long_work_that_waits_is_stopped_at_once(cast: Cast, long: Job) -> None:
    client = cast.client("secretariat")
    assert client.post(f"/jobs/{long.pk}/stop/").status_code == 302
    long.refresh_from_db()
    assert (long.status, long.is_over) == (JobStatus.STOPPED, True)
    run(long.pk, lambda running: "/never/")
    long.refresh_from_db()
    assert long.result_url == ""
    assert cast.client("secretariat").get(f"/jobs/{long.pk}/progress.json").json()["state"] == "stopped"


def test_long_work_that_runs_hears_that_it_is_to_stop_and_ends_with_what_it_has(cast: Cast, long: Job) -> None:
    heard: list[bool] = []

    def work(running: Job) -> str:
        heard.append(is_to_stop(running))
        assert cast.client("secretariat").post(f"/jobs/{long.pk}/stop/").status_code == 302
        heard.append(is_to_stop(running))
        return "/half/"

    run(long.pk, work)
    long.refresh_from_db()
    assert (heard, long.status, long.result_url) == ([False, True], JobStatus.DONE, "/half/")


def test_what_cannot_be_stopped_goes_on_and_nobody_stops_the_work_of_another(cast: Cast, job: Job, long: Job) -> None:
    assert "cannot be stopped" in cast.client("secretariat").post(f"/jobs/{job.pk}/stop/", follow=True).content.decode()
    assert cast.client("programme").post(f"/jobs/{long.pk}/stop/").status_code == 404
    job.refresh_from_db()
    long.refresh_from_db()
    assert (job.status, long.status) == (JobStatus.WAITING, JobStatus.WAITING)
