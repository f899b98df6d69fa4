"""Reporting on a side event, the list of who still has to, and who was in sessions."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.reports.actions import count, report, submit
from events.reports.exports import PRESENCE, REPORTS
from events.reports.forms import AgainForm, CountForm, ReportForm
from events.reports.models import Presence, Report, ReportStatus
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.side_events.models import DAYS_TO_REPORT, Proposal
from events.side_events.progress import report_due
from events.side_events.proposing import PROPOSALS, proposal_of
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit import clock
from forum.kit.access import fetch
from forum.kit.answers import asked, attempt, posted, status_of
from forum.kit.exports import exported
from forum.pages.public import public_page
from forum.taxonomy.models import Category


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_report(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    proposal = proposal_of(request, "report", edition, reference)
    written = Report.objects.select_related("proposal__session").filter(proposal=proposal).first()
    again = written if written is not None and written.status == ReportStatus.CHANGES_REQUESTED else None
    if proposal.session is None or proposal.session.status != SessionStatus.HELD or (written and not again):
        messages.info(request, _("The report is written once, after the event was held. An officer checks it."))
        return redirect(proposal)
    form = AgainForm(posted(request), initial=said_before(again)) if again else ReportForm(posted(request))

    def act() -> None:
        if again:
            submit(again, by=request.user, version=form.cleaned_data["version"], **form.said())
        else:
            report(proposal, by=request.user, **form.said())

    if attempt(form, act):
        messages.success(
            request, _("Report handed in. It stands on the page of the event once an officer has checked it.")
        )
        return redirect(proposal)
    context = edition_page(
        request,
        proposal.edition,
        "side-events",
        proposal=proposal,
        form=form,
        due=report_due(proposal),
        zone=proposal.edition.timezone,
        again=again,
    )
    return render(request, "events/reports/report.html", context, status=status_of(form))


def said_before(written: Report) -> dict[str, Any]:
    names = ("version", "key_messages", "policy_interventions", "questions_asked", "questions_answered")
    held = {name: getattr(written, name) for name in (*names, "recordings", "requests")}
    for row in Presence.objects.filter(session=written.proposal.session).select_related("category"):
        held |= {f"people_{row.category.code}": row.people, f"minutes_{row.category.code}": row.minutes}
    return held | {"lenses": written.lenses.all()}


@require_safe
def report_list(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Whatever was held and has not reported, the longest due first; what waits for a check; what is public."""
    found = fetch(request.user, "select_side_events", Edition.objects.select_related("series"), slug=edition)
    rows = rows_of(found)
    if file := exported(request, REPORTS, rows, about=edition):
        return file
    context = edition_page(
        request,
        found,
        "manage-side-events",
        silent=[row for row in rows if row["state"] in (None, ReportStatus.CHANGES_REQUESTED)],
        waiting=[row for row in rows if row["state"] == ReportStatus.SUBMITTED],
        published=[row for row in rows if row["state"] == ReportStatus.PUBLISHED],
        zone=found.timezone,
    )
    return render(request, "events/reports/list.html", context)


def rows_of(edition: Edition) -> list[dict[str, Any]]:
    """A row for each side event that was held, and for each other session that is told in words."""
    over = (SessionStatus.HELD, SessionStatus.REPORTED)
    held = PROPOSALS.filter(edition=edition, session__status__in=over, session__ends_at__isnull=False)
    reports = {each.proposal_id: each for each in Report.objects.filter(proposal__edition=edition)}
    rows = [row_of(each.session, each, reports.get(each.pk)) for each in held.order_by("session__ends_at")]
    others = Session.objects.told_in_words().filter(edition=edition, status__in=over, ends_at__isnull=False)
    return sorted(
        rows + [row_of(each, None, None) for each in others.select_related("edition")],
        key=lambda row: row["session"].ends_at,
    )


def row_of(session: Any, proposal: Proposal | None, written: Report | None) -> dict[str, Any]:
    state = written.state if written else None
    if proposal is None and session.status == SessionStatus.REPORTED:
        state = ReportStatus.PUBLISHED
    due = session.ends_at + timedelta(days=DAYS_TO_REPORT)
    open_still = state in (None, ReportStatus.CHANGES_REQUESTED)
    reported = (written.made_at if written else session.status_since) if not open_still or written else None
    return {
        "session": session,
        "reference": proposal.reference if proposal else session.reference,
        "title": proposal.name if proposal else str(session),
        "organisation": proposal.organisation if proposal else None,
        "url": session.get_absolute_url(),
        "state": state,
        "due": due if open_still else None,
        "reported": reported,
        "late": open_still and due < clock.now(),
    }


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
