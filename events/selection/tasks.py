"""What the clock does with the selection: places that were not confirmed, justifications of what was decided."""

import logging

from celery import shared_task
from django.conf import settings

from events.selection.models import Selection
from events.side_events.deciding import lapse
from events.side_events.models import Proposal, ProposalStatus
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.outcomes.actions import freeze_of
from forum.outcomes.models import Document

log = logging.getLogger(__name__)


@shared_task
def pass_on() -> int:
    """A selected side event that its lead did not confirm in time leaves its place to the next. Returns how many."""
    passed = 0
    silent = Proposal.objects.filter(
        status=ProposalStatus.SELECTED, confirmed_at=None, confirm_by__lt=clock.now().date()
    ).select_related("call__edition", "edition", "organisation", "session__edition")
    for proposal in silent.order_by("pk"):
        if proposal.confirm_by is None or proposal.confirm_by >= proposal.edition.today():
            continue  # the day is not over at the venue
        try:
            lapse(proposal, by=SYSTEM)
        except Refused:
            continue
        except Exception:  # one place in trouble does not hold the others
            log.exception("the place of proposal %s was not passed on", proposal.pk)
            continue
        passed += 1
    return passed


@shared_task
def justify() -> int:
    """The justification of each list that was decided, once it can no longer be undone. Returns how many."""
    label, made = Selection._meta.label_lower, 0
    over = Selection.objects.filter(committed_at__lt=clock.now() - settings.UNDO_WINDOW)
    kept = Document.objects.filter(object_type=label).values("object_id")
    for selection in over.exclude(pk__in=kept).select_related("call__edition", "committed_by").order_by("pk"):
        try:
            freeze_of(selection, by=selection.committed_by or SYSTEM)
        except Exception:  # the next run tries again
            log.exception("the justification of selection %s was not written", selection.pk)
            continue
        made += 1
    return made
