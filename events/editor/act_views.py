"""Acts of the editor. Each is a form; the page's script sends the same forms and asks for data instead of a page."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.editor import actions
from events.editor.findings import about
from events.editor.forms import PutForm, first_error
from events.editor.views import MARKS
from events.sessions import actions as sessions
from events.sessions.kinds import RoleStatus, SessionStatus
from events.sessions.models import Session
from events.sessions.views import session_of
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.history.models import Entry
from forum.history.reading import read
from forum.kit import dates
from forum.kit.access import may
from forum.kit.answers import attempt, posted, posted_number, posted_version, status_of
from forum.kit.refusals import Refused


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def editor_session(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """One session of the editor: what is known of it, what stands in the way, and the form that puts it somewhere."""
    session = session_of(request, edition, reference)
    if not may(request.user, "arrange", session.edition):
        raise PermissionDenied("arrange")
    was = copy(session)
    form = PutForm(session, posted(request))
    if request.method == "POST" and not may(request.user, "schedule", session):
        raise PermissionDenied("schedule")
    if attempt(form, lambda: actions.place(session, by=request.user, **form.values())):
        where = {"session": session, "where": where_words(session)}
        return told(
            request, session.edition, _("“%(session)s” is now at: %(where)s.") % where, session, day_of(session)
        )
    context = panel_of(request, was, form)
    if not wants_data(request):
        frame = edition_page(request, session.edition, "manage-editor", **context)
        return render(request, "events/editor/session.html", frame, status=status_of(form))
    part = "changed" if context["changed"] else "reason" if "reason" in form.errors else ""
    html = (
        render_to_string(f"events/editor/_{part}.html", {**context, "edition": session.edition}, request)
        if part
        else ""
    )
    return JsonResponse({"said": first_error(form), "html": html}, status=status_of(form))


def panel_of(request: HttpRequest, session: Session, form: PutForm) -> dict[str, Any]:
    current = session_of(request, session.edition.slug, session.reference)
    changed = None
    if form.is_bound and "version" in form.cleaned_data and form.cleaned_data["version"] != current.version:
        changed = both(request, current, form)
    movable = current.status in (SessionStatus.DRAFT, SessionStatus.SCHEDULED, SessionStatus.PUBLISHED)
    return {
        "session": current,
        "form": form,
        "changed": changed,
        "findings": about(current),
        "roles": [role for role in current.roles.all() if role.status != RoleStatus.DECLINED],
        "may_act": may(request.user, "schedule", current),
        "movable": movable and not current.is_archive and not current.is_pinned,
        "pinnable": movable and not current.is_archive and current.status != SessionStatus.DRAFT,
        "levels": MARKS,
        "back_url": at_day(current.edition, day_of(current)),
    }


def both(request: HttpRequest, current: Session, form: PutForm) -> dict[str, Any]:
    """What this person wanted and what somebody made of it meanwhile."""
    lines = read(Entry.objects.of(current)[:1], request.user)
    sent = form.cleaned_data
    mine = ""
    if "starts_at" in sent and "room" in sent:
        wanted = copy(current)
        wanted.room, wanted.starts_at, wanted.ends_at = sent["room"], sent["starts_at"], sent["ends_at"]
        mine = where_words(wanted)
    return {"line": lines[0] if lines else None, "mine": mine, "theirs": where_words(current)}


def where_words(session: Session) -> str:
    if session.room is None or session.starts_at is None or session.ends_at is None:
        return _("No room and no time")
    edition = session.edition
    hours = dates.span(dates.clock(session.starts_at, edition.timezone), dates.clock(session.ends_at, edition.timezone))
    words = {"day": dates.day(edition.local(session.starts_at).date(), "week"), "hours": hours, "room": session.room}
    return _("%(day)s, %(hours)s, %(room)s") % words


@login_required
@require_POST
def editor_unschedule(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "unschedule")
    day = day_of(session)
    reason, version = request.POST.get("reason", "")[:1000], posted_version(request)
    said = _("“%(session)s” waits for a room and a time.") % {"session": session}
    if wants_data(request) and session.published_at and not reason.strip():
        html = render_to_string("events/editor/_reason.html", {"session": session, "unschedules": True}, request)
        return JsonResponse({"said": "", "html": html}, status=409)
    return done(
        request,
        session.edition,
        lambda: actions.unschedule(session, by=request.user, reason=reason, version=version),
        said,
        session,
        day,
    )


@login_required
@require_POST
def editor_pin(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "pin")
    said = _("“%(session)s” is pinned.") % {"session": session}
    version = posted_version(request)
    return done(
        request,
        session.edition,
        lambda: sessions.pin(session, by=request.user, version=version),
        said,
        session,
        day_of(session),
    )


@login_required
@require_POST
def editor_unpin(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "unpin")
    said = _("“%(session)s” is not pinned any more.") % {"session": session}
    version = posted_version(request)
    return done(
        request,
        session.edition,
        lambda: sessions.unpin(session, by=request.user, version=version),
        said,
        session,
        day_of(session),
    )


@login_required
@require_POST
def editor_undo(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "arrange")
    number = posted_number(request, "number")
    return done(request, found, lambda: actions.undo(found, by=request.user, number=number), _("Undone."))


@login_required
@require_POST
def editor_redo(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "arrange")
    number = posted_number(request, "number")
    return done(request, found, lambda: actions.redo(found, by=request.user, number=number), _("Done again."))


def done(
    request: HttpRequest,
    edition: Edition,
    act: Callable[[], Any],
    said: str,
    session: Session | None = None,
    day: str = "",
) -> HttpResponse:
    """Does it and says so. A refusal is data to the script and a page of its own to a reader."""
    try:
        act()
    except Refused as refused:
        if not wants_data(request):
            raise
        return JsonResponse({"said": str(refused.message), "html": ""}, status=refused.status)
    return told(request, edition, said, session, day)


def told(
    request: HttpRequest, edition: Edition, said: str, session: Session | None = None, day: str = ""
) -> HttpResponse:
    """`version` lets a page that acts again at once say which copy it means."""
    if wants_data(request):
        return JsonResponse({"said": said} | ({"version": session.version} if session else {}))
    messages.success(request, said)
    return redirect(at_day(edition, day or request.POST.get("day", "")))


def wants_data(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "") == "application/json"


def day_of(session: Session) -> str:
    return session.edition.local(session.starts_at).date().isoformat() if session.starts_at else ""


def at_day(edition: Edition, day: str) -> str:
    address = reverse("editor", args=[edition.slug])
    return f"{address}?day={day}" if day else address
