"""Round tables in public, and the way of their summaries."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.releases.reading import released_one
from events.round_tables import actions
from events.round_tables.exports import ROUND_TABLES
from events.round_tables.forms import QuestionsForm, SummaryForm
from events.round_tables.mapping import mapping_of
from events.round_tables.models import RoundTable, Summary, SummaryStatus
from events.round_tables.panels import rows_of
from events.sessions.forms import ReasonForm
from events.sessions.models import Session
from events.sessions.permissions import holds_role
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.history.models import Entry
from forum.history.reading import read
from forum.kit import clock, dates
from forum.kit.access import fetch, may
from forum.kit.answers import VersionedForm, attempt, status_of
from forum.kit.exports import exported
from forum.outcomes.reading import frozen
from forum.pages.public import public_page
from forum.undo.offers import say

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@public_page("format")
@require_safe
def round_tables(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition)
    mapping = mapping_of(found)
    if file := exported(request, ROUND_TABLES, mapping.tables, about=edition):
        return file
    context = {"mapping": mapping, "rows": rows_of(mapping)}
    return render(request, "events/round_tables/list.html", edition_page(request, found, "round-tables", **context))


def session_of(request: HttpRequest, edition: str, reference: str) -> Session:
    tables = Session.objects.round_tables().select_related("edition__series", "room")
    return fetch(request.user, "view", tables, edition__slug=edition, reference=reference)


def summary_of(request: HttpRequest, edition: str, reference: str, verb: str) -> Summary:
    summaries = Summary.objects.select_related("round_table__session__edition__series")
    return fetch(
        request.user,
        verb,
        summaries,
        round_table__session__edition__slug=edition,
        round_table__session__reference=reference,
    )


def page(request: HttpRequest, session: Session, template: str, **context: Any) -> HttpResponse:
    status = status_of(context["form"]) if "form" in context else 200
    frame = edition_page(request, session.edition, "round-tables", session=session, **context)
    return render(request, f"events/round_tables/{template}.html", frame, status=status)


@login_required
@read_or_write
def round_table_edit(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference)
    table = RoundTable.objects.filter(session=session).first() or RoundTable(session=session)
    if not may(request.user, "edit", table):
        raise PermissionDenied("edit")
    given = {"version": table.version, "questions": table.guiding_questions}
    form = QuestionsForm(request.POST or None, initial=given)
    if attempt(form, lambda: actions.set_questions(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The guiding questions were saved."))
        return redirect(session)
    return page(request, session, "questions", form=form, table=table if table.pk else None)


@require_safe
def summary(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = summary_of(request, edition, reference, "view")
    agreed = list(found.agreements.select_related("by", "role__organisation", "role__user"))
    waiting = actions.awaited(found) if found.status == SummaryStatus.SUBMITTED else []
    backstage = found.status != SummaryStatus.PUBLISHED
    live = found.round_table.session
    return page(
        request,
        live if backstage else released_one(live.edition, live.reference) or live,
        "summary",
        summary=found,
        document=None if backstage else frozen(found),
        agreed=agreed,
        waiting=waiting,
        backstage=backstage,
        may_write=found.status == SummaryStatus.DRAFT and may(request.user, "write", found),
        may_agree=any(holds_role(request.user, role) for role in waiting),
        may_ask=found.status == SummaryStatus.SUBMITTED and may(request.user, "ask_changes", found),
        may_publish=found.status == SummaryStatus.AGREED and may(request.user, "publish", found),
        steps=steps_of(found),
        lines=read(Entry.objects.of(found).exclude(verb="write")[:20], request.user) if backstage else [],
    )


def steps_of(summary: Summary) -> list[dict[str, Any]]:
    states = list(SummaryStatus)
    reached = states.index(summary.state)
    return [
        {
            "title": each.label,
            "state": "done" if n < reached else "now" if n == reached else "todo",
            "note": dates.day(summary.status_since.date()) if n == reached else "",
        }
        for n, each in enumerate(states)
    ]


@login_required
@read_or_write
def summary_write(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = writable(request, edition, reference)
    form = SummaryForm(found, request.POST or None)
    if attempt(form, lambda: write(request, found, form)):
        if "submit" in request.POST:
            return redirect("summary_submit", edition=edition, reference=reference)
        messages.success(request, _("The draft is saved. Nobody else is told."))
        return redirect("summary_write", edition=edition, reference=reference)
    return page(request, found.round_table.session, "write", form=form, summary=found)


def write(request: HttpRequest, found: Summary, form: SummaryForm) -> None:
    """Saves the draft; on the way to the co-chairs it is asked at once whether it is complete."""
    stored = kept(found, request)
    actions.write(stored, by=request.user, **form.cleaned_data)
    form.data = form.data.copy()  # type: ignore[attr-defined]
    form.data["version"] = str(stored.version)  # type: ignore[index]
    if "submit" in request.POST:
        actions.check_complete(stored)


def writable(request: HttpRequest, edition: str, reference: str) -> Summary:
    """The summary to write in, not yet stored when nobody has begun it."""
    session = session_of(request, edition, reference)
    tables = RoundTable.objects.filter(session=session).select_related("session__edition__series")
    table = tables.first() or RoundTable(session=session)
    found = Summary.objects.filter(round_table=table).first() if table.pk else None
    found = found or Summary(round_table=table)
    found.round_table = table
    if not may(request.user, "write", found):
        raise PermissionDenied("write")
    return found


def kept(summary: Summary, request: HttpRequest) -> Summary:
    return summary if summary.pk else actions.begin(summary.round_table.session, by=request.user)


@login_required
@require_POST
def summary_autosave(request: HttpRequest, edition: str, reference: str) -> JsonResponse:
    found = writable(request, edition, reference)
    form = SummaryForm(found, request.POST)
    stored = kept(found, request) if form.is_valid() else found
    if not attempt(form, lambda: actions.write(stored, by=request.user, **form.cleaned_data)):
        return JsonResponse({"version": found.version}, status=status_of(form))
    zone = request.reader_zone or found.round_table.session.edition.timezone  # type: ignore[attr-defined]
    return JsonResponse({"saved_at": dates.clock(clock.now(), zone), "version": stored.version})


@login_required
@read_or_write
def summary_submit(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = summary_of(request, edition, reference, "submit")
    form = VersionedForm(request.POST or None, initial={"version": found.version})
    if attempt(form, lambda: actions.submit(found, by=request.user, version=form.cleaned_data["version"])):
        say(request, _("The summary is submitted."), found, _("Its co-chairs are asked to agree."))
        return redirect(found)
    return page(request, found.round_table.session, "submit", form=form, summary=found, chairs=actions.co_chairs(found))


@login_required
@require_POST
def summary_agree(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = summary_of(request, edition, reference, "agree")
    form = VersionedForm(request.POST)
    if attempt(form, lambda: actions.agree(found, by=request.user, version=form.cleaned_data["version"])):
        messages.success(request, _("You agreed to the summary."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(found)


@login_required
@read_or_write
def summary_ask_changes(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = summary_of(request, edition, reference, "ask_changes")
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if attempt(form, lambda: actions.ask_changes(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The rapporteur is asked for changes, in your words."))
        return redirect(found)
    return page(request, found.round_table.session, "ask", form=form, summary=found)


@login_required
@require_POST
def summary_publish(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = summary_of(request, edition, reference, "publish")
    form = VersionedForm(request.POST)
    if attempt(form, lambda: actions.publish(found, by=request.user, version=form.cleaned_data["version"])):
        messages.success(request, _("The summary is public. Co-chairs and rapporteur were told."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect(found)
