"""Scoring a proposal, and giving a selected one its room and time."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.people.models import User
from events.calls.actions import UNDECIDED
from events.sessions import actions as sessions
from events.sessions.kinds import SessionStatus
from events.side_events.models import Proposal, ProposalStatus
from events.side_events.notices import organisers, tell
from events.side_events.querysets import SELECTING
from events.side_events.reviewers import give_to_reviewers
from events.side_events.reviews import Review, Score
from events.venues.models import Room
from forum.editions.models import Role
from forum.history.acts import SYSTEM, edit, permit
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.lists import listed
from forum.kit.refusals import Refused
from forum.milestones.actions import drop_milestones, meet_milestone


def score(
    review: Review,
    *,
    by: Any,
    points: Mapping[int, int | None],
    comment: str,
    words: Mapping[int, str] | None = None,
    version: int | None = None,
) -> Entry | None:
    """Points by criterion, 0 to 5, all of them, and `words` to any of them; they may change until the decision."""
    permit("score", review, by)
    if review.proposal.status != ProposalStatus.SUBMITTED:
        raise Refused(_("This proposal is not open for scores: they count until the decision."))
    if review.conflict:
        raise Refused(_("You declared a conflict of interest. Somebody else scores this proposal."))
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
    said = {criterion.pk: (words or {}).get(criterion.pk, "").strip() for criterion in criteria}
    held = list(review.scores.all())
    before = {each.criterion_id: each.points for each in held}
    said_before = {each.criterion_id: each.comment for each in held if each.comment}
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
            also={"points": (before, new), "words": (said_before, {pk: text for pk, text in said.items() if text})},
        )
        review.scores.all().delete()
        Score.objects.bulk_create(
            Score(review=review, criterion_id=pk, points=given, comment=said[pk]) for pk, given in new.items()
        )
        meet_milestone(review, "score")
    return entry


def declare_conflict(review: Review, *, by: Any, words: str, version: int | None = None) -> None:
    """The reviewer says what ties him or her to the proposal: it is handed back, and given to somebody else."""
    permit("declare_conflict", review, by)
    if not words.strip():
        raise Refused(_("Say in a few words what ties you to it. The officers read it."), field="words")
    if review.proposal.status not in UNDECIDED:
        raise Refused(_("This proposal is decided. A conflict of interest is declared before that."))
    proposal = review.proposal
    with transaction.atomic():
        edit(
            review,
            verb="declare_conflict",
            by=by,
            version=version,
            changes={"conflict": words.strip(), "set_aside_at": clock.now()},
        )
        drop_milestones(review)
        officers = Role.objects.current().filter(edition=proposal.edition_id, role__in=SELECTING)
        people = User.objects.filter(pk__in=officers.values("user"), is_active=True)
        given = give_to_reviewers(proposal, by=SYSTEM)
        entry = Entry.objects.of(review).filter(verb="declare_conflict")[0]
        url = reverse("selection_proposal", args=[proposal.edition.slug, proposal.reference])
        names = listed([str(each.reviewer) for each in given])
        tell(people, "conflict_declared", proposal, entry, url=url, who=str(review.reviewer), given=names)


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
