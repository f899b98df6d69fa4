"""Reporting on a side event, the list of who still has to, and who was in sessions."""

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.reports.actions import count, report
from events.reports.exports import PRESENCE, REPORTS
from events.reports.forms import CountForm, ReportForm
from events.reports.models import Presence, Report
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.side_events.models import DAYS_TO_REPORT
from events.side_events.progress import report_due
from events.side_events.proposing import PROPOSALS, proposal_of
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit import clock
from forum.kit.access import fetch
from forum.kit.answers import asked, attempt, posted, status_of
from forum.kit.exports import exported
from forum.kit.refusals import Refused
from forum.pages.public import public_page
from forum.taxonomy.models import Category


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


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_count(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    sessions = Session.objects.select_related("edition__series")
    session = fetch(request.user, "count", sessions, edition__slug=edition, reference=reference)
    held: dict[str, int | None] = {"version": session.version}
    for row in Presence.objects.filter(session=session).select_related("category"):
        held |= {f"people_{row.category.code}": row.people, f"minutes_{row.category.code}": row.minutes}
    form = CountForm(posted(request), initial=held)
    given = form.cleaned_data if form.is_valid() else {}
    if attempt(form, lambda: count(session, by=request.user, presence=form.presence(), version=given["version"])):
        messages.success(request, _("The numbers are kept. They stand on the page of the session."))
        return redirect(session)
    context = edition_page(request, session.edition, "programme", session=session, form=form)
    return render(request, "events/reports/count.html", context, status=status_of(form))


@public_page("category", "format")
@require_safe
def presence(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Who was in the sessions and who spoke, as far as it was counted: the list behind the figures."""
    found = fetch(request.user, "view", Edition.objects.select_related("series", "parent"), slug=edition)
    rows = Presence.objects.public().filter(session__edition=found).select_related("session__edition", "category")
    rows = rows.order_by("session__starts_at", "session", "category")
    code = asked(request, "category", list(Category.objects.values_list("code", flat=True)))
    if code:
        rows = rows.filter(category__code=code)
    if file := exported(request, PRESENCE, rows, about=found.slug):
        return file
    context = edition_page(request, found, "programme", rows=rows, of=rows[0].category if code and rows else None)
    return render(request, "events/reports/presence.html", context)
