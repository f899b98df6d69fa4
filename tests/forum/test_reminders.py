"""The reminder engine, sentence by sentence: offsets, catching up, superseding, moving, dropping."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from post_office.models import Email

from forum.editions.models import RoleName
from forum.milestones import engine
from forum.milestones.actions import meet_milestone, set_milestone
from forum.milestones.models import Milestone, MilestoneKind
from forum.milestones.tasks import remind
from forum.notifications.models import NoticeStatus, Notification
from forum.notifications.tasks import deliver
from tests import factories
from tests.cast import Cast
from tests.factories import at

pytestmark = [pytest.mark.both, pytest.mark.django_db]
DUE = at("2027-06-30 17:00")
Travel = Callable[[datetime], Any]


@pytest.fixture
def milestone(cast: Cast, travel: Travel) -> Milestone:
    """Due on 30 June at 17:00 in Accra, made a hundred days before, for the one programme officer."""
    travel(DUE - timedelta(days=100))
    return factories.make_milestone(cast.edition, due_at=DUE, owner_role=RoleName.PROGRAMME)


def told(name: str = "programme") -> list[tuple[int, str]]:
    rows = Notification.objects.filter(recipient__email=f"{name}@cast.example", kind="reminder").order_by("offset")
    return [(row.offset, row.status) for row in rows if row.offset is not None]


def a_night(travel: Travel, days: int) -> None:
    """The scheduler's work, so many days after the milestone is due (before, when negative)."""
    travel(DUE + timedelta(days=days))
    remind()
    deliver()


def test_four_reminders_go_out_each_once(milestone: Milestone, travel: Travel) -> None:
    for days in range(-35, 15):
        a_night(travel, days)
        a_night(travel, days)
    assert told() == [(-30, "sent"), (-7, "sent"), (0, "sent"), (7, "sent")]
    assert Email.objects.count() == 4


def test_nothing_goes_out_before_the_first_offset(milestone: Milestone, travel: Travel) -> None:
    a_night(travel, -31)
    assert told() == []


def test_a_second_run_sends_nothing(milestone: Milestone, travel: Travel) -> None:
    a_night(travel, -30)
    assert engine.remind() == 0
    a_night(travel, -29)
    assert told() == [(-30, "sent")]


def test_a_missed_night_catches_up(milestone: Milestone, travel: Travel) -> None:
    a_night(travel, -27)
    assert told() == [(-30, "sent")]


def test_only_the_latest_due_offset_is_sent_and_the_earlier_are_superseded(
    milestone: Milestone, travel: Travel
) -> None:
    a_night(travel, 1)
    assert told() == [(-30, "superseded"), (-7, "superseded"), (0, "sent")]
    assert Email.objects.count() == 1


def test_an_unsent_reminder_is_superseded_by_the_next(milestone: Milestone, travel: Travel) -> None:
    travel(DUE - timedelta(days=30))
    remind()  # and no mail goes out that month
    a_night(travel, -7)
    assert told() == [(-30, "superseded"), (-7, "sent")]


def test_a_reminder_that_no_server_took_is_superseded_by_the_next(
    milestone: Milestone, travel: Travel, settings: Any
) -> None:
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": "tests.mailbox.Failing"}}
    a_night(travel, -30)
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": "tests.mailbox.Working"}}
    a_night(travel, -7)
    assert told() == [(-30, "superseded"), (-7, "sent")]
    assert Email.objects.count() == 1


def test_offsets_past_when_the_milestone_was_made_are_not_sent(cast: Cast, travel: Travel) -> None:
    travel(DUE - timedelta(days=5))
    factories.make_milestone(cast.edition, due_at=DUE, owner_role=RoleName.PROGRAMME)
    for days in range(-5, 10):
        a_night(travel, days)
    assert told() == [(0, "sent"), (7, "sent")]


