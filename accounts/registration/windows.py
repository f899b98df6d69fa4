"""When an edition takes registrations: while its stage says so, until its milestone `registration-closes`."""

from datetime import datetime

from django.utils.translation import gettext as _

from forum.editions.models import Edition, Stage
from forum.kit import clock, dates
from forum.kit.refusals import Refused
from forum.milestones.models import Milestone

CLOSES = "registration-closes"


def closes_at(edition: Edition) -> datetime | None:
    return (
        Milestone.objects.filter(edition=edition, object_id=None, slug=CLOSES).values_list("due_at", flat=True).first()
    )


def is_open(edition: Edition) -> bool:
    if edition.status not in (Stage.REGISTRATION_OPEN, Stage.RUNNING):
        return False
    closes = closes_at(edition)
    return closes is None or clock.now() < closes


def check_open(edition: Edition) -> None:
    if edition.status not in (Stage.REGISTRATION_OPEN, Stage.RUNNING):
        raise Refused(_("%(edition)s takes no registrations now.") % {"edition": edition})
    closes = closes_at(edition)
    if closes is not None and clock.now() >= closes:
        raise Refused(_("Registration closed on %(time)s.") % {"time": dates.at(closes, edition.timezone)})
