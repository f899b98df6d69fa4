"""Who proposes, who answers as a co-organiser, who scores and who decides; never over one's own proposal."""

from typing import Any

import rules

from accounts.organisations.permissions import acts_for
from events.side_events.models import CoOrganiserState, Proposal, Review
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


for verb in ("add", "edit", "submit", "withdraw", "confirm"):
    rules.add_perm(f"events.{verb}_proposal", acts_for)
for verb in ("select", "reserve", "decline", "assign", "schedule"):
    rules.add_perm(f"events.{verb}_proposal", decides & ~is_tied)
rules.add_perm("events.ask_changes_proposal", (decides | (reviews & is_its_reviewer)) & ~is_tied)
rules.add_perm("events.manage_proposal", reads)
rules.add_perm("events.lapse_proposal", rules.always_deny)  # the clock alone
for verb in ("confirm", "decline"):
    rules.add_perm(f"events.{verb}_coorganiser", acts_for)
rules.add_perm("events.score_review", reviews & is_its_reviewer & ~is_tied)
