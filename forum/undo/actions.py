"""Taking back an act within its window: by who did it, before anybody else acted on it and before its mail has left."""

from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from post_office.models import Email

from forum.history.acts import began_at, permit, revert, undo_until
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.dotted import load
from forum.kit.refusals import Refused
from forum.milestones.actions import reopen_milestones
from forum.notifications.actions import held_mail
from forum.notifications.models import NoticeStatus, Notification


def object_of(entry: Entry) -> models.Model:
    found = apps.get_model(entry.object_type)._default_manager.filter(pk=entry.object_id).first()
    if found is None:
        raise Refused(_("What this was done to is no longer there."))
    return found


def still_open(entries: list[Entry]) -> list[Entry]:
    """Those that the person may still undo: in time, and nobody did anything to the same thing since."""
    open_now = [entry for entry in entries if (until := undo_until(entry)) and clock.now() < until]
    return [entry for entry in open_now if not acted_on_since(entry)]


def acted_on_since(entry: Entry) -> bool:
    later = Entry.objects.filter(object_type=entry.object_type, object_id=entry.object_id, chain=entry.chain)
    return later.filter(number__gt=entry.number).exclude(actor_id=None).exists()


@transaction.atomic
def undo(entry: Entry, *, by: Any) -> Entry:
    """Everything is as before the act, but for the history, which holds both."""
    permit("undo", entry, by)
    until = undo_until(entry)
    if until is None:
        raise Refused(_("This act cannot be undone."))
    if clock.now() >= until:
        raise Refused(_("The time to undo this has passed: its mail has left. Do the contrary act instead."))
    obj = object_of(entry)  # before looking at what was done since: who acts in between is met by its version
    permit(entry.verb, obj, by)
    if acted_on_since(entry):
        raise Refused(_("Somebody has acted on it since, so it can no longer be undone. Look at what it says now."))
    try:
        with transaction.atomic():
            if follow := settings.UNDO[f"{entry.object_type}.{entry.verb}"]:
                load(follow)(obj, entry)
            reopen_milestones(obj, since=began_at(entry))
            take_back_mail(entry)
            return revert(entry, obj, by=by)
    except IntegrityError:
        raise Refused(_("Something else has taken its place since, so it can no longer be undone.")) from None


def take_back_mail(entry: Entry) -> None:
    """Nobody hears of what was undone; once one mail is on its way, nothing is undone any more."""
    told = Notification.objects.filter(act_id=entry.pk)
    told.filter(status=NoticeStatus.WAITING, mail=None).update(status=NoticeStatus.DROPPED)
    if told.exclude(mail=None).exists():
        raise Refused(_("Its mail has left, so it can no longer be undone."))
    Email.objects.filter(pk__in=[mail.pk for mail in held_mail(entry)]).delete()


def mailed(entry: Entry) -> int:
    """How many people the act mails."""
    return Notification.objects.filter(act_id=entry.pk).count() + len(held_mail(entry))
