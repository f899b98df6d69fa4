"""The pages on which a proposal is written: one step a page, each saved as a draft."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.organisations.models import Organisation
from events.calls.kinds import CallRule
from events.calls.models import Call
from events.side_events.actions import save, start, submit
from events.side_events.forms import STEP_FORMS, StartForm, StepForm, window_words
from events.side_events.likeness import alike
from events.side_events.models import Proposal, ProposalStatus
from events.side_events.rules import (
    CHECK,
    CONTENT,
    TIME,
    TITLE,
    WHO,
    Missing,
    answers_in_time,
    missing,
    refusals,
    too_late,
    too_late_for,
    too_many,
)
from forum.editions.pages import edition_page
from forum.kit import clock, dates
from forum.kit.access import fetch
from forum.kit.answers import posted_version, say_stale
from forum.kit.refusals import Refused
from forum.undo.offers import say

STEPS = {
    WHO: gettext_lazy("Who organises"),
    TITLE: gettext_lazy("Title and format"),
    CONTENT: gettext_lazy("Content and outcome"),
    TIME: gettext_lazy("Time and place"),
    CHECK: gettext_lazy("Check and submit"),
}
ORDER = list(STEPS)
CALLS = Call.objects.select_related("edition__series").prefetch_related("criteria", "may_apply", "questions")
PROPOSALS = Proposal.objects.select_related(
    "edition__series", "call__edition", "organisation__category", "organisation__country", "session__room"
)


def proposal_of(request: HttpRequest, verb: str, edition: str, reference: str) -> Proposal:
    return fetch(request.user, verb, PROPOSALS, edition__slug=edition, reference=reference)


def step_url(proposal: Proposal, step: str) -> str:
    return reverse("proposal_step", args=[proposal.edition.slug, proposal.reference, step])


def page(request: HttpRequest, call: Call, step: str, proposal: Proposal | None, **context: Any) -> dict[str, Any]:
    here = ORDER.index(step)
    rows = [
        {"title": title, "state": "now" if name == step else "done" if place < here else "todo"}
        for place, (name, title) in enumerate(STEPS.items())
    ]
    return edition_page(
        request,
        call.edition,
        "side-events",
        call=call,
        proposal=proposal,
        steps=rows,
        number=here + 1,
        step_title=STEPS[step],
        back=step_url(proposal, ORDER[here - 1]) if proposal and here else "",
        saved_at=proposal.saved_at if proposal else None,
        closes=closing_words(call),
        **context,
    )


def closing_words(call: Call) -> str:
    if call.is_open and call.closes_at:
        zone = call.edition.timezone
        words = {"when": dates.relative(call.closes_at, zone).lower(), "moment": dates.at(call.closes_at, zone)}
        return _("closes %(when)s (%(moment)s)") % words
    return ""


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_new(request: HttpRequest, edition: str) -> HttpResponse:
    call = fetch(request.user, "view", CALLS, edition__slug=edition)
    mine = Organisation.objects.acted_for_by(request.user)
    status = 200
    form = StartForm(request.POST if request.method == "POST" else None, call=call, user=request.user)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                organisers = {name: said[name] for name in ("organisation", "co_organisers")}
                proposal = start(call, by=request.user, **organisers)
                return redirect(step_url(proposal, TITLE))
            except Refused as refused:
                form.add_error(None, str(refused.message))
                status = refused.status
    context = page(request, call, WHO, None, form=form, may_lead=mine.exists(), late=too_late(call))
    return render(request, "events/side_events/step.html", context, status=status)


def step_form(request: HttpRequest, proposal: Proposal, step: str) -> StepForm:
    if step not in STEP_FORMS:
        raise Http404(step)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return STEP_FORMS[step](data, files, call=proposal.call, user=request.user, proposal=proposal)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_step(request: HttpRequest, edition: str, reference: str, step: str) -> HttpResponse:
    """Saves what is there, then says what is missing; only a complete step goes on."""
    proposal = proposal_of(request, "edit", edition, reference)
    if not proposal.is_editable:
        messages.info(request, _("This proposal was submitted. It can change again only when changes are asked for."))
        return redirect(proposal)
    if step == CHECK:
        return redirect(proposal) if proposal.status == ProposalStatus.SUBMITTED else check(request, proposal)
    form = step_form(request, proposal, step)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                save(proposal, by=request.user, version=form.cleaned_data["version"], **form.kept())
                found = refusals(missing(fresh(proposal)))
                here = [each for each in found if each.step == step and each.field in form.fields]
                if not here:
                    return redirect(step_url(proposal, ORDER[ORDER.index(step) + 1]))
                form = with_errors(request, proposal, step, here)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
                status = refused.status
        else:
            say_stale(form, proposal.version)
    context = page(request, proposal.call, step, proposal, form=form)
    return render(request, "events/side_events/step.html", context, status=status)


def fresh(proposal: Proposal) -> Proposal:
    return PROPOSALS.get(pk=proposal.pk)


def with_errors(request: HttpRequest, proposal: Proposal, step: str, found: list[Missing]) -> StepForm:
    """The form as it was sent, with the version that was just saved."""
    data = request.POST.copy()
    data["version"] = str(proposal.version)
    form = STEP_FORMS[step](data, None, call=proposal.call, user=request.user, proposal=proposal)
    form.is_valid()
    for each in found:
        form.add_error(each.field, each.text)
    return form


@login_required
@require_POST
def proposal_autosave(request: HttpRequest, edition: str, reference: str, step: str) -> JsonResponse:
    """What is valid is kept; files and invitations wait until the step is sent."""
    proposal = proposal_of(request, "edit", edition, reference)
    form = step_form(request, proposal, step)
    if step == WHO or proposal.status == ProposalStatus.SUBMITTED or not form.is_valid():
        return JsonResponse({"version": proposal.version}, status=422)
    kept = {name: value for name, value in form.kept().items() if name != "concept_note"}
    try:
        save(proposal, by=request.user, version=form.cleaned_data["version"], **kept)
    except Refused as refused:
        return JsonResponse({"refused": str(refused.message)}, status=refused.status)
    zone = request.reader_zone or proposal.edition.timezone  # type: ignore[attr-defined]
    return JsonResponse({"saved_at": dates.clock(clock.now(), zone), "version": proposal.version})


def check(request: HttpRequest, proposal: Proposal, refusal: str = "", status: int = 200) -> HttpResponse:
    found = [
        {"text": each.text, "url": step_url(proposal, each.step), "step": STEPS[each.step], "refuses": each.refuses}
        for each in missing(proposal)
    ]
    many = too_many(proposal)
    refusal = refusal or too_late_for(proposal) or (many if proposal.call.refuses(CallRule.MANY) else "")
    warnings = [each["text"] for each in found if not each["refuses"]]
    if proposal.call.is_over and not refusal and not answers_in_time(proposal):
        warnings.append(_("The call has closed. The proposal is marked as late."))
    if many and not refusal:
        warnings.append(many)
    windows = [window_words(each) for each in proposal.call.windows_said if each["code"] in proposal.windows]
    context = page(
        request,
        proposal.call,
        CHECK,
        proposal,
        missing=[each for each in found if each["refuses"]],
        warnings=warnings,
        likes=alike(proposal),
        refusal=refusal,
        windows=windows,
    )
    return render(request, "events/side_events/check.html", context, status=status)


@login_required
@require_POST
def proposal_submit(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    proposal = proposal_of(request, "submit", edition, reference)
    try:
        submit(proposal, by=request.user, version=posted_version(request))
    except Refused as refused:
        return check(request, fresh(proposal), str(refused.message), refused.status)
    zone, call = proposal.edition.timezone, proposal.call
    words = {"moment": dates.clock(clock.now(), zone), "city": dates.city(zone)}
    fact = _("Proposal submitted, %(moment)s in %(city)s.") % words
    promise = _("You will hear by %(day)s.") % {"day": dates.day(call.results_by)} if call.results_by else ""
    say(request, fact, proposal, promise)
    return redirect(proposal)
