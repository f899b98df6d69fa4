"""When an edition takes registrations: while its stage says so, until the end of its last day."""

from datetime import datetime, time

from django.utils.translation import gettext as _

from forum.editions.models import Edition, Stage
from forum.kit import clock
from forum.kit.refusals import Refused


def closes_at(edition: Edition) -> datetime:
    return datetime.combine(edition.end, time(23, 59), edition.zone)


def is_open(edition: Edition) -> bool:
    return edition.status in (Stage.REGISTRATION_OPEN, Stage.RUNNING) and clock.now() < closes_at(edition)


def check_open(edition: Edition) -> None:
    if not is_open(edition):
        raise Refused(_("%(edition)s takes no registrations now.") % {"edition": edition})
