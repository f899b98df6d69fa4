"""Scoring a proposal, and giving a selected one its room and time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from events.side_events.models import Proposal, ProposalStatus, Review, Score
from events.side_events.notices import organisers, tell
from events.venues.models import Room
from forum.history.acts import edit, permit
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.milestones.actions import meet_milestone


def score(
    review: Review, *, by: Any, points: Mapping[int, int | None], comment: str, version: int | None = None
) -> Entry | None:
    """Points by criterion, 0 to 5, all of them; they may change until the decision."""
    permit("score", review, by)
    if review.proposal.status != ProposalStatus.SUBMITTED:
        raise Refused(_("This proposal is not open for scores: they count until the decision."))
    criteria = list(review.proposal.call.criteria.all())
    for criterion in criteria:
        given = points.get(criterion.pk)
        if given is None or not 0 <= given <= 5:
            raise Refused(_("Give 0 to 5 for each criterion."), field=f"criterion_{criterion.pk}")
    if not comment.strip():
        raise Refused(_("Write a comment: who decides reads it beside the numbers."), field="comment")
    weights = {criterion.pk: criterion.weight or 1 for criterion in criteria}
    new = {criterion.pk: int(points[criterion.pk] or 0) for criterion in criteria}
    mean = sum(new[pk] * weight for pk, weight in weights.items()) / sum(weights.values()) if weights else 0.0
    before = dict(review.scores.values_list("criterion", "points"))
    with transaction.atomic():
        entry = edit(
            review,
            verb="score",
            by=by,
            version=version,
            changes={
                "comment": comment.strip(),
                "mean": mean,
                "scored_at": review.scored_at or clock.now(),
                "set_aside_at": None,
            },
            also={"points": (before, new)},
        )
        review.scores.all().delete()
        Score.objects.bulk_create(Score(review=review, criterion_id=pk, points=given) for pk, given in new.items())
        meet_milestone(review, "score")
    return entry


def schedule_event(
    proposal: Proposal,
    *,
    by: Any,
    room: Room,
    starts_at: datetime,
    ends_at: datetime,
    reason: str = "",
    version: int | None = None,
) -> None:
    """A selected proposal in the programme. Broken rules of the call pass with a reason; a taken room never."""
    permit("schedule", proposal, by)
    session = proposal.session
    if session is None or session.status not in (
        SessionStatus.DRAFT,
        SessionStatus.SCHEDULED,
        SessionStatus.PUBLISHED,
    ):
        raise Refused(_("Only a selected side event that has not been held gets a room and a time."))
    place: dict[str, Any] = {"room": room, "starts_at": starts_at, "ends_at": ends_at}
    with transaction.atomic():
        if session.status == SessionStatus.DRAFT:
            entry = sessions.schedule(session, by=by, reason=reason, version=version, **place)
            tell(organisers(proposal), "proposal_scheduled", proposal, entry)
        else:
            sessions.reschedule(session, by=by, reason=reason, version=version, **place)
