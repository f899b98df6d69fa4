"""What undoing an act on a registration does to the seats of the space."""

from django.db.models import F
from django.utils.translation import gettext as _

from accounts.registration.actions import lock, promote, take_seat
from accounts.registration.models import RegistrationStatus, SpaceRegistration
from forum.editions.models import Space
from forum.history.models import Detail, Entry
from forum.kit.refusals import Refused


def status_before(entry: Entry) -> str:
    detail = Detail.objects.get(chain=entry.chain, number=entry.number)
    return str((detail.before or {}).get("status", ""))


def approve(asked: SpaceRegistration, entry: Entry) -> None:
    """The seat is free again; who waits in line takes it, but for the one who goes back to the head of that line."""
    lock(asked.space_id)
    Space.objects.filter(pk=asked.space_id, taken__gt=0).update(taken=F("taken") - 1)
    if status_before(entry) != RegistrationStatus.WAITING:
        promote(asked.space)


def withdraw(asked: SpaceRegistration, entry: Entry) -> None:
    """The seat is taken back, unless it went to the next in line."""
    lock(asked.space_id)
    if status_before(entry) == RegistrationStatus.APPROVED and not take_seat(asked.space):
        raise Refused(_("The place has gone to the next in line. Register again to wait for another."))
