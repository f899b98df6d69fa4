"""What becomes of wishes, rules and sign-ups when a forum moves."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from events.calls.moving import later
from events.conflicts.models import Rulebook
from events.sessions.kinds import SessionStatus
from events.side_events.models import Proposal, ProposalStatus
from events.signups.models import Seats
from events.venues.models import Venue
from forum.editions.moving import Change, Step, step_of

CLOSED = (ProposalStatus.DECLINED, ProposalStatus.MERGED, ProposalStatus.WITHDRAWN)


def proposals(change: Change) -> Iterable[Step]:
    """`MOVERS`: the wished days move; what a lead was asked to do by a date keeps it."""
    for each in Proposal.objects.filter(edition=change.old).exclude(status__in=CLOSED) if change.shift else ():
        if each.days:
            changes = {"days": later(each.days, change.shift)}
            what = _("Days wished in %(reference)s") % {"reference": each.reference}
            yield Step(_("Proposal"), each, what, change.old.start, change.new.start, changes)
        for day in filter(None, (each.answer_by, each.confirm_by)):
            what = _("Answer on %(reference)s") % {"reference": each.reference}
            yield Step(_("Proposal"), each, what, day, notes=(_("The lead organiser was given this date."),))


def rulebooks(change: Change) -> Iterable[Step]:
    """`MOVERS`: the day by which all is placed."""
    for book in Rulebook.objects.filter(edition=change.old):
        yield from step_of(change, _("Programme"), book, "place_by", _("All sessions are placed"))


def ways(change: Change) -> Iterable[Step]:
    """`MOVERS`: ways that were measured in the old place; those between rooms of the new one stay."""
    venue = Venue.objects.filter(edition=change.old).first() if change.moves_house else None
    if venue is None:
        return
    there = {room.pk for (label, _pk), room in change.becomes.items() if label == "room"}
    stays = {pair: minutes for pair, minutes in venue.walking.items() if {*map(int, pair.split("-"))} <= there}
    if stays != venue.walking:
        note = _("They were measured in the old place. Measure them anew in the new one.")
        changes = {"walking": stays}
        yield Step(
            _("Programme"), venue, _("Ways between the rooms"), None, None, changes, (note,), _("No longer known")
        )


def sign_ups(change: Change) -> Iterable[Step]:
    """`MOVERS`: when sign-up for a session closes."""
    seats = Seats.objects.filter(session__edition=change.old).exclude(session__status=SessionStatus.CANCELLED)
    for each in seats.select_related("session__edition"):
        what = _("Sign-up for “%(session)s” closes") % {"session": each.session}
        yield from step_of(change, _("Sign-up"), each, "closes_at", what)
