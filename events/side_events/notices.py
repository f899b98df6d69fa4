"""Who is told of what is done with a proposal, and what the mails say when they are sent."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from events.side_events.models import Proposal
from events.side_events.permissions import organiser_ids
from events.side_events.querysets import acting_people
from forum.history.models import Entry
from forum.kit import dates
from forum.notifications.actions import notify
from forum.notifications.models import Notification


def tell(
    people: Iterable[Any],
    kind: str,
    proposal: Proposal,
    entry: Entry,
    url: str = "",
    act: Entry | None = None,
    **words: Any,
) -> int:
    return notify(people, kind, proposal, entry=entry, act=act, url=url, context=words)


def organisers(proposal: Proposal) -> models.QuerySet:
    """Who acts for the lead and for the co-organisers that have not declined: all of them hear of every decision."""
    return acting_people(organiser_ids(proposal))


def context(notification: Notification) -> dict[str, Any] | None:
    found = Proposal.objects.select_related("edition", "organisation", "call", "session__room")
    proposal = found.filter(pk=notification.object_id).first()
    if proposal is None:
        return None
    words = {**notification.context, "proposal": proposal, "call": proposal.call, "path": notification.url}
    start = proposal.session.starts_at if proposal.session else None
    if start is not None:
        zone, reader = proposal.edition.timezone, notification.recipient.timezone
        words["when"] = dates.at(start, zone)
        words["yours"] = "" if dates.same_clock(start, zone, reader) else dates.at(start, reader)
    return words
