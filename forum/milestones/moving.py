"""What becomes of milestones when a forum moves; reminders follow from them."""

from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext as _

from forum.editions.moving import Change, Step, step_of
from forum.history.words import object_words
from forum.milestones.models import Milestone


def milestones(change: Change) -> Iterable[Step]:
    """`MOVERS`: the edition's own and those of objects that move with it (`MOVE_ALONG`). Others keep their dates."""
    for each in Milestone.objects.filter(edition=change.old, done_at=None).order_by("due_at", "pk"):
        each.edition = change.old
        if not each.object_type or each.object_type in settings.MOVE_ALONG:
            yield from step_of(change, _("Milestone"), each, "due_at", str(each))
        elif change.shift or change.old.timezone != change.new.timezone:
            note = _("It belongs to something with dates of its own: %(kind)s.") % {
                "kind": object_words(each.object_type)
            }
            yield Step(_("Milestone"), each, str(each), each.due_at, notes=(note,))