def test_an_offset_of_the_day_it_was_made_is_sent(cast: Cast, travel: Travel) -> None:
    travel(DUE - timedelta(days=7))
    factories.make_milestone(cast.edition, due_at=DUE, owner_role=RoleName.PROGRAMME)
    a_night(travel, -7)
    assert told() == [(-7, "sent")]


def test_days_are_those_of_the_edition(cast: Cast, travel: Travel) -> None:
    """Due on 1 July 08:00 in Tokyo, which is 30 June in UTC: seven days before is 24 June there."""
    travel(DUE - timedelta(days=100))
    edition = factories.make_edition("tokyo", timezone="Asia/Tokyo")
    factories.make_role(cast.people["programme"], edition, RoleName.PROGRAMME)
    factories.make_milestone(edition, due_at=at("2027-06-30 23:00"), owner_role=RoleName.PROGRAMME)
    travel(at("2027-06-23 14:59"))
    assert engine.remind() == 1  # T-30, caught up
    travel(at("2027-06-23 15:01"))  # 24 June, one minute past midnight in Tokyo
    assert engine.remind() == 1
    assert told() == [(-30, "superseded"), (-7, "waiting")]


def test_a_moved_date_repeats_nothing(milestone: Milestone, travel: Travel) -> None:
    a_night(travel, -30)
    a_night(travel, -7)
    Milestone.objects.filter(pk=milestone.pk).update(due_at=DUE + timedelta(days=60))
    for days in range(-6, 60):
        a_night(travel, days)
    assert told() == [(-30, "sent"), (-7, "sent")]
    a_night(travel, 60)
    assert told() == [(-30, "sent"), (-7, "sent"), (0, "sent")]


def test_a_date_moved_nearer_reminds_at_once_of_the_latest_only(milestone: Milestone, travel: Travel) -> None:
    a_night(travel, -40)
    Milestone.objects.filter(pk=milestone.pk).update(due_at=DUE - timedelta(days=35))
    a_night(travel, -40)
    assert told() == [(-30, "superseded"), (-7, "sent")]


def test_a_date_moved_away_before_sending_drops_nothing_and_sends_nothing_twice(
    milestone: Milestone, travel: Travel
) -> None:
    travel(DUE - timedelta(days=7))
    remind()
    Milestone.objects.filter(pk=milestone.pk).update(due_at=DUE + timedelta(days=3))
    deliver()
    a_night(travel, -4)
    assert [row for row in told() if row[1] == "sent"] == [(-7, "sent")]


def test_what_was_done_is_not_reminded_of(milestone: Milestone, travel: Travel) -> None:
    Milestone.objects.filter(pk=milestone.pk).update(done_at=DUE - timedelta(days=50))
    a_night(travel, -7)
    assert told() == []


def test_what_became_pointless_is_dropped_at_sending(milestone: Milestone, travel: Travel) -> None:
    travel(DUE - timedelta(days=30))
    remind()
    Milestone.objects.filter(pk=milestone.pk).update(done_at=DUE)
    deliver()
    assert told() == [(-30, "dropped")]
    assert not Email.objects.exists()


def test_what_became_pointless_while_the_server_was_away_is_dropped(
    milestone: Milestone, travel: Travel, settings: Any
) -> None:
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": "tests.mailbox.Failing"}}
    a_night(travel, -30)
    assert told() == [(-30, "waiting")]
    Milestone.objects.filter(pk=milestone.pk).update(done_at=DUE)
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": "tests.mailbox.Working"}}
    travel(DUE - timedelta(days=29))
    deliver()
    assert told() == [(-30, "dropped")]
    assert not Email.objects.exists()


def test_who_lost_the_role_is_not_mailed_and_who_got_it_is(cast: Cast, milestone: Milestone, travel: Travel) -> None:
    travel(DUE - timedelta(days=30))
    remind()
    yesterday = (DUE - timedelta(days=31)).date()
    cast.edition.roles.filter(role=RoleName.PROGRAMME).update(ends=yesterday)
    factories.make_role(cast.people["city"], cast.edition, RoleName.PROGRAMME)
    a_night(travel, -29)
    assert told("programme") == [(-30, "dropped")]
    assert told("city") == [(-30, "sent")]


