"""Notices and their delivery: a row first, one mail for each, one Message-ID for ever."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from post_office.models import STATUS, Email

from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.notifications import delivery
from forum.notifications.actions import mark_read, notify
from forum.notifications.leases import Lease
from forum.notifications.models import NoticeStatus, Notification
from forum.notifications.tasks import deliver
from tests import factories, mailbox
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]
Travel = Callable[[datetime], Any]


@pytest.fixture(autouse=True)
def _empty_mailbox() -> Iterator[None]:
    mailbox.taken.clear()
    yield
    mailbox.taken.clear()


@pytest.fixture
def server(settings: Any) -> Callable[[str], None]:
    """`server("Failing")`: how the mail server is from now on."""

    def is_now(name: str) -> None:
        settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": f"tests.mailbox.{name}"}}

    is_now("Working")
    return is_now


def tell(cast: Cast, *names: str, **options: Any) -> list[Notification]:
    """A notice of a real kind, with a text of its own."""
    milestone = factories.make_milestone(cast.edition, owner=cast.people[names[0]])
    for name in names:
        Notification.objects.create(
            recipient=cast.people[name],
            kind="reminder",
            key=f"told:{name}",
            edition=cast.edition,
            milestone_id=milestone.pk,
        )
    return list(Notification.objects.filter(key__startswith="told:").order_by("pk"))


def fate(notice: Notification) -> str:
    return Notification.objects.get(pk=notice.pk).status


def test_a_notice_of_a_rolled_back_act_is_gone(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        notify([cast.people["ngo"]], "reminder", cast.edition, key="x")
        _ = 1 / 0
    assert not Notification.objects.exists()


def test_delivery_is_asked_for_once_and_after_the_commit(
    cast: Cast, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr("forum.notifications.tasks.deliver.delay", lambda: asked.append(1))
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(3):
            notify([cast.people["ngo"]], "reminder", cast.edition, key=f"x{number}")
        assert asked == []
    assert asked == [1]


def test_a_notice_goes_once_to_each_person(cast: Cast) -> None:
    people = [cast.people["ngo"], cast.people["city"], cast.people["ngo"]]
    entry = record("touch", cast.edition, by=SYSTEM)
    notify(people, "reminder", cast.edition, entry=entry)
    notify(people, "reminder", cast.edition, entry=entry)
    assert sorted(Notification.objects.values_list("recipient__email", flat=True)) == [
        "city@cast.example",
        "ngo@cast.example",
    ]


def test_one_mail_goes_out_and_the_notice_knows(cast: Cast, server: Any) -> None:
    [notice] = tell(cast, "ngo")
    deliver()
    deliver()
    [mail] = mailbox.taken
    assert mail.to == ["ngo@cast.example"]
    notice.refresh_from_db()
    assert (notice.status, notice.subject) == ("sent", mail.subject)
    assert notice.sent_at is not None


def test_retries_are_the_same_message(cast: Cast, server: Any, travel: Travel) -> None:
    """The server takes the message and breaks before it says so, three times: one Message-ID."""
    [notice] = tell(cast, "ngo")
    server("Failing")
    now = clock.now()
    for minutes in (0, 6, 12):
        travel(now + timedelta(minutes=minutes))
        deliver()
        assert fate(notice) == "waiting"
    server("Working")
    travel(now + timedelta(minutes=18))
    deliver()
    assert fate(notice) == "sent"
    ids = {mail.extra_headers["Message-ID"] for mail in mailbox.taken}
    assert len(mailbox.taken) == 4
    assert len(ids) == 1


def test_after_the_last_try_the_notice_has_failed_and_can_be_retried(cast: Cast, server: Any, travel: Travel) -> None:
    [notice] = tell(cast, "ngo")
    server("Failing")
    now = clock.now()
    for number in range(9):
        travel(now + timedelta(minutes=6 * number))
        deliver()
    assert fate(notice) == "failed"
    tries = len(mailbox.taken)
    assert tries == 7
    server("Working")
    notice.refresh_from_db()
    assert "ConnectionError: the server is away" in notice.error
    assert delivery.retry(Notification.objects.filter(pk=notice.pk)) == 1
    deliver()
    assert fate(notice) == "sent"
    assert len({mail.extra_headers["Message-ID"] for mail in mailbox.taken}) == 1


def test_a_notice_that_cannot_be_written_does_not_hold_up_the_others(
    cast: Cast, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, whole = tell(cast, "ngo", "city")
    Notification.objects.filter(pk=broken.pk).update(kind="no_such_kind")
    Notification.objects.filter(pk=whole.pk).update(recipient=cast.people["ngo"])
    deliver()
    broken.refresh_from_db()
    assert (broken.status, "no_such_kind" in broken.error) == ("failed", True)
    assert fate(whole) == "sent"


def test_a_person_who_may_no_longer_sign_in_gets_no_mail(cast: Cast, server: Any) -> None:
    [notice] = tell(cast, "ngo")
    type(cast.people["ngo"]).objects.filter(pk=cast.people["ngo"].pk).update(is_active=False)
    deliver()
    assert fate(notice) == "dropped"
    assert mailbox.taken == []


def test_more_than_a_batch_goes_out_in_one_run(cast: Cast, server: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "BATCH", 3)
    people = [factories.make_user() for _ in range(110)]  # the outbox itself takes a hundred at a time
    milestone = factories.make_milestone(cast.edition, owner_role="auditor")
    for person in people:
        factories.make_role(person, cast.edition, "auditor")
    Notification.objects.bulk_create(
        Notification(
            recipient=person, kind="reminder", key=f"k{person.pk}", milestone_id=milestone.pk, edition=cast.edition
        )
        for person in people
    )
    deliver()
    assert len(mailbox.taken) == 110
    assert len({mail.extra_headers["Message-ID"] for mail in mailbox.taken}) == 110
    assert not Notification.objects.exclude(status="sent").exists()


def test_a_mail_is_in_the_language_of_its_reader(cast: Cast, server: Any, settings: Any) -> None:
    [notice] = tell(cast, "ngo")
    type(cast.people["ngo"]).objects.filter(pk=cast.people["ngo"].pk).update(language="fr")
    notice = Notification.objects.select_related("recipient", "edition").get(pk=notice.pk)
    texts = delivery.rendered(notice)
    assert texts is not None
    assert "Port" not in texts[0]


def test_a_mail_is_plain_text(cast: Cast, server: Any) -> None:
    type(cast.people["ngo"]).objects.filter(pk=cast.people["ngo"].pk).update(name="Ama O'Neil <& Sons>")
    tell(cast, "ngo")
    cast.edition.milestones.update(title='The city\'s "plan" & budget')
    deliver()
    [mail] = mailbox.taken
    assert "Ama O'Neil <& Sons>" in mail.body
    assert 'The city\'s "plan" & budget' in mail.subject


class TestLease:
    def lease(self) -> Lease:
        return Lease("x", timedelta(minutes=1))

    def test_one_holder_at_a_time(self, db: None) -> None:
        one, two = self.lease(), self.lease()
        assert one.take()
        assert not two.take()
        one.release()
        assert two.take()

    def test_a_dead_holder_s_lease_runs_out(self, db: None, travel: Travel) -> None:
        assert self.lease().take()
        travel(clock.now() + timedelta(seconds=61))
        assert self.lease().take()

    def test_who_was_overtaken_neither_renews_nor_frees_the_other_s_lease(self, db: None, travel: Travel) -> None:
        one, two, three = self.lease(), self.lease(), self.lease()
        one.take()
        travel(clock.now() + timedelta(seconds=61))
        two.take()
        assert not one.renew()
        one.release()
        assert not three.take()
        assert two.renew()

    def test_who_has_no_lease_sends_nothing(self, cast: Cast, server: Any) -> None:
        tell(cast, "ngo")
        other = Lease("mail-sender", delivery.LEASE)
        other.take()
        deliver()
        assert mailbox.taken == []
        other.release()
        deliver()
        assert len(mailbox.taken) == 1


def test_what_comes_while_the_sender_stops_is_not_left_to_the_next_sweep(
    cast: Cast, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other process finds a sender at work and goes away; that sender has looked for the last time already."""
    release, others = Lease.release, ["ngo"]

    def as_another_comes(lease: Lease) -> None:
        while others:
            tell(cast, others.pop())
            deliver()
        release(lease)

    monkeypatch.setattr(Lease, "release", as_another_comes)
    deliver()
    assert len(mailbox.taken) == 1


