"""The page of a pledge, and the acts that its updates live from."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Prefetch
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.organisations.models import Organisation
from forum.kit.access import fetch, may
from forum.kit.refusals import Refused
from forum.kit.uploads import download
from forum.links.reading import linked, links_of
from forum.pages.public import public_page
from pledges.partners.models import Partner
from pledges.pledges.actions import OPEN_FOR_EDITING
from pledges.pledges.choices import PledgeStatus
from pledges.pledges.models import Amendment, Pledge, PledgeObjective
from pledges.pledges.readiness import held_up, shortcomings
from pledges.pledges.schedule import milestones_of
from pledges.pledges.views import pledge_page, refuse
from pledges.progress import actions
from pledges.progress.forms import CheckForm, ReplyForm, ReportForm, checkers
from pledges.progress.life import life
from pledges.progress.models import Check, Outcome, Update
from pledges.progress.timeline import happenings, is_silent, steps_of, unanswered_asks, updates_of

PLEDGES = Pledge.objects.select_related(
    "edition__series", "organisation__category", "category", "matched__edition", "matched__organisation", "attachment"
)
NAMED = Prefetch("pledge_objectives", PledgeObjective.objects.select_related("objective"))
WHOLE = PLEDGES.prefetch_related(NAMED, "principles", "lenses", "countries").annotate(
    is_matched=Exists(Pledge.objects.filter(matched=OuterRef("pk"))),
    is_amended=Exists(Amendment.objects.filter(pledge=OuterRef("pk"))),
    is_linked=Exists(links_of(Pledge._meta.label_lower, OuterRef("pk"))),
)  # what few pledges have is asked for where it is


@public_page()
@require_safe
def pledge(request: HttpRequest, reference: str) -> HttpResponse:
    return page(request, fetch(request.user, "view", WHOLE.all(), reference=reference))


@login_required
@require_safe
def unpublished(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch(request.user, "view", WHOLE.all(), pk=pk)
    return redirect(found) if found.reference else page(request, found)


def page(request: HttpRequest, found: Pledge) -> HttpResponse:
    user, updates, milestones = request.user, updates_of(found), list(milestones_of(found).select_related("edition"))
    unanswered = unanswered_asks(found, milestones)
    may_edit = may(user, "edit", found) and found.status in OPEN_FOR_EDITING
    mine = Partner.objects.named_to(user).filter(pledge=found).select_related("organisation").first()
    verified = any(check.outcome == Outcome.VERIFIED for update in updates for check in update.checks.all())
    context: dict[str, Any] = {
        "objectives": found.pledge_objectives.all(),
        "partners": [
            partner
            for partner in found.partners.select_related("organisation")
            if may_edit or partner.status == "confirmed" or (partner.status == "invited" and not found.reference)
        ],
        "matches": Pledge.objects.public().filter(matched=found).select_related("organisation")
        if found.is_matched  # type: ignore[attr-defined]
        else (),
        "steps": steps_of(milestones),
        "life": life(found, updates),
        "happenings": happenings(found, updates, unanswered, found.amendments.all() if found.is_amended else ()),  # type: ignore[attr-defined]
        "updates": updates,
        "verified": verified,
        "silent": is_silent(unanswered),
        "links": linked(found, user) if found.is_linked else [],  # type: ignore[attr-defined]
        "may_edit": may_edit,
        "missing": shortcomings(found) if may_edit else [],
        "held_up": held_up(found) if may_edit or found.status == PledgeStatus.SUBMITTED else None,
        "names": names_for(found) if may_edit else [],
        "my_partner": mine,
        "may_amend": may(user, "amend", found) and found.status == PledgeStatus.PUBLISHED and not found.is_archive,
        "may_withdraw": may(user, "withdraw", found) and found.can_move("withdraw") and not found.is_archive,
        "may_report": may(user, "report", found) and found.status == PledgeStatus.PUBLISHED,
        "may_check": may_check(user, found, updates),
        "may_reply": found.organisation_id in getattr(user, "acts_for", ()),
        "may_link": may(user, "link", found) and found.status == PledgeStatus.PUBLISHED,
        "contacts": found.contacts.all() if may(user, "contact", found) else [],
    }
    return render(request, "pledges/progress/pledge.html", pledge_page(found, **context))


def may_check(user: Any, found: Pledge, updates: list[Update]) -> bool:
    if not updates or not user.is_authenticated or found.status != PledgeStatus.PUBLISHED:
        return False
    return may(user, "verify", updates[0]) and checkers(updates[0], user).exists()


def names_for(found: Pledge) -> list[str]:
    """Organisations that may be named as partners, for the list that the field offers."""
    known = Organisation.objects.filter(is_fictional=found.edition.is_rehearsal).accredited_for(found.edition)
    return list(known.exclude(pk=found.organisation_id).order_by("name").values_list("name", flat=True)[:300])


# --- reporting, checking, replying ------------------------------------------------------------------------


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch(request.user, "report", PLEDGES.all(), pk=pk)
    initial = {"version": found.version, "stage": found.stage}
    form = ReportForm(request.POST or None, request.FILES or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            data = dict(form.cleaned_data)
            file = data.pop("attachment")
            try:
                actions.report(found, by=request.user, file=(file, form.checked) if form.checked else None, **data)
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("Update published. It stands on the pledge's page and may now be checked."))
                return redirect(found)
    return render(request, "pledges/progress/report.html", pledge_page(found, form=form), status=status)


UPDATES = Update.objects.select_related("pledge__edition__series", "pledge__organisation")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, pk: int) -> HttpResponse:
    update = fetch(request.user, "verify", UPDATES.all(), pk=pk)
    form = CheckForm(request.POST or None, update=update, user=request.user)
    if not checkers(update, request.user).exists():
        raise PermissionDenied("verify")
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.verify(update, by=request.user, **form.cleaned_data)
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(
                    request, _("Your check is published. The pledging organisation was mailed and may reply.")
                )
                return redirect(update.pledge)
    context = pledge_page(update.pledge, update=update, form=form)
    return render(request, "pledges/progress/verify.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    checks = Check.objects.select_related("update_checked__pledge__edition__series", "organisation")
    check = fetch(request.user, "reply", checks, pk=pk)
    found = check.update_checked.pledge
    if check.reply:
        messages.info(request, _("This check has its reply already; it stays as it is."))
        return redirect(found)
    form = ReplyForm(request.POST or None, initial={"version": check.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                data = form.cleaned_data
                actions.reply(check, by=request.user, text=data["reply"], version=data["version"])
            except Refused as refusal:
                status = refuse(form, refusal)
            else:
                messages.success(request, _("Your reply is published. It stands under the check."))
                return redirect(found)
    return render(request, "pledges/progress/reply.html", pledge_page(found, check=check, form=form), status=status)


@require_safe
def attachment(request: HttpRequest, pk: int) -> FileResponse:
    update = fetch(request.user, "view", UPDATES.all(), pk=pk)
    if not update.attachment:
        raise Http404
    return download(update.attachment, update.attachment_name)