def test_an_archive_edition_makes_no_reminders(cast: Cast, travel: Travel) -> None:
    travel(DUE - timedelta(days=100))
    edition = factories.make_edition("old", imported_at=DUE, status="archived")
    factories.make_role(cast.people["programme"], edition, RoleName.PROGRAMME)
    factories.make_milestone(edition, due_at=DUE, owner_role=RoleName.PROGRAMME)
    a_night(travel, 0)
    assert told() == []


def test_one_duty_that_fails_does_not_silence_the_others(cast: Cast, travel: Travel, settings: Any) -> None:
    settings.REMINDERS = settings.REMINDERS | {"forum.role": "tests.mailbox.broken_duty"}
    travel(DUE - timedelta(days=100))
    factories.make_milestone(cast.edition, due_at=DUE, object_type="forum.role", object_id=1)
    factories.make_milestone(cast.edition, due_at=DUE, owner_role=RoleName.PROGRAMME)
    a_night(travel, -30)
    assert told() == [(-30, "sent")]


def test_a_milestone_met_and_set_again_is_a_new_duty(cast: Cast, travel: Travel) -> None:
    def ask(due_at: datetime) -> Milestone:
        kind = MilestoneKind.DELIVERY
        return set_milestone(cast.edition, "answer", edition=cast.edition, kind=kind, title="Answer", due_at=due_at)

    travel(DUE - timedelta(days=100))
    first = ask(DUE)
    assert ask(DUE + timedelta(days=1)).pk == first.pk
    meet_milestone(cast.edition, "answer")
    second = ask(DUE + timedelta(days=30))
    assert second.pk != first.pk
    assert second.done_at is None
    assert cast.edition.milestones.count() == 1


def test_a_reminder_names_the_deadline_in_the_zone_of_the_place_and_of_the_reader(
    cast: Cast, milestone: Milestone, travel: Travel
) -> None:
    type(cast.people["programme"]).objects.filter(email="programme@cast.example").update(timezone="Asia/Tokyo")
    a_night(travel, -7)
    mail = Email.objects.get()
    assert mail.to == ["programme@cast.example"]
    assert "The programme is published" in mail.subject
    assert "30 June 2027, 17:00 in Accra" in mail.message
    assert "1 July 2027, 02:00 in Tokyo" in mail.message
    assert "http://localhost:8000/here/manage/milestones/" in mail.message


def test_a_reminder_is_in_the_language_of_who_gets_it(cast: Cast, milestone: Milestone, travel: Travel) -> None:
    type(cast.people["programme"]).objects.filter(email="programme@cast.example").update(language="ar")
    milestone.words = milestone.with_words("ar", {"title": "نشر البرنامج"})
    type(milestone).objects.filter(pk=milestone.pk).update(words=milestone.words)
    a_night(travel, -7)
    mail = Email.objects.get()
    assert "نشر البرنامج" in mail.subject
    assert "30 يونيو 2027" in mail.message
    names = re.compile(r"https?://\S+|Programme|Common Space|Forum Here")
    assert re.findall("[A-Za-z]{2,}", names.sub("", f"{mail.subject} {mail.message}")) == []


def test_two_runs_at_once_write_one_reminder(milestone: Milestone, travel: Travel) -> None:
    """The unique key decides: the second writer's row is ignored."""
    travel(DUE - timedelta(days=7))
    engine.remind()
    row = Notification.objects.get(offset=-7)
    again = Notification(recipient=row.recipient, kind="reminder", key=row.key, status=NoticeStatus.WAITING)
    Notification.objects.bulk_create([again], ignore_conflicts=True)
    assert Notification.objects.filter(offset=-7).count() == 1
