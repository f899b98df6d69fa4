"""One proposal of the queue, and the decision on it."""

from statistics import pstdev
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.accreditation.standing import is_accredited
from events.selection.forms import DecisionForm, ReviewerForm
from events.side_events import actions
from events.side_events.forms import window_words
from events.side_events.joining import OPEN, mergers_of
from events.side_events.likeness import alike
from events.side_events.models import Proposal
from events.side_events.notices import organisers
from events.side_events.permissions import is_tied, reads
from events.side_events.progress import next_of, since_of, state_of
from events.side_events.proposing import PROPOSALS
from events.side_events.reviewers import assign
from events.side_events.reviews import Review
from events.side_events.versions import last_changes
from events.side_events.views import history
from forum.editions.pages import edition_page
from forum.history.acts import permit
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, status_of
from forum.kit.refusals import Refused
from forum.undo.offers import say

KINDS = {
    "select": "proposal_selected",
    "reserve": "proposal_reserve",
    "ask_changes": "proposal_changes_requested",
    "decline": "proposal_declined",
}
DONE = {
    "select": lambda: _("Selected."),
    "reserve": lambda: _("Put on the reserve."),
    "ask_changes": lambda: _("Changes asked for."),
    "decline": lambda: _("Declined."),
}
WITH_SCORES = PROPOSALS.prefetch_related(
    Prefetch("reviews", Review.objects.select_related("reviewer").prefetch_related("scores")),
    "co_organisers__organisation",
    "objectives",
    "lenses",
)


def detail(
    request: HttpRequest, proposal: Proposal, form: DecisionForm | None = None, status: int = 200
) -> HttpResponse:
    form = form or DecisionForm(proposal=proposal, user=request.user)
    reviews = list(proposal.reviews.all())
    points = {each.pk: {score.criterion_id: score.points for score in each.scores.all()} for each in reviews}
    words = {each.pk: {one.criterion_id: one.comment for one in each.scores.all()} for each in reviews}
    means = [each.mean for each in reviews if each.counts and each.mean is not None]
    context = edition_page(
        request,
        proposal.edition,
        "manage-side-events",
        proposal=proposal,
        call=proposal.call,
        state=state_of(proposal),
        since=since_of(proposal),
        next=next_of(proposal),
        form=form,
        reviews=reviews,
        score_rows=[
            {
                "criterion": each,
                "points": [points[review.pk].get(each.pk) for review in reviews],
                "words": [(review, said) for review in reviews if (said := words[review.pk].get(each.pk))],
            }
            for each in proposal.call.criteria.all()
        ],
        set_aside=any(each.set_aside_at for each in reviews),
        mean=sum(means) / len(means) if means else None,
        apart=max(means) - min(means) if len(means) > 1 else None,
        deviation=pstdev(means) if len(means) > 1 else None,
        accredited=is_accredited(proposal.organisation, proposal.edition),
        tied=is_tied(request.user, proposal),
        sees_scores=reads(request.user, proposal) and not is_tied(request.user, proposal),
        may_assign=may(request.user, "assign", proposal),
        may_schedule=may(request.user, "schedule", proposal) and may_be_placed(proposal),
        entries=history(proposal),
        zone=proposal.edition.timezone,
        windows=[window_words(each) for each in proposal.call.windows_said if each["code"] in proposal.windows],
        changes=last_changes(proposal),
        mergers=mergers_of(proposal),
        likes=alike(proposal) if proposal.status in OPEN else [],
        merge_url=reverse("proposal_merge", args=[proposal.edition.slug, proposal.reference]),
    )
    return render(request, "events/selection/proposal.html", context, status=status)


def may_be_placed(proposal: Proposal) -> bool:
    return proposal.session is not None and proposal.session.status in ("draft", "scheduled", "published")


def proposal_to(request: HttpRequest, verb: str, edition: str, reference: str) -> Proposal:
    return fetch(request.user, verb, WITH_SCORES, edition__slug=edition, reference=reference)


