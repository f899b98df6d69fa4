"""Reporting on a side event, and the list of who still has to."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.reports.actions import report
from events.reports.exports import REPORTS
from events.reports.forms import ReportForm
from events.reports.models import Report
from events.sessions.kinds import SessionStatus
from events.side_events.models import DAYS_TO_REPORT
from events.side_events.progress import report_due
from events.side_events.proposing import PROPOSALS, proposal_of
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit import clock
from forum.kit.access import fetch
from forum.kit.exports import exported
from forum.kit.refusals import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_report(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    proposal = proposal_of(request, "report", edition, reference)
    if proposal.session is None or proposal.session.status != SessionStatus.HELD:
        messages.info(request, _("The report is written once, after the event was held."))
        return redirect(proposal)
    form = ReportForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                report(proposal, by=request.user, **form.said())
                messages.success(request, _("Report published. It stands on the page of the event."))
                return redirect(proposal)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
                status = refused.status
    context = edition_page(
        request,
        proposal.edition,
        "side-events",
        proposal=proposal,
        form=form,
        due=report_due(proposal),
        zone=proposal.edition.timezone,
    )
    return render(request, "events/reports/report.html", context, status=status)


@require_safe
def report_list(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Held side events without a report, the longest due first, and those with one."""
    found = fetch(request.user, "select_side_events", Edition.objects.select_related("series"), slug=edition)
    held = PROPOSALS.filter(edition=found, session__status=SessionStatus.HELD).order_by("session__ends_at")
    late = clock.now() - timedelta(days=DAYS_TO_REPORT)
    silent = [
        {"proposal": each, "due": report_due(each), "late": each.session.ends_at < late, "reported": None}
        for each in held
        if each.session and each.session.ends_at
    ]
    reports = Report.objects.filter(proposal__edition=found).order_by("-made_at")
    reports = reports.select_related("proposal__session__edition", "proposal__organisation")
    done = [{"proposal": each.proposal, "due": None, "reported": each.made_at} for each in reports]
    if file := exported(request, REPORTS, [*silent, *done], about=edition):
        return file
    context = edition_page(
        request,
        found,
        "manage-side-events",
        silent=silent,
        reports=reports,
        zone=found.timezone,
    )
    return render(request, "events/reports/list.html", context)
