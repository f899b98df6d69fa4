"""What becomes of the dates of accreditation when a forum moves."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.accreditation.models import Application, ApplicationStatus, Track
from forum.editions.moving import Change, Step, span_of


def tracks(change: Change) -> Iterable[Step]:
    """`MOVERS`: opening and closing move; what one applicant was asked by a date keeps it."""
    for track in Track.objects.filter(edition=change.old, imported_at=None):
        opens = ("opens_at", _("%(track)s opens") % {"track": track})
        yield from span_of(
            change, _("Accreditation"), track, opens, ("closes_at", _("%(track)s closes") % {"track": track})
        )
    asked = Application.objects.filter(edition=change.old, status=ApplicationStatus.CHANGES_REQUESTED)
    for each in asked.exclude(answer_by=None) if change.shift else ():
        what = _("Answer on %(reference)s") % {"reference": each.reference}
        yield Step(_("Accreditation"), each, what, each.answer_by, notes=(_("The applicant was given this date."),))
