"""From notice to mail: rendered in the reader's language, handed to the outbox in one transaction, sent with retries.

The outbox row is made together with the change of the notice, so nobody is forgotten and nobody is asked twice; the
outbox keeps one Message-ID per row, so a second try after a crash is the same message.
"""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Concat
from django.template import Context
from django.template.loader import get_template
from django.utils import translation
from post_office import mail
from post_office.models import PRIORITY, STATUS, Email, Log

from forum.kit import clock
from forum.kit.dotted import load
from forum.notifications.leases import Lease
from forum.notifications.models import NoticeStatus, Notification

log = logging.getLogger(__name__)
FRESH = timedelta(minutes=1)
UNSENT = [STATUS.queued, STATUS.requeued]
BATCH = 200
LOOKS = 5  # a mail that cannot even be tried must not hold the sender for ever; the regular sweep looks again
LEASE = timedelta(minutes=2)  # longer than one batch may last, see BATCH_DELIVERY_TIMEOUT


def rendered(notification: Notification) -> tuple[str, str] | None:
    """Subject and body in the recipient's language; None when there is nothing to say any more."""
    recipient = notification.recipient
    if not recipient.is_active:
        return None
    with translation.override(recipient.language or settings.LANGUAGE_CODE):
        prepare = settings.NOTIFICATION_CONTEXTS.get(notification.kind)
        context = load(prepare)(notification) if prepare else notification.context
        if context is None:
            return None
        context = {
            **context,
            "recipient": recipient,
            "edition": notification.edition,
            "url": f"{settings.BASE_URL}{context.get('path', notification.url)}",
            "zone": recipient.timezone,
        }
        subject, body = (plain_text(f"emails/{notification.kind}/{part}.txt", context) for part in ("subject", "body"))
    return " ".join(subject.split()), body.strip() + "\n"


def attached(notification: Notification) -> dict[str, Any] | None:
    """Files that go with a mail, by name, in the recipient's language."""
    path = settings.NOTIFICATION_FILES.get(notification.kind)
    with translation.override(notification.recipient.language or settings.LANGUAGE_CODE):
        return load(path)(notification) if path else None


def plain_text(name: str, context: dict[str, Any]) -> str:
    """A mail is no page: nothing in it is escaped."""
    return get_template(name).template.render(Context(context, autoescape=False))  # type: ignore[attr-defined]


def hand_over() -> int:
    """Turns waiting notices into outbox rows, each in its own transaction. Returns how many."""
    done = 0
    for pk in list(Notification.objects.undelivered().values_list("pk", flat=True)[:BATCH]):
        try:
            done += hand_over_one(pk)
        except Exception as error:  # a notice that cannot be written must not hold up the others
            log.exception("notice %s", pk)
            Notification.objects.undelivered().filter(pk=pk).update(
                status=NoticeStatus.FAILED, error=f"{type(error).__name__}: {error}"
            )
    return done


@transaction.atomic
def hand_over_one(pk: int) -> bool:
    rows = Notification.objects.undelivered().filter(pk=pk)
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    notification = rows.select_related("recipient", "edition").first()
    if notification is None:
        return False
    texts = rendered(notification)
    if texts is None:
        Notification.objects.filter(pk=pk).update(status=NoticeStatus.DROPPED)
        return False
    subject, body = texts
    row = mail.send(
        notification.recipient.email,
        settings.DEFAULT_FROM_EMAIL,
        subject=subject,
        message=body,
        headers={"Auto-Submitted": "auto-generated"},
        priority="medium",
        attachments=attached(notification),
    )
    Notification.objects.filter(pk=pk).update(mail=row, subject=subject[:200])
    return True


def take_back(notices: QuerySet[Notification], status: NoticeStatus) -> None:
    """Those of `notices` that no server has taken yet end in `status`, and their mail leaves the outbox."""
    waiting = notices.filter(status=NoticeStatus.WAITING)
    mails = list(waiting.filter(mail__status__in=UNSENT).values_list("mail", flat=True))
    waiting.filter(mail=None).update(status=status)
    waiting.filter(mail__in=mails).update(status=status, mail=None)
    Email.objects.filter(pk__in=mails).delete()


def drop_pointless() -> None:
    """Mail that has waited for a second try says what was so then: what is no longer so is not sent."""
    stale = Notification.objects.filter(status=NoticeStatus.WAITING, mail__status__in=UNSENT)
    stale = stale.filter(kind__in=settings.NOTIFICATION_CONTEXTS, mail__created__lt=clock.now() - FRESH)
    for notification in stale.select_related("recipient", "edition"):
        if rendered(notification) is None:
            with transaction.atomic():
                take_back(Notification.objects.filter(pk=notification.pk), NoticeStatus.DROPPED)


def send_outbox() -> None:
    """Sends what is due, by one sender at a time on all hosts together, and copies the outcome to the notices.

    Who finds another sender at work goes away; so the sender looks once more after it has stopped being one.
    """
    lease = Lease("mail-sender", LEASE)
    for _ in range(LOOKS):
        if not lease.take():
            return
        try:
            drop_pointless()
            while lease.renew() and any(mail.send_queued(processes=1)):
                settle()
            settle()
            undisturbed = lease.renew()
        finally:
            lease.release()
        if not undisturbed or not mail.get_queued().exists():
            return


def settle() -> None:
    """Notices follow the fate of their mail; of what was not taken, the server's last words are kept."""
    waiting = Notification.objects.filter(status=NoticeStatus.WAITING)
    waiting.filter(mail__status=STATUS.sent).update(status=NoticeStatus.SENT, sent_at=clock.now(), error="")
    last = Log.objects.filter(email=OuterRef("mail_id"), status=STATUS.failed).order_by("-pk")
    words = Subquery(last.values(words=Concat("exception_type", Value(": "), "message", output_field=TextField()))[:1])
    tried = waiting.filter(mail__status__in=[STATUS.requeued, STATUS.failed])
    tried.update(error=Coalesce(words, Value(""), output_field=TextField()))
    waiting.filter(mail__status=STATUS.failed).update(status=NoticeStatus.FAILED)


@transaction.atomic
def retry(notices: QuerySet[Notification]) -> int:
    """Puts failed notices back in the queue: the same outbox rows, so the same Message-IDs. Returns how many."""
    failed = notices.filter(status=NoticeStatus.FAILED).select_for_update(no_key=True)
    pks = dict(failed.values_list("pk", "mail_id"))
    Email.objects.filter(pk__in=[mail for mail in pks.values() if mail]).update(
        status=STATUS.queued, priority=PRIORITY.medium, number_of_retries=0, scheduled_time=None
    )
    return Notification.objects.filter(pk__in=pks).update(status=NoticeStatus.WAITING, error="")
