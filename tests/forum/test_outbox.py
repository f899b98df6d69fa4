"""The outbox page: what waits, what went out, what was not delivered and why, and trying again. Over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
from post_office.models import STATUS, Email

from forum.history.models import Entry
from forum.history.verifier import faults
from forum.notifications.models import Notification
from forum.notifications.tasks import deliver
from tests import factories, mailbox
from tests.cast import Cast

pytestmark = [pytest.mark.both, pytest.mark.django_db]
PAGE = "/here/manage/outbox/"
RETRY = f"{PAGE}retry-mail/"


@pytest.fixture(autouse=True)
def _server(settings: Any) -> Iterator[None]:
    """A mail server that breaks on every message, with no second tries."""
    backends = {"default": "tests.mailbox.Failing"}
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": backends, "MAX_RETRIES": 0}
    mailbox.taken.clear()
    yield
    mailbox.taken.clear()


def undelivered(cast: Cast, *names: str) -> None:
    for name in names:
        milestone = factories.make_milestone(cast.edition, owner=cast.people[name])
        Notification.objects.create(
            recipient=cast.people[name],
            kind="reminder",
            key=name,
            edition=cast.edition,
            milestone_id=milestone.pk,
            object_type="forum.milestone",
        )
    deliver()


def test_it_says_why_and_to_whom_for_who_may_read_it(cast: Cast) -> None:
    undelivered(cast, "ngo")
    page = cast.client("secretariat").get(PAGE).content.decode()
    assert "ConnectionError: the server is away" in page
    assert "ngo@cast.example" in page
    page = cast.client("auditor").get(PAGE).content.decode()
    assert "ConnectionError" in page
    assert "the server is away" not in page
    assert "ngo@cast.example" not in page
    assert "retry" not in page


def test_files_hold_no_more_than_the_page(cast: Cast) -> None:
    undelivered(cast, "ngo")
    assert "ngo@cast.example" in cast.client("secretariat").get(f"{PAGE}?format=csv").content.decode()
    for form in ("csv", "json"):
        assert "ngo@cast.example" not in cast.client("auditor").get(f"{PAGE}?format={form}").content.decode()


def test_addresses_are_no_oracle_for_who_may_not_read_them(cast: Cast) -> None:
    undelivered(cast, "ngo")
    assert "Remind" in cast.client("secretariat").get(f"{PAGE}?q=ngo@cast").content.decode()
    assert "<tbody>" not in cast.client("auditor").get(f"{PAGE}?q=ngo@cast").content.decode()


def test_it_is_filtered_by_state_and_by_what_it_is_about(cast: Cast) -> None:
    undelivered(cast, "ngo")
    client = cast.client("secretariat")
    assert "<tbody>" in client.get(f"{PAGE}?status=failed&object_type=forum.milestone").content.decode()
    assert "<tbody>" not in client.get(f"{PAGE}?status=sent").content.decode()
    assert client.get(f"{PAGE}?object_type=nonsense").status_code == 422


def test_it_says_since_when_the_oldest_waits(cast: Cast) -> None:
    client = cast.client("secretariat")
    assert "The oldest that waits" not in client.get(PAGE).content.decode()
    Notification.objects.create(recipient=cast.people["ngo"], kind="reminder", key="k", edition=cast.edition)
    assert "The oldest that waits" in client.get(PAGE).content.decode()


def test_all_that_was_not_delivered_is_sent_again_as_the_same_messages(cast: Cast, settings: Any) -> None:
    undelivered(cast, "ngo", "city")
    elsewhere = Notification.objects.create(
        recipient=cast.people["ngo"], kind="reminder", key="there", edition=cast.other, status="failed"
    )
    client = cast.client("secretariat")
    assert "Send all 2 mails that were not delivered again" in client.get(PAGE).content.decode()
    assert cast.client("auditor").post(RETRY).status_code == 403
    answer = client.post(RETRY, follow=True)
    assert "2 mails are sent again." in answer.content.decode()
    assert Entry.objects.of(cast.edition).filter(verb="retry_mail", actor_id=cast.people["secretariat"].pk).count() == 1
    settings.POST_OFFICE = settings.POST_OFFICE | {"BACKENDS": {"default": "tests.mailbox.Working"}}
    deliver()
    assert Notification.objects.filter(status="sent", error="").count() == 2
    assert len({mail.extra_headers["Message-ID"] for mail in mailbox.taken}) == 2 == len(mailbox.taken) // 2
    elsewhere.refresh_from_db()
    assert elsewhere.status == "failed"
    assert client.post(RETRY).status_code == 409
    assert list(faults()) == []


def test_what_could_not_be_written_is_tried_again_too(cast: Cast) -> None:
    notice = Notification.objects.create(
        recipient=cast.people["ngo"], kind="no_such_kind", key="k", edition=cast.edition, url="/here/"
    )
    deliver()
    client = cast.client("secretariat")
    assert "TemplateDoesNotExist" in client.get(PAGE).content.decode()
    Notification.objects.filter(pk=notice.pk).update(kind="role_granted", context={"role": "Auditor"})
    assert client.post(f"{PAGE}{notice.pk}/retry/").status_code == 302
    notice.refresh_from_db()
    assert (notice.status, notice.error) == ("waiting", "")


def test_a_next_try_is_announced(cast: Cast, settings: Any) -> None:
    settings.POST_OFFICE = settings.POST_OFFICE | {"MAX_RETRIES": 6}
    undelivered(cast, "ngo")
    assert Email.objects.get().status == STATUS.requeued
    page = cast.client("secretariat").get(PAGE).content.decode()
    assert "Next try" in page
    assert "the server is away" in page
