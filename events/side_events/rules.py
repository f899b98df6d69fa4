"""What a proposal needs before it can be submitted."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from events.calls.models import Call
from events.side_events.models import Proposal, ProposalStatus
from forum.kit import dates

MOST_OBJECTIVES = 3
WHO, TITLE, CONTENT, TIME, CHECK = "who", "title", "content", "time", "check"


@dataclass(frozen=True)
class Missing:
    """What is still to correct: on which step, at which field, with the cure."""

    step: str
    field: str
    text: str


def missing(proposal: Proposal) -> list[Missing]:
    found = []

    def need(fine: Any, step: str, field: str, text: str) -> None:
        if not fine:
            found.append(Missing(step, field, text))

    call = proposal.call
    may_apply = {each.pk for each in call.may_apply.all()}
    need(
        not may_apply or proposal.organisation.category_id in may_apply,
        WHO,
        "organisation",
        _("This call is not for %(category)s. See who may apply.") % {"category": proposal.organisation.category},
    )
    need(
        not proposal.organisation.category_is_claim,
        WHO,
        "organisation",
        _("The secretariat has not confirmed this category yet: %(category)s. You are mailed when it has.")
        % {"category": proposal.organisation.category},
    )
    need(proposal.title, TITLE, "title", _("Write a title."))
    need(proposal.format, TITLE, "format", _("Choose a format."))
    need(proposal.mode, TITLE, "mode", _("Choose how people take part."))
    need(proposal.speakers, TITLE, "speakers", _("Name the speakers you have in mind, or whom you will ask."))
    length = len(proposal.description)
    need(
        length >= call.description_least,
        CONTENT,
        "description",
        _("%(length)s characters. Write at least %(shortest)s.")
        % {"length": length, "shortest": call.description_least},
    )
    chosen = len(proposal.objectives.all())
    need(
        1 <= chosen <= MOST_OBJECTIVES,
        CONTENT,
        "objectives",
        _("Choose one to three. You chose %(count)s.") % {"count": chosen} if chosen else _("Choose one to three."),
    )
    need(proposal.policy_intervention, CONTENT, "policy_intervention", _("Name the policy intervention you expect."))
    need(proposal.windows or not call.windows, TIME, "windows", _("Choose at least one window."))
    need(proposal.days, TIME, "days", _("Choose at least one day."))
    return found


def too_late(call: Call) -> str:
    """In the words of the refusal; empty while proposals are taken."""
    zone = call.edition.timezone
    if call.is_over and call.closes_at:
        return _("The call closed on %(moment)s. Your draft stays on your desk.") % {
            "moment": dates.at(call.closes_at, zone)
        }
    if not call.is_open and call.opens_at:
        return _("The call opens on %(moment)s. Your draft stays on your desk.") % {
            "moment": dates.at(call.opens_at, zone)
        }
    return "" if call.is_open else _("This call takes no proposals.")


def too_many(proposal: Proposal) -> str:
    others = Proposal.objects.filter(call=proposal.call, organisation=proposal.organisation).exclude(pk=proposal.pk)
    sent = others.exclude(status__in=[ProposalStatus.DRAFT, ProposalStatus.WITHDRAWN]).count()
    if sent < proposal.call.max_per_lead:
        return ""
    return _("%(organisation)s has submitted %(count)s proposals, as many as one lead may. Withdraw one first.") % {
        "organisation": proposal.organisation,
        "count": sent,
    }
