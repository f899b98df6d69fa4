"""The public list of side events, and the page of a proposal for those who organise it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.releases.reading import released
from events.sessions.kinds import SIDE_EVENTS as KINDS
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.rows import row_of
from events.side_events.actions import answer, confirm, withdraw
from events.side_events.exports import SIDE_EVENTS
from events.side_events.filters import SideEventFilter
from events.side_events.forms import WithdrawForm, window_words
from events.side_events.joining import OPEN, mergers_of
from events.side_events.likeness import alike
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal
from events.side_events.progress import next_of, report_due, since_of, state_of, steps_of
from events.side_events.proposing import CALLS, proposal_of
from events.side_events.versions import last_changes
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.models import Entry
from forum.kit.access import fetch, may
from forum.kit.answers import matches, posted_version
from forum.kit.exports import exported
from forum.kit.lists import listed
from forum.kit.refusals import Refused
from forum.kit.uploads import download
from forum.pages.public import public_page
from forum.undo.offers import say

ROWS = 50


@public_page("objective", "lens", "day", "state", "page", "format")
@require_safe
def side_events(request: HttpRequest, edition: str) -> HttpResponseBase:
    """The call while it is open, and what was published."""
    found = fetch(request.user, "view", Edition.objects.select_related("series"), slug=edition)
    call = CALLS.filter(edition=found).first()
    public = [each for each in released(found) if each.kind in KINDS]
    filtered = SideEventFilter(request.GET, edition=found, sessions=public)
    found_here, status = matches(filtered)
    if file := exported(request, SIDE_EVENTS, found_here, about=edition, status=status):
        return file
    page = Paginator(found_here, ROWS).get_page(request.GET.get("page"))
    rows = [shown(session) for session in page.object_list]
    context = edition_page(
        request,
        found,
        "side-events",
        call=call,
        windows=[window_words(each) for each in call.windows_said] if call else [],
        filter=filtered,
        page=page,
        rows=rows,
        total=len(public),
        mine=Proposal.objects.of(request.user).filter(edition=found).select_related("session", "edition"),
        zone=found.timezone,
    )
    return render(request, "events/side_events/list.html", context, status=status)


def shown(session: Session) -> dict[str, Any]:
    row = row_of(session)
    notes = [row["note"]] if row["note"] else []
    if session.notes.get("listed_as_official") is False:
        notes.append(_("Not listed as official"))
    state = session.state if session.status != SessionStatus.PUBLISHED else None
    return {**row, "note": listed(notes), "state": state, "day": session.day, "session": session}


@login_required
@require_safe
def proposal(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = proposal_of(request, "view", edition, reference)
    invitations = list(found.co_organisers.select_related("organisation"))
    for each in invitations:
        each.mine = may(request.user, "confirm", each)  # type: ignore[attr-defined]
    lead = may(request.user, "edit", found)
    session, report = found.session, getattr(found, "report", None)
    context = edition_page(
        request,
        found.edition,
        "side-events",
        proposal=found,
        call=found.call,
        state=state_of(found),
        since=since_of(found),
        next=next_of(found),
        steps=steps_of(found),
        invitations=invitations,
        lead=lead,
        session=session if session and session.published_at else None,
        due=report_due(found) if session and session.status == SessionStatus.HELD else None,
        may_report=lead
        and session
        and session.status == SessionStatus.HELD
        and (not report or report.status == "changes_requested"),
        report=report,
        may_confirm=lead and found.status == "selected" and not found.confirmed_at and found.confirm_by,
        may_withdraw=lead and found.can_move("withdraw"),
        entries=history(found),
        zone=found.edition.timezone,
        windows=[window_words(each) for each in found.call.windows_said if each["code"] in found.windows],
        may_change=lead and found.status == "submitted" and found.is_editable,
        mergers=mergers_of(found),
        changes=last_changes(found),
        likes=alike(found) if lead and found.status in OPEN else [],
        merge_url=reverse("proposal_merge", args=[edition, reference]),
    )
    return render(request, "events/side_events/proposal.html", context)


def history(found: Proposal) -> list[dict[str, Any]]:
    """What was done with it, newest first; saving a draft is not told each time."""
    words = {
        "start": ("dashed-circle", _("Draft begun")),
        "submit": ("clock", _("Submitted")),
        "ask_changes": ("return", _("Changes asked for")),
        "select": ("filled-check", _("Selected")),
        "reserve": ("bookmark", _("Put on the reserve")),
        "decline": ("minus-circle", _("Declined")),
        "withdraw": ("door", _("Withdrawn")),
        "merge": ("joined-arrows", _("Merged")),
        "confirm": ("filled-check", _("Confirmed by its lead")),
        "lapse": ("door", _("Not confirmed in time; the place was passed on")),
        "undo": ("return", _("Undone: as it was before")),
        "report": ("document", _("Reported")),
    }
    return [
        {"icon": words[entry.verb][0], "word": words[entry.verb][1], "when": entry.at, "text": entry.reason}
        for entry in Entry.objects.of(found)
        if entry.verb in words
    ]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def proposal_withdraw(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = proposal_of(request, "withdraw", edition, reference)
    form = WithdrawForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            try:
                withdraw(found, by=request.user, reason=said["reason"], version=said["version"])
                say(request, _("Proposal withdrawn."), found)
                return redirect(found)
            except Refused as refused:
                form.add_error(None, str(refused.message))
                status = refused.status
    context = edition_page(
        request, found.edition, "side-events", proposal=found, form=form, is_final=found.status == "selected"
    )
    return render(request, "events/side_events/withdraw.html", context, status=status)


@login_required
@require_POST
def proposal_confirm(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = proposal_of(request, "confirm", edition, reference)
    confirm(found, by=request.user, version=posted_version(request))
    messages.success(request, _("Confirmed: your side event takes place. The programme officers see it."))
    return redirect(found)


@require_safe
def proposal_concept_note(request: HttpRequest, edition: str, reference: str) -> FileResponse:
    found = proposal_of(request, "view", edition, reference)
    if not found.concept_note:
        raise Http404("concept note")
    return download(found.concept_note, found.concept_note_name)


@login_required
@require_POST
def co_organiser_answer(request: HttpRequest, edition: str, pk: int, verb: str) -> HttpResponse:
    invitation = fetch(
        request.user,
        verb,
        CoOrganiser.objects.select_related("organisation", "proposal__edition", "proposal__session"),
        pk=pk,
        proposal__edition__slug=edition,
    )
    answer(invitation, verb, by=request.user, version=posted_version(request))
    said = CoOrganiserState(invitation.answer).label
    messages.success(request, _("%(answer)s. The lead organiser is told by mail.") % {"answer": said})
    return redirect(invitation.proposal)