def test_a_crash_between_the_server_s_yes_and_the_commit_repeats_the_same_message(
    cast: Cast, server: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    [notice] = tell(cast, "ngo")
    ordinary = Email.objects.filter

    def dies_when_it_should_say_sent(*args: Any, **lookup: Any) -> Any:
        return 1 / 0 if "id__in" in lookup else ordinary(*args, **lookup)

    with monkeypatch.context() as crash:
        crash.setattr(Email.objects, "filter", dies_when_it_should_say_sent)
        with pytest.raises(ZeroDivisionError):
            deliver()
    assert len(mailbox.taken) == 1
    assert Email.objects.get().status == STATUS.queued
    deliver()
    assert fate(notice) == "sent"
    first, second = mailbox.taken
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


def test_reading_is_kept_once(cast: Cast) -> None:
    [notice] = tell(cast, "ngo")
    mark_read(notice)
    notice.refresh_from_db()
    first = notice.read_at
    mark_read(notice)
    notice.refresh_from_db()
    assert first == notice.read_at is not None


def test_notices_are_seen_by_their_recipient_only(cast: Cast) -> None:
    tell(cast, "ngo")
    seen = {name for name in ("anonymous", "ngo", "city", "secretariat") if Notification.objects.visible_to(cast[name])}
    assert seen == {"ngo"}


def test_superseded_and_dropped_notices_are_not_unread(cast: Cast) -> None:
    one, two = tell(cast, "ngo", "city")
    Notification.objects.filter(pk=one.pk).update(status=NoticeStatus.SUPERSEDED)
    assert list(Notification.objects.unread()) == [two]
