"""What is said after an act: what was done, whom it mails and when, and until when it can be undone."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.editions.models import Edition
from forum.history.acts import undo_until
from forum.history.models import Entry
from forum.history.reading import read
from forum.kit import clock, dates
from forum.undo.actions import mailed, still_open


def clock_words(request: HttpRequest, entry: Entry, moment: Any) -> str:
    """The reader's hour; where it is not known, the hour of the venue with its place."""
    reader: str = getattr(request, "reader_zone", "")
    if reader:
        return dates.clock(moment, reader)
    zone = Edition.objects.filter(pk=entry.chain).values_list("timezone", flat=True).first() or "UTC"
    return _("%(time)s in %(city)s") % {"time": dates.clock(moment, zone), "city": dates.city(zone)}


def mail_words(request: HttpRequest, entry: Entry) -> str:
    people, until = mailed(entry), undo_until(entry)
    if not people:
        return _("Nobody is mailed.")
    if until is None:
        return ngettext("Mailed to %(count)s person.", "Mailed to %(count)s people.", people) % {"count": people}
    words = {"count": people, "time": clock_words(request, entry, until)}
    return (
        ngettext(
            "The mail to %(count)s person leaves at %(time)s.",
            "The mails to %(count)s people leave at %(time)s.",
            people,
        )
        % words
    )


def say(request: HttpRequest, fact: str, obj: models.Model, more: str = "") -> None:
    """The message of the next page about what this person just did to `obj`: the fact in one sentence, whom it mails
    and when, and the offer to undo it."""
    entry = Entry.objects.of(obj).filter(actor_id=request.user.pk)[0]
    until = undo_until(entry)
    tag = f"undo-{entry.pk}-{clock_words(request, entry, until)}" if until else ""
    messages.success(request, " ".join(filter(None, (fact, more, mail_words(request, entry)))), extra_tags=tag)


def undoable(request: HttpRequest) -> list[dict[str, Any]]:
    """What this person did in the last minutes and may still undo, newest first."""
    since = clock.now() - settings.UNDO_WINDOW
    lately = Entry.objects.filter(actor_id=request.user.pk, at__gt=since).order_by("-at", "-number")
    found = still_open(list(lately[:30]))
    lines = read(found, request.user)
    return [
        {
            "line": line,
            "pk": line.entry.pk,
            "name": line.name,
            "until": clock_words(request, line.entry, undo_until(line.entry)),
        }
        for line in lines
    ]
