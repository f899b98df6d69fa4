"""What a proposal needs before it can be submitted."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.calls.kinds import CallRule, QuestionKind
from events.calls.models import Call, end_of
from events.sessions.kinds import RoleKind
from events.side_events.models import CoOrganiserState, Proposal, ProposalStatus
from forum.kit import clock, dates
from forum.kit.lists import listed

WHO, TITLE, CONTENT, TIME, CHECK = "who", "title", "content", "time", "check"


@dataclass(frozen=True)
class Missing:
    """What is still to correct: on which step, at which field, with the cure. A rule of the call may only warn."""

    step: str
    field: str
    text: str
    rule: str = ""
    refuses: bool = True


def missing(proposal: Proposal) -> list[Missing]:
    return [*of_organisers(proposal), *of_the_event(proposal), *of_the_content(proposal), *of_the_time(proposal)]


def refusals(found: list[Missing]) -> list[Missing]:
    return [each for each in found if each.refuses]


def rule_of(call: Call, rule: CallRule, step: str, field: str, text: str) -> Missing:
    return Missing(step, field, text, rule, call.refuses(rule))


def of_organisers(proposal: Proposal) -> list[Missing]:
    call, category = proposal.call, proposal.organisation.category
    found = []
    may_apply = {each.pk for each in call.may_apply.all()}
    if may_apply and proposal.organisation.category_id not in may_apply:
        text = _("This call is not for %(category)s. See who may apply.") % {"category": category}
        found.append(Missing(WHO, "organisation", text))
    if proposal.organisation.category_is_claim:
        text = _("The secretariat has not confirmed this category yet: %(category)s. You are mailed when it has.")
        found.append(Missing(WHO, "organisation", text % {"category": category}))
    named = [each for each in proposal.co_organisers.all() if each.role != RoleKind.LEAD]
    with_it = [each for each in named if each.answer != CoOrganiserState.DECLINED]
    if not call.co_organisers_least <= len(with_it) <= call.co_organisers_most:
        text = _("The call asks for %(least)s to %(most)s co-organisers. You named %(count)s who have not declined.")
        limits = {"least": call.co_organisers_least, "most": call.co_organisers_most, "count": len(with_it)}
        found.append(rule_of(call, CallRule.CO_ORGANISERS, WHO, "co_organisers", text % limits))
    silent = [str(each.organisation) for each in with_it if each.answer == CoOrganiserState.INVITED]
    if silent:
        text = ngettext(
            "%(names)s has not answered yet. Only who confirms stands in the programme.",
            "%(names)s have not answered yet. Only who confirms stands in the programme.",
            len(silent),
        )
        found.append(rule_of(call, CallRule.ANSWERED, WHO, "co_organisers", text % {"names": listed(silent)}))
    return found


def of_the_event(proposal: Proposal) -> list[Missing]:
    call = proposal.call
    needed = [
        (proposal.title, "title", _("Write a title.")),
        (proposal.format, "format", _("Choose a format.")),
        (
            not call.formats or not proposal.format or proposal.format in call.formats,
            "format",
            _("The call does not offer this format. Choose another."),
        ),
        (proposal.mode, "mode", _("Choose how people take part.")),
        (
            not call.modes or not proposal.mode or proposal.mode in call.modes,
            "mode",
            _("The call does not offer this way to take part. Choose another."),
        ),
        (not call.languages or proposal.spoken, "spoken", _("Choose the language of the event.")),
        (
            proposal.speakers or proposal.panel.all(),
            "speakers",
            _("Name the speakers you have in mind, or whom you will ask."),
        ),
    ]
    return [Missing(TITLE, field, text) for fine, field, text in needed if not fine]


def of_the_content(proposal: Proposal) -> list[Missing]:
    call = proposal.call
    found = []
    length, least, most = len(proposal.description), call.description_least, call.description_most
    if length < least:
        text = _("%(length)s characters. Write at least %(shortest)s.") % {"length": length, "shortest": least}
        found.append(rule_of(call, CallRule.LENGTH, CONTENT, "description", text))
    if length > most:
        text = _("%(length)s characters. Write at most %(longest)s.") % {"length": length, "longest": most}
        found.append(rule_of(call, CallRule.LENGTH, CONTENT, "description", text))
    chosen = len(proposal.objectives.all())
    if not call.objectives_least <= chosen <= call.objectives_most:
        found.append(rule_of(call, CallRule.OBJECTIVES, CONTENT, "objectives", objectives_words(call, chosen)))
    answered = {each.question_id for each in proposal.answers.all()}
    for question in call.questions.all():
        if not question.is_required:
            continue
        if question.kind == QuestionKind.POLICY:
            if not proposal.policy_intervention:
                text = _("Name the policy intervention you expect.")
                found.append(Missing(CONTENT, "policy_intervention", text))
        elif question.kind == QuestionKind.LENS:
            if not proposal.lenses.all():
                found.append(Missing(CONTENT, "lenses", _("Choose at least one lens.")))
        elif question.pk not in answered:
            text = _("Answer the question: %(question)s") % {"question": question}
            found.append(Missing(CONTENT, f"question_{question.pk}", text))
    return found


def objectives_words(call: Call, chosen: int) -> str:
    limits = {"least": call.objectives_least, "most": call.objectives_most, "count": chosen}
    if (call.objectives_least, call.objectives_most) == (1, 3):
        return _("Choose one to three. You chose %(count)s.") % limits if chosen else _("Choose one to three.")
    return _("Choose %(least)s to %(most)s objectives. You chose %(count)s.") % limits


def of_the_time(proposal: Proposal) -> list[Missing]:
    found = []
    if proposal.call.windows and not proposal.windows:
        found.append(Missing(TIME, "windows", _("Choose at least one window.")))
    if not proposal.days:
        found.append(Missing(TIME, "days", _("Choose at least one day.")))
    return found


def too_late(call: Call) -> str:
    """In the words of the refusal; empty while proposals are taken. A call may take them late and say so."""
    zone = call.edition.timezone
    if call.is_over and call.closes_at:
        if not call.refuses(CallRule.LATE):
            return ""
        return _("The call closed on %(moment)s. Your draft stays on your desk.") % {
            "moment": dates.at(call.closes_at, zone)
        }
    if not call.is_open and call.opens_at:
        return _("The call opens on %(moment)s. Your draft stays on your desk.") % {
            "moment": dates.at(call.opens_at, zone)
        }
    return "" if call.is_open else _("This call takes no proposals.")


def answers_in_time(proposal: Proposal) -> bool:
    """What was asked for is answered by the day that was given."""
    asked = proposal.status == ProposalStatus.CHANGES_REQUESTED and proposal.answer_by
    return bool(asked) and clock.now() <= end_of(proposal.answer_by, proposal.edition)  # type: ignore[arg-type]


def too_late_for(proposal: Proposal) -> str:
    if answers_in_time(proposal):
        return ""
    late = too_late(proposal.call)
    if late and proposal.answer_by:
        return _("The answer was due on %(day)s, and the call has closed. Write to the officers of the programme.") % {
            "day": dates.day(proposal.answer_by)
        }
    return late


def passed(proposal: Proposal, found: list[Missing]) -> list[str]:
    """The rules that this submission breaks where the call only warns."""
    rules = {each.rule for each in found if each.rule}
    if proposal.call.is_over and not answers_in_time(proposal):
        rules.add(CallRule.LATE)
    if too_many(proposal):
        rules.add(CallRule.MANY)
    return [str(rule) for rule in CallRule.values if rule in rules]


def too_many(proposal: Proposal) -> str:
    others = Proposal.objects.filter(call=proposal.call, organisation=proposal.organisation).exclude(pk=proposal.pk)
    over = [ProposalStatus.DRAFT, ProposalStatus.WITHDRAWN, ProposalStatus.MERGED]
    sent = others.exclude(status__in=over).count()
    if sent < proposal.call.max_per_lead:
        return ""
    return _("%(organisation)s has submitted %(count)s proposals, as many as one lead may. Withdraw one first.") % {
        "organisation": proposal.organisation,
        "count": sent,
    }
