"""The pages of a reviewer: what to score, and one proposal to score."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.selection.actions import declare_conflict, score
from events.selection.exports import REVIEWS as OWN
from events.selection.forms import ConflictForm, DecisionForm, ScoreForm
from events.side_events.forms import window_words
from events.side_events.reviews import Review
from events.side_events.versions import last_changes
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, status_of
from forum.kit.exports import exported
from forum.kit.refusals import Refused

REVIEWS = Review.objects.select_related(
    "proposal__edition__series", "proposal__call__edition", "proposal__organisation__category", "reviewer"
)


@require_safe
def review_list(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = fetch(request.user, "review_side_events", Edition.objects.select_related("series"), slug=edition)
    reviews = list(REVIEWS.filter(reviewer=request.user, proposal__edition=found).order_by("scored_at", "pk"))
    if file := exported(request, OWN, reviews, about=edition):
        return file
    context = edition_page(
        request,
        found,
        "manage-review",
        call=reviews[0].proposal.call if reviews else None,
        waiting=[each for each in reviews if each.is_due and each.proposal.status == "submitted"],
        done=[each for each in reviews if each.scored_at is not None and not each.conflict],
        returned=[each for each in reviews if each.conflict],
        zone=found.timezone,
    )
    return render(request, "events/selection/reviews.html", context)


def own_review(request: HttpRequest, verb: str, edition: str, reference: str) -> Review:
    own = REVIEWS.filter(reviewer_id=request.user.pk)
    return fetch(request.user, verb, own, proposal__edition__slug=edition, proposal__reference=reference)


@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Visible and permitted only to the reviewer it was given to, without a tie to any organiser."""
    found = own_review(request, "score", edition, reference)
    form = ScoreForm(request.POST if request.method == "POST" else None, review=found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                score(
                    found,
                    by=request.user,
                    points=form.points(),
                    words=form.words(),
                    comment=said["comment"],
                    version=said["version"],
                )
                messages.success(request, _("Scores saved. You may change them until the decision."))
                return redirect("review_list", edition)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
                status = refused.status
    return page(request, found, form, status=status)


def page(
    request: HttpRequest,
    found: Review,
    form: ScoreForm,
    *,
    conflict_form: ConflictForm | None = None,
    status: int = 200,
) -> HttpResponse:
    proposal = found.proposal
    asking = may(request.user, "ask_changes", proposal) and proposal.can_move("ask_changes")
    context = edition_page(
        request,
        proposal.edition,
        "manage-review",
        review=found,
        proposal=proposal,
        call=proposal.call,
        form=form,
        open=proposal.status == "submitted" and not found.conflict,
        anonymous=proposal.call.anonymous_review,
        conflict_form=conflict_form or ConflictForm(initial={"version": found.version}),
        ask_form=DecisionForm(proposal=proposal, user=request.user) if asking else None,
        zone=proposal.edition.timezone,
        windows=[window_words(each) for each in proposal.call.windows_said if each["code"] in proposal.windows],
        changes=last_changes(proposal, anonymous=proposal.call.anonymous_review),
    )
    return render(request, "events/selection/review.html", context, status=status)


@require_POST
def review_conflict(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """The reviewer hands it back; somebody else gets it."""
    found = own_review(request, "declare_conflict", edition, reference)
    form = ConflictForm(request.POST)
    if attempt(
        form, lambda: declare_conflict(found, by=request.user, words=form.cleaned_data["words"], version=version(form))
    ):
        messages.success(request, _("Handed back. The officers are told, and somebody else scores it."))
        return redirect("review_list", edition)
    return page(request, found, ScoreForm(review=found), conflict_form=form, status=status_of(form))


def version(form: ConflictForm) -> int:
    return int(form.cleaned_data["version"])
