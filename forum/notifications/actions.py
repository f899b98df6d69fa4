"""Writing notices. Delivery happens after the commit."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _
from post_office.models import STATUS, Email

from forum.editions.models import Edition
from forum.history.acts import chain_of, permit, record, undo_until
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.kit.workers import wake
from forum.notifications.delivery import retry as requeue
from forum.notifications.models import Notification

ACT = "X-Act"  # the header of a mail without a notice: the entry that it tells of


def notify(
    recipients: Iterable[Any],
    kind: str,
    obj: models.Model,
    *,
    entry: Entry | None = None,
    act: Entry | None = None,
    key: str = "",
    url: str = "",
    context: Mapping[str, Any] | None = None,
) -> int:
    """One notice to each recipient about what was done to `obj`; repeated keys are dropped. Returns how many.

    Give the history `entry` of the act (or a `key` that says the duty): it makes the notice unique. `act` is the
    larger act that `entry` is a part of. The notices of an act that can be undone wait until it no longer can. `url`
    defaults to the object's address; `context` may hold texts, numbers and dates as text.
    """
    act = act or entry
    stem = key or f"{kind}:{entry.chain}:{entry.number}" if entry or key else f"{kind}:{obj._meta.label_lower}:{obj.pk}"
    rows = [
        Notification(
            recipient_id=user.pk,
            kind=kind,
            key=f"{stem}:{user.pk}",
            edition_id=chain_of(obj) or None,
            object_type=obj._meta.label_lower,
            object_id=obj.pk,
            url=url or obj.get_absolute_url(),  # type: ignore[attr-defined]
            context=dict(context or {}),
            act_id=act.pk if act else None,
            not_before=undo_until(act) if act else None,
        )
        for user in {user.pk: user for user in recipients}.values()
    ]
    Notification.objects.bulk_create(rows, ignore_conflicts=True)
    if all(ask_for_delivery is not waiting for _, waiting, _ in transaction.get_connection().run_on_commit):
        transaction.on_commit(ask_for_delivery)
    return len(rows)


def ask_for_delivery() -> None:
    wake("forum.notifications.tasks.deliver")


def held_mail(entry: Entry) -> list[Email]:
    """Mails of an act to addresses without an account, which wait until the act can no longer be undone."""
    if (until := undo_until(entry)) is None:
        return []
    waiting = Email.objects.filter(scheduled_time=until, status=STATUS.queued)
    return [mail for mail in waiting if (mail.headers or {}).get(ACT) == str(entry.pk)]


def mark_read(notification: Notification) -> None:
    if notification.read_at is None:
        Notification.objects.filter(pk=notification.pk, read_at=None).update(read_at=clock.now())


def mark_all_read(user: Any) -> None:
    Notification.objects.visible_to(user).unread().update(read_at=clock.now())


@transaction.atomic
def retry(notification: Notification, *, by: Any) -> None:
    """Puts a mail that was not delivered back in the queue, as one act: the same row, so the same Message-ID."""
    permit("retry", notification, by)
    if not requeue(Notification.objects.filter(pk=notification.pk)):
        raise Refused(_("This mail is not waiting for another try. Only what was not delivered is sent again."))
    record("retry", notification, by=by)
    transaction.on_commit(ask_for_delivery)


@transaction.atomic
def retry_mail(edition: Edition, *, by: Any) -> int:
    """The same for all that was not delivered in an edition. Returns how many."""
    permit("retry_mail", edition, by)
    count = requeue(Notification.objects.filter(edition=edition))
    if not count:
        raise Refused(_("Nothing is undelivered any more. Somebody was faster, or it went out meanwhile."))
    record("retry_mail", edition, by=by, after={"messages": count})
    transaction.on_commit(ask_for_delivery)
    return count
