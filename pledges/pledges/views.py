"""Writing a pledge and sending it on its way."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.organisations.models import Organisation
from forum.kit import clock, dates
from forum.kit.access import fetch
from forum.kit.answers import attempt, posted, posted_version, status_of
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.kit.uploads import download
from forum.undo.offers import say
from pledges.pledges import actions
from pledges.pledges.forms import BeginForm, PledgeForm
from pledges.pledges.models import Attachment, Pledge
from pledges.pledges.readiness import PARTNERS, shortcomings
from pledges.pledges.short_forms import AmendForm, ReasonForm


def pledge_page(pledge: Pledge, **context: Any) -> dict[str, Any]:
    """The frame of every page about one pledge: its series' colour, the rehearsal mark."""
    return {
        "pledge": pledge,
        "nav": "pledges",
        "series": pledge.edition.series.slug,
        "rehearsal": pledge.edition.is_rehearsal,
        **context,
    }


def refuse(form: Any, refusal: Refused) -> int:
    """Shows a refusal at its field; the status to answer with."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.message))
    return 409 if isinstance(refusal, ChangedMeanwhile) else 422


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    form = BeginForm(request.POST or None, user=request.user, initial={"edition": request.GET.get("edition", "")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = form.cleaned_data
            try:
                pledge = actions.add(data["edition"], data["organisation"], by=request.user, title=data["title"])
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("Draft begun. Nobody but your organisation sees it until you submit it."))
                return redirect("pledge_edit", pledge.pk)
    mine = Organisation.objects.acted_for_by(request.user).exists()
    return render(request, "pledges/pledges/begin.html", {"form": form, "mine": mine, "nav": "pledges"}, status=status)


def known(request: HttpRequest, verb: str, pk: int) -> Pledge:
    pledges = Pledge.objects.select_related("edition__series", "organisation", "matched", "attachment")
    return fetch(request.user, verb, pledges, pk=pk)


@transaction.atomic
def save(form: PledgeForm, by: Any) -> None:
    pledge = form.pledge
    actions.edit(
        pledge,
        by=by,
        changes={**form.changes, "saved_at": clock.now()},
        related=form.related,
        contacts=form.contacts,
        steps=form.steps,
        version=form.cleaned_data["version"],
    )
    file = form.cleaned_data["attachment"]
    if file and form.checked:
        actions.attach(pledge, by=by, file=(file, form.checked))
    elif form.cleaned_data.get("remove_attachment"):
        actions.attach(pledge, by=by, file=None)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, "edit", pk)
    if pledge.status not in actions.OPEN_FOR_EDITING:
        messages.info(request, _("This pledge cannot be edited now. It shows below where it stands."))
        return redirect(pledge)
    if request.method != "POST":
        return form_page(request, PledgeForm(pledge=pledge), 200)
    form = PledgeForm(request.POST, request.FILES, pledge=pledge)
    by_script = request.headers.get("Accept") == "application/json"
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422) if by_script else form_page(request, form, 422)
    try:
        save(form, request.user)
    except Refused as refusal:
        status = refuse(form, refusal)
        return JsonResponse({"errors": form.errors}, status=status) if by_script else form_page(request, form, status)
    if by_script:
        saved = dates.clock(pledge.saved_at, request.reader_zone or "UTC")  # type: ignore[attr-defined]
        return JsonResponse({"saved_at": saved, "version": pledge.version})
    if "check" not in request.POST:
        messages.success(request, _("Draft saved."))
        return redirect("pledge_edit", pledge.pk)
    missing = [each for each in shortcomings(pledge) if each.field != PARTNERS]
    if not missing:
        return redirect(pledge)
    again = request.POST.copy()
    again["version"] = str(pledge.version)
    form.data = again
    for each in missing:
        refuse(form, each)
    return form_page(request, form, 422)


def form_page(request: HttpRequest, form: PledgeForm, status: int) -> HttpResponse:
    return render(request, "pledges/pledges/edit.html", pledge_page(form.pledge, form=form), status=status)


@login_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, "submit", pk)
    entry = actions.submit(pledge, by=request.user, version=posted_version(request))
    moment = dates.at(entry.at, pledge.edition.timezone)
    fact = _("Pledge submitted, %(moment)s.") % {"moment": moment}
    say(request, fact, pledge, _("The pledge officer reads it and answers."))
    return redirect(pledge)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, "withdraw", pk)
    form = ReasonForm(request.POST or None, initial={"version": pledge.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.withdraw(pledge, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                say(request, _("Pledge withdrawn."), pledge, _("Your reason stands on its page."))
                return redirect(pledge)
    return render(request, "pledges/pledges/withdraw.html", pledge_page(pledge, form=form), status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, "amend", pk)
    initial = {name: getattr(pledge, name) for name in ("version", "title", "target_date")}
    form = AmendForm(posted(request), initial=initial)
    if attempt(form, lambda: actions.amend(pledge, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Changed. The page shows what it said before, and your reason."))
        return redirect(pledge)
    return render(request, "pledges/pledges/amend.html", pledge_page(pledge, form=form), status=status_of(form))


@login_required
@require_POST
def meet(request: HttpRequest, pk: int) -> HttpResponse:
    pledge = known(request, "meet", pk)
    actions.meet(pledge, request.POST.get("step", ""), by=request.user)
    messages.success(request, _("Step marked as done. An update can say more."))
    return redirect(pledge)


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    pledge = known(request, "view", pk)
    held = get_object_or_404(Attachment, pledge=pledge)
    return download(held.file, held.name)
