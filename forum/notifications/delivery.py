"""From notice to mail: rendered in the reader's language, handed to the outbox in one transaction, sent with retries.

The outbox row is made together with the change of the notice, so nobody is forgotten and nobody is asked twice; the
outbox keeps one Message-ID per row, so a second try after a crash is the same message.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from post_office import mail
from post_office.models import PRIORITY, STATUS

from forum.kit import clock
from forum.kit.dotted import load
from forum.notifications.models import Beat, NoticeStatus, Notification

BATCH = 200
LEASE = timedelta(minutes=5)


def rendered(notification: Notification) -> tuple[str, str] | None:
    """Subject and body in the recipient's language; None when there is nothing to say any more."""
    recipient = notification.recipient
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
        subject = render_to_string(f"emails/{notification.kind}/subject.txt", context)
        body = render_to_string(f"emails/{notification.kind}/body.txt", context)
    return " ".join(subject.split()), body.strip() + "\n"


def hand_over() -> int:
    """Turns waiting notices into outbox rows, each in its own transaction. Returns how many."""
    done = 0
    for pk in list(Notification.objects.undelivered().values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            rows = Notification.objects.undelivered().filter(pk=pk)
            if connection.features.has_select_for_update_skip_locked:
                rows = rows.select_for_update(skip_locked=True, of=("self",))
            notification = rows.select_related("recipient", "edition").first()
            if notification is None:
                continue
            texts = rendered(notification) if notification.recipient.is_active else None
            if texts is None:
                Notification.objects.filter(pk=pk).update(status=NoticeStatus.DROPPED)
                continue
            subject, body = texts
            row = mail.send(
                notification.recipient.email,
                settings.DEFAULT_FROM_EMAIL,
                subject=subject,
                message=body,
                headers={"Auto-Submitted": "auto-generated"},
                priority="medium",
            )
            Notification.objects.filter(pk=pk).update(mail=row, subject=subject[:200])
            done += 1
    return done


def take_lease(name: str) -> bool:
    """True for the one process that may do this now; a dead holder's lease runs out by itself."""
    now = clock.now()
    Beat.objects.bulk_create([Beat(name=name)], ignore_conflicts=True)
    free = Beat.objects.filter(name=name).exclude(held_until__gt=now)
    return bool(free.update(held_until=now + LEASE))


def release_lease(name: str) -> None:
    Beat.objects.filter(name=name).update(held_until=None)


def send_outbox() -> None:
    """Sends what is due, by one sender at a time, and copies the outcome to the notices."""
    if not take_lease("mail-sender"):
        return
    try:
        while sent_any(mail.get_queued()):
            pass
    finally:
        release_lease("mail-sender")
    settle()


def sent_any(queued: Any) -> bool:
    before = list(queued[:BATCH])
    if not before:
        return False
    mail.send_queued(processes=1)
    return len(before) == BATCH


def settle() -> None:
    """Notices follow the fate of their mail."""
    waiting = Notification.objects.filter(status=NoticeStatus.WAITING)
    waiting.filter(mail__status=STATUS.sent).update(status=NoticeStatus.SENT, sent_at=clock.now(), error="")
    waiting.filter(mail__status=STATUS.failed).update(status=NoticeStatus.FAILED)


def retry(notification: Notification) -> None:
    """Puts a failed mail back in the queue: the same row, so the same Message-ID."""
    if notification.mail_id is None:
        return
    with transaction.atomic():
        Notification.objects.filter(pk=notification.pk, status=NoticeStatus.FAILED).update(
            status=NoticeStatus.WAITING, error=""
        )
        type(notification.mail).objects.filter(pk=notification.mail_id).update(
            status=STATUS.queued, priority=PRIORITY.medium, number_of_retries=F("number_of_retries") * 0
        )
