"""Outcome lines: all of an edition, and noting, changing and removing them."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.reports.exports import LINES
from events.reports.forms import EditLineForm, LineForm
from events.reports.lines import add_line, edit_line, remove_line
from events.reports.models import LineKind, OutcomeLine
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import asked, attempt, posted, posted_version, status_of
from forum.kit.exports import exported
from forum.pages.public import public_page

PER_PAGE = 50
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@public_page("kind", "page", "format")
@require_safe
def outcome_lines(request: HttpRequest, edition: str) -> HttpResponseBase:
    """What the sessions of an edition recommend, request and commit to."""
    found = fetch(request.user, "view", Edition.objects.select_related("series", "parent"), slug=edition)
    rows = OutcomeLine.objects.visible_to(request.user).filter(session__edition=found)
    rows = rows.select_related("session__edition", "organisation").order_by("session__starts_at", "session", "pk")
    kind = asked(request, "kind", LineKind.values)
    if kind:
        rows = rows.filter(kind=kind)
    if file := exported(request, LINES, rows, about=found.slug):
        return file
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = edition_page(request, found, "programme", page=page, kinds=LineKind, kind=kind)
    return render(request, "events/reports/lines.html", context)


def form_page(request: HttpRequest, session: Session, form: LineForm, line: OutcomeLine | None) -> HttpResponse:
    context = edition_page(request, session.edition, "programme", session=session, form=form, line=line)
    return render(request, "events/reports/line.html", context, status=status_of(form))


@login_required
@read_or_write
def outcomeline_add(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    sessions = Session.objects.select_related("edition__series")
    session = fetch(request.user, "view", sessions, edition__slug=edition, reference=reference)
    if not may(request.user, "add", OutcomeLine(session=session)):
        raise PermissionDenied("add")
    form = LineForm(posted(request))
    if attempt(form, lambda: add_line(session, by=request.user, **form.values())):
        messages.success(request, _("Noted. It stands on the page of the session."))
        return redirect(session)
    return form_page(request, session, form, None)


def line_of(request: HttpRequest, edition: str, reference: str, pk: int, verb: str) -> OutcomeLine:
    lines = OutcomeLine.objects.select_related("session__edition__series", "organisation")
    return fetch(request.user, verb, lines, pk=pk, session__reference=reference, session__edition__slug=edition)


@login_required
@read_or_write
def outcomeline_edit(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    line = line_of(request, edition, reference, pk, "edit")
    form = EditLineForm(posted(request), instance=copy(line), initial={"version": line.version})
    if attempt(form, lambda: edit_line(line, by=request.user, **form.values())):
        messages.success(request, _("Noted. It stands on the page of the session."))
        return redirect(line)
    return form_page(request, line.session, form, line)


@login_required
@require_POST
def outcomeline_remove(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    line = line_of(request, edition, reference, pk, "remove")
    remove_line(line, by=request.user, version=posted_version(request))
    messages.success(request, _("Removed. The history keeps what it said."))
    return redirect(line)
