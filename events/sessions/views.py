"""Pages of the programme officers for one session, and the answers of people to their roles."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.sessions import actions
from events.sessions.engine import engine
from events.sessions.forms import (
    EditSessionForm,
    OfferForm,
    PlaceForm,
    ReasonForm,
    ReportForm,
    SessionForm,
)
from events.sessions.joining import see_link
from events.sessions.kinds import SIDE_EVENTS, RoleStatus, SessionKind, SessionStatus
from events.sessions.models import Session, SessionRole
from events.sessions.people import concerned_by
from events.sessions.querysets import SessionQuerySet
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.history.models import Entry
from forum.history.reading import read
from forum.kit import dates
from forum.kit.access import fetch, may
from forum.kit.answers import VersionedForm, attempt, posted_version, say_stale, status_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
STEPS = (
    SessionStatus.DRAFT,
    SessionStatus.SCHEDULED,
    SessionStatus.PUBLISHED,
    SessionStatus.HELD,
    SessionStatus.REPORTED,
)


# Side events are placed and reported through their proposal, which holds the rules of the call.
EVERY = Session.objects.all()
OWN = Session.objects.besides_side_events()


def session_of(
    request: HttpRequest, edition: str, reference: str, verb: str = "view", among: SessionQuerySet = EVERY
) -> Session:
    sessions = among.for_lists().select_related("edition__series", "part")
    return fetch(request.user, verb, sessions, edition__slug=edition, reference=reference)


def page(request: HttpRequest, session: Session, template: str, **context: Any) -> HttpResponse:
    status = status_of(context["form"]) if "form" in context else 200
    frame = edition_page(request, session.edition, "manage-programme", session=session, **context)
    return render(request, f"events/sessions/{template}.html", frame, status=status)


def back(session: Session) -> HttpResponse:
    return redirect("manage_session", edition=session.edition.slug, reference=session.reference)


@login_required
@require_safe
def manage_session(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference)
    if not (may(request.user, "arrange", session.edition) or may(request.user, "edit", session)):
        raise PermissionDenied("arrange")
    reached = STEPS.index(session.state) if session.state in STEPS else -1
    steps = [
        {"title": each.label, "state": "done" if n < reached else "now" if n == reached else "todo"}
        for n, each in enumerate(STEPS)
    ]
    if reached >= 0:
        steps[reached]["note"] = dates.day(session.edition.local(session.status_since).date())
    return page(
        request,
        session,
        "manage",
        steps=steps if reached >= 0 else [],
        may_act=may(request.user, "edit", session),
        conflicts=engine().about(session),
        overrides=session.overrides.select_related("by", "other__edition"),
        is_side_event=session.kind in SIDE_EVENTS,
        is_round_table=session.kind == SessionKind.ROUND_TABLE,
        lines=read(Entry.objects.of(session)[:30], request.user),
        roles=list(session.roles.all()),
    )


@login_required
@read_or_write
def session_add(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    new = Session(edition=found)
    if not may(request.user, "add", new):
        raise PermissionDenied("add")
    made: list[Session] = []
    form = SessionForm(found, request.POST or None)
    if attempt(form, lambda: made.append(actions.create(found, by=request.user, **form.values()))):
        messages.success(request, _("The session was added as a draft. Give it a room and a time next."))
        return back(made[0])
    return page(request, new, "form", form=form, adds=True)


@login_required
@read_or_write
def session_edit(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "edit")
    form = EditSessionForm(
        session.edition, request.POST or None, instance=copy(session), initial={"version": session.version}
    )
    if attempt(
        form,
        lambda: actions.edit(session, by=request.user, version=form.cleaned_data["version"], **form.values()),
    ):
        messages.success(request, _("The session was saved."))
        return back(session)
    return page(request, session, "form", form=form)


@login_required
@read_or_write
def session_schedule(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "schedule", OWN)
    return place(
        request, session, actions.schedule, _("The session has its room and time. Publish it when it is ready.")
    )


@login_required
@read_or_write
def session_reschedule(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "reschedule", OWN)
    return place(request, session, actions.reschedule, _("The session was moved. The next release tells of it."))


def place(request: HttpRequest, session: Session, act: Any, done: str) -> HttpResponse:
    form = PlaceForm(session, request.POST or None)
    asked = form.values() if form.is_valid() else None
    if "check" not in request.POST and attempt(form, lambda: act(session, by=request.user, **form.values())):
        messages.success(request, done)
        return back(session)
    if form.is_bound:
        say_stale(form, session.version)
    taken = Session.objects.active().filter(edition=session.edition, room__isnull=False).exclude(pk=session.pk)
    return page(
        request,
        session,
        "place",
        form=form,
        checked=asked is not None,
        broken=would_break(session, asked) if asked else [],
        moves=act is actions.reschedule,
        taken=taken.select_related("room", "edition").in_order(),
        told=concerned_by(session).count() if session.published_at else 0,
    )


def would_break(session: Session, place: dict[str, Any]) -> list[Any]:
    """What the engine finds at the place that the form names; an end before its start is told by the act."""
    room, starts_at, ends_at = (place[name] for name in ("room", "starts_at", "ends_at"))
    return engine().would_break(session, room, starts_at, ends_at) if starts_at < ends_at else []


@login_required
@read_or_write
def session_publish(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "publish")
    conflicts = [each for each in engine().about(session) if each.is_open]
    kind = ReasonForm if any(each.needs_reason for each in conflicts) else VersionedForm
    form = kind(request.POST or None, initial={"version": session.version})
    if attempt(form, lambda: actions.publish(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The session is in the public programme. The people in it were told."))
        return back(session)
    return page(
        request,
        session,
        "publish",
        form=form,
        conflicts=conflicts,
        told=concerned_by(session).count(),
        offered=[role for role in session.roles.all() if role.status == RoleStatus.OFFERED],
    )


@login_required
@read_or_write
def session_unschedule(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "unschedule")
    kind = ReasonForm if session.published_at else VersionedForm
    form = kind(request.POST or None, initial={"version": session.version})
    if attempt(form, lambda: actions.unschedule(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The session has no room and no time any more. Its place is free."))
        return back(session)
    return page(request, session, "unschedule", form=form)


@login_required
@read_or_write
def session_cancel(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "cancel")
    form = ReasonForm(request.POST or None, initial={"version": session.version})
    if attempt(form, lambda: actions.cancel(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The session is cancelled. Its room is free again."))
        if hasattr(session, "proposal"):
            messages.success(request, _("The call has one more place. Another proposal may be selected."))
        return back(session)
    return page(request, session, "cancel", form=form, told=concerned_by(session).count())


@login_required
@read_or_write
def session_report(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "report", Session.objects.told_in_words())
    form = ReportForm(session, request.POST or None, initial={"version": session.version, "outcome": session.outcome})
    if attempt(form, lambda: actions.report(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The session is reported. What came of it stands on its page."))
        return redirect(session)
    return page(request, session, "report", form=form)


@login_required
@read_or_write
def session_offer(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "offer")
    form = OfferForm(request.POST or None)
    if attempt(form, lambda: actions.offer(session, by=request.user, **form.values())):
        messages.success(request, _("The role is offered. Once its holder confirms it, the next release shows it."))
        return back(session)
    return page(request, session, "offer", form=form)


@login_required
@never_cache
@require_POST
def session_join(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """Shows the link once, as an act; the page is kept nowhere."""
    session = session_of(request, edition, reference, "see_link")
    link = see_link(session, by=request.user)
    frame = edition_page(request, session.edition, "programme", session=session, link=link)
    return render(request, "events/sessions/join.html", frame)


def role_of(request: HttpRequest, edition: str, reference: str, pk: int, verb: str) -> SessionRole:
    roles = SessionRole.objects.select_related("session__edition__series", "organisation", "user")
    return fetch(request.user, verb, roles, pk=pk, session__reference=reference, session__edition__slug=edition)


@login_required
@require_POST
def sessionrole_confirm(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    role = role_of(request, edition, reference, pk, "confirm")
    actions.confirm(role, by=request.user, version=posted_version(request))
    messages.success(request, _("The role is confirmed. The next release of the programme shows it."))
    return redirect(role.session)


@login_required
@read_or_write
def sessionrole_decline(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    role = role_of(request, edition, reference, pk, "decline")
    form = ReasonForm(request.POST or None, initial={"version": role.version})
    if attempt(form, lambda: actions.decline(role, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The role is declined. The organisers see your reason."))
        return redirect("/desk/")
    return page(request, role.session, "decline", form=form, role=role)


@login_required
@require_POST
def sessionrole_remove(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    role = role_of(request, edition, reference, pk, "remove")
    actions.remove(role, by=request.user)
    messages.success(request, _("The role was removed. The history keeps that it was offered."))
    return back(role.session)
