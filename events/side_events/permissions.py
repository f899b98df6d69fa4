"""Who proposes, who answers as a co-organiser, who scores and who decides; never over one's own proposal."""

from typing import Any

import rules
from django.db.models import Q

from accounts.organisations.permissions import acts_for
from events.sessions.kinds import RoleKind
from events.side_events.mergers import Merger
from events.side_events.models import CoOrganiserState, Proposal
from events.side_events.reviews import Review
from forum.editions.models import RoleName
from forum.editions.permissions import has_role

decides = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)
reads = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME, RoleName.AUDITOR)
reviews = has_role(RoleName.REVIEWER)


def organiser_ids(proposal: Proposal) -> set[int]:
    """The lead and every co-organiser that has not declined."""
    named = {each.organisation_id for each in proposal.co_organisers.all() if each.answer != CoOrganiserState.DECLINED}
    return {proposal.organisation_id, *named}


@rules.predicate
def is_tied(user: Any, obj: Any) -> bool:
    """Belongs to an organisation that organises the event."""
    if not getattr(user, "is_authenticated", False):
        return False
    proposal = obj.proposal if isinstance(obj, Review) else obj
    return bool(organiser_ids(proposal) & set(user.organisation_roles))


@rules.predicate
def is_its_reviewer(user: Any, obj: Any) -> bool:
    """Was given this proposal to score."""
    if isinstance(obj, Review):
        return obj.reviewer_id == user.pk
    return any(each.reviewer_id == user.pk for each in obj.reviews.all())


@rules.predicate
def leads_as_well(user: Any, obj: Any) -> bool:
    """Acts for an organisation that leads beside the first one, since two proposals were merged."""
    if not isinstance(obj, Proposal) or obj.pk is None or not getattr(user, "is_authenticated", False):
        return False
    return any(each.role == RoleKind.LEAD and each.organisation_id in user.acts_for for each in obj.co_organisers.all())


leads = acts_for | leads_as_well


def side_of(user: Any, merger: Merger) -> set[str]:
    """The sides of a merger that `user` leads."""
    if not getattr(user, "is_authenticated", False):
        return set()
    return {side for side in ("kept", "joined") if leads(user, getattr(merger, side))}


@rules.predicate
def leads_a_side(user: Any, merger: Any) -> bool:
    return bool(side_of(user, merger))


@rules.predicate
def leads_the_other_side(user: Any, proposal: Any) -> bool:
    """Of a merger of this proposal that was not declined: the last consent makes one of the two."""
    if not isinstance(proposal, Proposal) or proposal.pk is None:
        return False
    either = Q(kept=proposal) | Q(joined=proposal)
    held = Merger.objects.filter(either, answer__in=("proposed", "agreed")).select_related("kept", "joined")
    return any(side_of(user, each) for each in held)


for verb in ("add", "edit", "submit", "withdraw", "confirm"):
    rules.add_perm(f"events.{verb}_proposal", leads)
rules.add_perm("events.merge_proposal", leads | leads_the_other_side | (decides & ~is_tied))
rules.add_perm("events.view_merger", leads_a_side | reads)
rules.add_perm("events.agree_merger", leads_a_side)
rules.add_perm("events.decline_merger", leads_a_side)
rules.add_perm("events.withdraw_merger", leads_a_side | decides)
rules.add_perm("forum.see_overlaps_edition", reads)
for verb in ("select", "reserve", "decline", "assign", "schedule"):
    rules.add_perm(f"events.{verb}_proposal", decides & ~is_tied)
rules.add_perm("events.ask_changes_proposal", (decides | (reviews & is_its_reviewer)) & ~is_tied)
rules.add_perm("events.manage_proposal", reads)
rules.add_perm("events.lapse_proposal", rules.always_deny)  # the clock alone
for verb in ("confirm", "decline"):
    rules.add_perm(f"events.{verb}_coorganiser", acts_for)
rules.add_perm("events.score_review", reviews & is_its_reviewer & ~is_tied)
rules.add_perm("events.declare_conflict_review", reviews & is_its_reviewer)