def proposal_to_decide(request: HttpRequest, verb: str, edition: str, reference: str) -> Proposal:
    """A reviewer who may not know who applies may still ask for changes."""
    mine = Review.objects.visible_to(request.user).filter(reviewer_id=request.user.pk, conflict="")
    if (
        verb != "ask_changes"
        or not mine.filter(proposal__edition__slug=edition, proposal__reference=reference).exists()
    ):
        return proposal_to(request, verb, edition, reference)
    proposal = WITH_SCORES.get(edition__slug=edition, reference=reference)
    permit(verb, proposal, request.user)
    return proposal


@require_safe
def selection_proposal(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    return detail(request, proposal_to(request, "manage", edition, reference))


@require_POST
def selection_check(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Shows the mail and what changes; nothing is done yet."""
    proposal = proposal_to(request, "manage", edition, reference)
    form = DecisionForm(request.POST, proposal=proposal, user=request.user)
    if not form.is_valid():
        return detail(request, proposal, form, 422)
    if "back" in request.POST:
        return detail(request, proposal, form)
    said = form.cleaned_data
    verb = said["outcome"]
    if verb in ("select", "reserve"):
        try:
            actions.need_scores(proposal)
        except Refused as refused:
            form.add_error(None, str(refused.message))
            return detail(request, proposal, form, refused.status)
    people = organisers(proposal)
    if said["answer_by"]:
        proposal.answer_by = said["answer_by"]
    url = request.build_absolute_uri(proposal.get_absolute_url())
    words = {"proposal": proposal, "call": proposal.call, "edition": proposal.edition, "reason": said["reason"]}
    mail = {**words, "url": url, "recipient": {"name": _("(name)")}}
    context = edition_page(
        request,
        proposal.edition,
        "manage-side-events",
        proposal=proposal,
        call=proposal.call,
        said=said,
        word=dict(form.fields["outcome"].choices)[verb],  # type: ignore[attr-defined]
        action=reverse(f"proposal_{verb}", args=[edition, reference]),
        people=people,
        takes_place=verb == "select",
        subject=render_to_string(f"emails/{KINDS[verb]}/subject.txt", mail).strip(),
        body=render_to_string(f"emails/{KINDS[verb]}/body.txt", mail).strip(),
        danger=verb == "decline",
    )
    return render(request, "events/selection/check.html", context)


@require_POST
def decide(request: HttpRequest, edition: str, reference: str, verb: str) -> HttpResponse:
    proposal = proposal_to_decide(request, verb, edition, reference)
    form = DecisionForm({**request.POST.dict(), "outcome": verb}, proposal=proposal, user=request.user)
    officer = may(request.user, "manage", proposal)
    if not form.is_valid() and officer:
        return detail(request, proposal, form, 422)
    if not form.is_valid():
        messages.error(request, " ".join(str(each) for errors in form.errors.values() for each in errors))
        return redirect("review", edition, reference)
    said = form.cleaned_data
    more: dict[str, Any] = {"answer_by": said["answer_by"]} if verb == "ask_changes" else {}
    try:
        acts = getattr(actions, verb)
        acts(proposal, by=request.user, reason=said["reason"], version=said["version"], **more)
    except Refused as refused:
        if not officer:
            messages.error(request, str(refused.message))
            return redirect("review", edition, reference)
        current = proposal_to(request, verb, edition, reference)
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return detail(request, current, form, refused.status)
    say(request, DONE[verb](), proposal)
    if not officer:
        return redirect("review_list", edition)
    return redirect("selection_proposal", edition, reference)


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_reviewers(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    proposal = proposal_to(request, "assign", edition, reference)
    form = ReviewerForm(posted(request), proposal=proposal)
    if attempt(form, lambda: assign(proposal, by=request.user, **form.cleaned_data)):
        name = form.cleaned_data["reviewer"]
        messages.success(request, _("Given to %(name)s. The reviewer is told by mail.") % {"name": name})
        return redirect("selection_proposal", edition, reference)
    context = edition_page(
        request,
        proposal.edition,
        "manage-side-events",
        proposal=proposal,
        form=form,
        reviews=proposal.reviews.all(),
        none_free=not form.fields["reviewer"].queryset.exists(),  # type: ignore[attr-defined]
    )
    return render(request, "events/selection/reviewers.html", context, status=status_of(form))
