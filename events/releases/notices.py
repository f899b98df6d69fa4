"""The mail about a release: what changes in the sessions of its reader, with the calendar file that follows it."""

from collections.abc import Iterable
from copy import copy
from typing import Any

from django.core.files.base import ContentFile

from events.releases.comparing import Change, Kind, changes_between
from events.releases.models import Release, ReleasedSession
from events.releases.reading import sessions_of
from events.sessions.ics import calendar_of
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.rows import when_words
from forum.history.models import Entry
from forum.kit import dates
from forum.notifications.models import Notification

GONE = (Kind.CANCELLED, Kind.TAKEN_OUT)
TOLD_WHY = ("reschedule", "unschedule", "cancel")


def context(notification: Notification) -> dict[str, Any] | None:
    """Read when it is sent: of a release that another has followed meanwhile it says what it changed all the same."""
    release = Release.objects.select_related("edition").filter(pk=notification.object_id).first()
    if release is None:
        return None
    changes = changes_of(release, notification)
    if not changes:
        return None
    zone, reader = release.edition.timezone, notification.recipient.timezone
    reasons = reasons_of(release, changes)
    return {
        "release": release,
        "count": len(changes),
        "changes": [
            {
                "session": change.session,
                "word": change.words[0],
                "words": change.words,
                "before": where(change.before, zone, reader) if change.is_placed else None,
                "after": where(change.after, zone, reader) if change.is_placed and not change.is_gone else None,
                "joined": change.joined,
                "left": change.left,
                "texts": [str(each) for each in change.texts],
                "reason": reasons.get(change.session.pk, ""),
            }
            for change in changes
        ],
    }


def changes_of(release: Release, notification: Notification) -> list[Change]:
    """Of what a later release has changed again, that one tells."""
    mine = ReleasedSession.objects.filter(session__in=notification.context["sessions"])
    now, then = (set(each.values_list("pk", "session")) for each in (mine.public(), mine.filter(releases=release)))
    overtaken = {session for _row, session in now ^ then}
    mine = mine.exclude(session__in=overtaken)
    before = mine.filter(releases__edition=release.edition, releases__number=release.number - 1)
    return changes_between(sessions_of(before), sessions_of(mine.filter(releases=release)))


def where(session: Session | None, zone: str, reader: str) -> dict[str, str] | None:
    """From when to when by the venue's clock, then by the reader's; and the room."""
    if session is None:
        return None
    start, end = session.starts_at, session.ends_at
    if start is None:
        when = when_words(session) if session.date else ""
    else:
        when = dates.at(start, zone, until=end)
    differs = start and not dates.same_clock(start, zone, reader)
    return {
        "when": when,
        "yours": dates.at(start, reader, until=end) if start and differs else "",
        "room": str(session.room or ""),
    }


def reasons_of(release: Release, changes: Iterable[Change]) -> dict[int, str]:
    """The last reason that was given for a move or a cancellation since the release before."""
    earlier = Release.objects.filter(edition=release.edition, number=release.number - 1).first()
    if earlier is None:
        return {}
    given = Entry.objects.filter(
        object_type=Session._meta.label_lower,
        object_id__in=[change.session.pk for change in changes],
        verb__in=TOLD_WHY,
        at__gte=earlier.made_at,
        at__lte=release.made_at,
    ).exclude(reason="")
    return dict(given.order_by("chain", "number").values_list("object_id", "reason"))


def attachments(notification: Notification) -> dict[str, Any]:
    """One calendar file with what takes place, one that takes out what does not."""
    release = Release.objects.select_related("edition").get(pk=notification.object_id)
    changes = changes_of(release, notification)
    gone = [cancelled(change) for change in changes if change.kinds[0] in GONE]
    live = [change.after for change in changes if change.after and change.kinds[0] not in GONE]
    files: dict[str, Any] = {}
    for name, method, sessions in (("programme", "PUBLISH", live), ("cancelled", "CANCEL", gone)):
        if any(each.day for each in sessions):
            content = calendar_of(release.edition, sessions, method=method)
            kind = f"text/calendar; charset=utf-8; method={method}"
            files[f"{name}.ics"] = {"file": ContentFile(content), "mimetype": kind}
    return files


def cancelled(change: Change) -> Session:
    """What was taken out follows the number of its last state: calendars drop it."""
    found = copy(change.session)
    if change.after is None:
        found.sequence += 1
    found.status = SessionStatus.CANCELLED
    return found
