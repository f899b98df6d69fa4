"""The officer's check of a report: it is published, or changes are asked for."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.reports.actions import ask_changes, publish
from events.reports.forms import AskForm
from events.reports.models import Report
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, posted_version, status_of

REPORTS = Report.objects.select_related("proposal__edition__series", "proposal__organisation", "proposal__session")


def report_of(request: HttpRequest, edition: str, reference: str, verb: str) -> Report:
    return fetch(request.user, verb, REPORTS, proposal__edition__slug=edition, proposal__reference=reference)


def page(request: HttpRequest, report: Report, form: AskForm, status: int = 200) -> HttpResponse:
    context = edition_page(
        request,
        report.proposal.edition,
        "manage-side-events",
        report=report,
        panel={"report": report, "document": None},
        session=report.proposal.session,
        form=form,
        may_act=may(request.user, "publish", report) and report.can_move("publish"),
    )
    return render(request, "events/reports/check.html", context, status=status)


@login_required
@require_safe
def report_check(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    report = report_of(request, edition, reference, "ask_changes")
    return page(request, report, AskForm(initial={"version": report.version}))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_ask_changes(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    report = report_of(request, edition, reference, "ask_changes")
    form = AskForm(posted(request), initial={"version": report.version})
    if attempt(form, lambda: ask_changes(report, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Changes are asked for. The lead organiser is told in your words."))
        return redirect("report_list", edition=edition)
    return page(request, report, form, status_of(form))


@login_required
@require_POST
def report_publish(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    report = report_of(request, edition, reference, "publish")
    publish(report, by=request.user, version=posted_version(request))
    messages.success(request, _("Report published. It stands on the page of the event."))
    return redirect("report_list", edition=edition)
