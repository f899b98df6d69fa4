"""What waits for a person about side events, from every role he or she holds."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.calls.models import end_of
from events.sessions.kinds import SessionStatus
from events.side_events.mergers import Merger
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.progress import Next, next_of, owes_report, report_due, state_of
from events.side_events.querysets import SELECTING
from events.side_events.reviews import Review
from forum.desk.items import Item, Standing, as_role
from forum.editions.models import RoleName

CLOSED = (ProposalStatus.WITHDRAWN, ProposalStatus.MERGED)


def panel(user: Any) -> Iterator[Item | Standing]:
    yield from of_the_lead(user)
    yield from invitations(user)
    yield from mergers(user)
    yield from to_score(user)
    yield from to_decide(user)


def of_the_lead(user: Any) -> Iterator[Item | Standing]:
    mine = (
        Proposal.objects.filter(organisation__in=user.organisation_roles)
        .exclude(status__in=CLOSED)
        .select_related("edition", "call__edition", "organisation", "session", "report")
        .prefetch_related("reviews")
        .order_by("pk")
    )
    for each in mine:
        duty = item_of(each) if each.organisation_id in user.acts_for else None
        if duty:
            yield duty
        expected: Next | None = next_of(each)
        note = _("You act next") if expected and expected.lead else expected.who if expected else ""
        yield Standing(
            title=f"{each.reference} {each.name}", url=each.get_absolute_url(), state=state_of(each), note=note
        )


def item_of(proposal: Proposal) -> Item | None:
    zone, role = proposal.edition.timezone, _("For %(organisation)s") % {"organisation": proposal.organisation}
    at = [proposal.edition.slug, proposal.reference]
    if proposal.status == ProposalStatus.DRAFT and proposal.call.is_open:
        return Item(
            title=_("Finish your side event “%(title)s”") % {"title": proposal.name},
            why=_("The call closes; a draft is not a proposal."),
            role=role,
            url=reverse("proposal_step", args=[*at, "check"]),
            button=_("Finish"),
            due=proposal.call.closes_at,
            zone=zone,
        )
    if proposal.status == ProposalStatus.CHANGES_REQUESTED and proposal.answer_by:
        return Item(
            title=_("Change your side event “%(title)s”") % {"title": proposal.name},
            why=proposal.decision_reason,
            role=role,
            url=proposal.get_absolute_url(),
            button=_("Answer"),
            due=end_of(proposal.answer_by, proposal.edition),
            zone=zone,
        )
    held = proposal.session is not None and proposal.session.status == SessionStatus.HELD
    if proposal.status == ProposalStatus.SELECTED and proposal.confirm_by and not (proposal.confirmed_at or held):
        return Item(
            title=_("Confirm your side event “%(title)s”") % {"title": proposal.name},
            why=_("It was selected. Without your word the place goes to the next on the reserve."),
            role=role,
            url=proposal.get_absolute_url(),
            button=_("Confirm"),
            due=end_of(proposal.confirm_by, proposal.edition),
            zone=zone,
        )
    if held and owes_report(proposal):
        return Item(
            title=_("Report on your side event “%(title)s”") % {"title": proposal.name},
            why=_("Key messages, policy interventions and who was there."),
            role=role,
            url=reverse("proposal_report", args=at),
            button=_("Report"),
            due=report_due(proposal),
            zone=zone,
        )
    return None


def invitations(user: Any) -> Iterator[Item]:
    asked = CoOrganiser.objects.filter(organisation__in=user.acts_for, answer=CoOrganiserState.INVITED).exclude(
        proposal__status__in=[*CLOSED, ProposalStatus.DECLINED]
    )
    for each in asked.select_related("organisation", "proposal__organisation", "proposal__edition", "proposal__call"):
        yield Item(
            title=_("Confirm that you co-organise “%(title)s”") % {"title": each.proposal.name},
            why=_("%(lead)s named you. You answer for yourself.") % {"lead": each.proposal.organisation},
            role=_("For %(organisation)s") % {"organisation": each.organisation},
            url=each.proposal.get_absolute_url(),
            button=_("Answer"),
            due=each.proposal.call.closes_at,
            zone=each.proposal.edition.timezone,
        )


def mergers(user: Any) -> Iterator[Item]:
    """One joint event that waits for the consent of a lead."""
    mine = user.acts_for
    asked = Merger.objects.open().filter(
        Q(kept__organisation__in=mine, kept_agreed_at=None) | Q(joined__organisation__in=mine, joined_agreed_at=None)
    )
    for each in asked.select_related("kept__edition", "kept__call", "kept__organisation", "joined__organisation"):
        own, other = (each.kept, each.joined) if each.kept.organisation_id in mine else (each.joined, each.kept)
        yield Item(
            title=_("One joint event with “%(title)s”?") % {"title": other.name},
            why=_("Nothing changes unless both leads consent."),
            role=_("For %(organisation)s") % {"organisation": own.organisation},
            url=each.get_absolute_url(),
            button=_("Answer"),
            due=each.kept.call.closes_at,
            zone=each.kept.edition.timezone,
        )


def to_score(user: Any) -> Iterator[Item]:
    waiting = Review.objects.to_score().filter(reviewer=user)
    for each in waiting.select_related("proposal__edition", "proposal__call"):
        scores_by = each.proposal.call.scores_by
        yield Item(
            title=_("Score “%(title)s”") % {"title": each.proposal.name},
            why=_("%(reference)s, for %(edition)s.")
            % {"reference": each.proposal.reference, "edition": each.proposal.edition},
            role=as_role(user, each.proposal.edition, RoleName.REVIEWER),
            url=each.get_absolute_url(),
            button=_("Score"),
            due=end_of(scores_by, each.proposal.edition) if scores_by else None,
            zone=each.proposal.edition.timezone,
        )


def to_decide(user: Any) -> Iterator[Item]:
    """One row for each edition: the proposals whose reviewers have all scored."""
    editions = [pk for pk, roles in user.edition_roles.items() if roles & set(SELECTING)]
    if not editions:
        return
    ready = (
        Proposal.objects.filter(edition__in=editions, status=ProposalStatus.SUBMITTED)
        .scored_by_all()
        .select_related("edition", "call")
    )
    by_edition: dict[int, list[Proposal]] = {}
    for each in ready:
        by_edition.setdefault(each.edition_id, []).append(each)
    for found in by_edition.values():
        edition, call = found[0].edition, found[0].call
        count = len(found)
        yield Item(
            title=ngettext("Decide on %(count)s side event", "Decide on %(count)s side events", count)
            % {"count": count},
            why=ngettext(
                "All their reviewers have scored; %(left)s of %(places)s places is left.",
                "All their reviewers have scored; %(left)s of %(places)s places are left.",
                call.places_left,
            )
            % {"left": call.places_left, "places": call.places},
            role=as_role(user, edition, RoleName.PROGRAMME, RoleName.SECRETARIAT),
            url=f"{reverse('selection', args=[edition.slug])}?state=submitted&scores=all",
            button=_("Decide"),
            due=end_of(call.results_by, edition) if call.results_by else None,
            zone=edition.timezone,
        )
