"""Room and time of a selected side event."""

from datetime import datetime, time, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.calls.forms import wall_clock
from events.selection.actions import schedule_event
from events.selection.forms import ScheduleForm
from events.selection.views import proposal_to
from events.sessions.engine import engine
from events.sessions.models import Session
from events.sessions.rows import row_of
from events.side_events.forms import window_words
from events.side_events.models import Proposal
from forum.editions.pages import edition_page
from forum.kit.refusals import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_schedule(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    proposal = proposal_to(request, "schedule", edition, reference)
    session = proposal.session
    if session is None:
        messages.error(request, _("Only a selected side event gets a room and a time."))
        return redirect("selection_proposal", edition, reference)
    form = ScheduleForm(
        request.POST if request.method == "POST" else None,
        edition=proposal.edition,
        initial={
            "version": session.version,
            "room": session.room_id,
            "starts_at": wall_clock(session.starts_at, proposal.edition.zone) or first_wish(proposal),
            "ends_at": wall_clock(session.ends_at, proposal.edition.zone) or first_wish(proposal, ends=True),
        },
    )
    status, broken = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            place = {name: said[name] for name in ("room", "starts_at", "ends_at")}
            try:
                schedule_event(proposal, by=request.user, reason=said["reason"], version=said["version"], **place)
                messages.success(request, _("Scheduled. Publish it in the programme when it is ready."))
                return redirect("selection_proposal", edition, reference)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
                status = refused.status
                broken = engine().would_break(session, **place)
    context = edition_page(
        request,
        proposal.edition,
        "manage-side-events",
        proposal=proposal,
        call=proposal.call,
        session=session,
        form=form,
        broken=broken,
        windows=[window_words(each) for each in proposal.call.windows_said],
        wishes=[window_words(each) for each in proposal.call.windows_said if each["code"] in proposal.windows],
        taken=taken(proposal),
        zone=proposal.edition.timezone,
    )
    return render(request, "events/selection/schedule.html", context, status=status)


def first_wish(proposal: Proposal, *, ends: bool = False) -> datetime | None:
    """The first day that suits, at the opening of the first window that suits, for as long as that allows."""
    window = next((each for each in proposal.call.windows if each["code"] in proposal.windows), None)
    if not proposal.days or window is None or not window.get("not_before"):
        return None
    start = datetime.combine(proposal.wished_days[0], time.fromisoformat(window["not_before"]))
    return start + timedelta(minutes=(window.get("duration_minutes") or 60) if ends else 0)


def taken(proposal: Proposal) -> list[dict[str, Any]]:
    """The other side events that already have a time."""
    others = Session.objects.side_events().active().filter(edition=proposal.edition).exclude(pk=proposal.session_id)
    return [{**row_of(each), "day": each.day} for each in others.for_lists().in_order()]
