"""The public programme: grid, list, session pages, calendar and data files."""

from collections import Counter
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.programme.exports import PROGRAMME
from events.programme.filters import SessionFilter
from events.programme.grid import grid_of
from events.sessions.ics import calendar_of
from events.sessions.kinds import ORGANISERS, SIDE_EVENTS, Precision, RoleKind, RoleStatus, SessionKind
from events.sessions.models import Session, SessionRole
from events.sessions.permissions import holds_role
from events.sessions.rows import days_of, hours_ahead, row_of, when_words
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import matches
from forum.kit.dotted import load_all
from forum.kit.exports import exported
from forum.links.reading import linked
from forum.pages.public import public_page

CHOICES = SessionFilter.base_filters.keys() - {"q"}  # what people type is answered and not kept


def filtered(request: HttpRequest, edition: Edition) -> tuple[Counter[date], int, SessionFilter]:
    """What is public of the edition, as filtered; before it how many sessions each day has, and how many there are."""
    public = Session.objects.public().filter(edition=edition)
    known = list(public.values_list("date", "date_precision", "kind"))
    days = Counter(day for day, precision, _kind in known if day and precision == Precision.DAY)
    kinds = {kind for *_rest, kind in known}
    chosen = SessionFilter(request.GET, queryset=public, edition=edition, kinds=kinds, days=days)
    return days, len(known), chosen


def nonsense(chosen: SessionFilter) -> JsonResponse:
    """For programs: which value is no choice. They must not take the whole programme for an answer."""
    response = JsonResponse({"errors": chosen.form.errors.get_json_data()}, status=400)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def has_hours(sessions: list[Session]) -> bool:
    return any(session.starts_at for session in sessions)


@public_page("view", "format", *CHOICES)
@require_safe
def programme(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition)
    counts, known, chosen = filtered(request, found)
    rows, status = matches(chosen)
    if file := exported(request, PROGRAMME, rows.in_order, about=edition, status=status):
        return file
    day = chosen.form.cleaned_data.get("day", "")
    sessions = list(rows.in_order().for_lists())
    reader = request.reader_zone  # type: ignore[attr-defined]
    as_list = request.GET.get("view") == "list"
    days: list[dict[str, Any]] = [
        {
            "day": each,
            "rows": [row_of(session) for session in of_day],
            "grid": None if as_list or not has_hours(of_day) else grid_of(found, each, of_day, reader),
        }
        for each, of_day in days_of(sessions)
    ]
    context = {
        "as_list": as_list,
        "days": days,
        "tabs": [{"day": each, "count": counts[each], "current": each.isoformat() == day} for each in sorted(counts)],
        "all_days": not day,
        "filter": chosen,
        "found": len(sessions),
        "known": known,
        "undated": [{**row_of(each), "when": when_words(each)} for each in sessions if not each.day],
        "yours": hours_ahead(found, reader, datetime.combine(found.start, time(12), tzinfo=found.zone)),
        "may_arrange": may(request.user, "arrange", found),
    }
    frame = edition_page(request, found, "programme", **context)
    return render(request, "events/programme/programme.html", frame, status=status)


@public_page(*CHOICES)
@require_safe
def programme_ics(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    *_known, chosen = filtered(request, found)
    if not chosen.is_valid():
        return nonsense(chosen)
    return calendar_file(found.slug, calendar_of(found, chosen.qs.in_order().for_lists()))


def calendar_file(name: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def session_of(request: HttpRequest, edition: str, reference: str) -> Session:
    sessions = Session.objects.for_lists().select_related("edition__series", "part")
    return fetch(request.user, "view", sessions, edition__slug=edition, reference=reference)


@public_page()
@require_safe
def session(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    found = session_of(request, edition, reference)
    backstage = may(request.user, "arrange", found.edition)
    standing = [role for role in found.roles.all() if role.status != RoleStatus.DECLINED]
    mine = [role for role in standing if holds_role(request.user, role)]
    inside = backstage or bool(mine)
    whole = inside or not found.is_closed
    context = {
        "session": found,
        "whole": whole,
        "inside": inside,
        "backstage": backstage,
        "mine": mine,
        "people": people_of_page(found) if whole else [],
        "lenses": found.lenses.all() if whole else [],
        "links": linked(found, request.user),
        "panels": [shown for panel in load_all(settings.SESSION_PANELS) if (shown := panel(request, found))],
        "when_words": when_words(found),
        "is_listed": found.published_at is not None,
        "may_report": may_report(request.user, found),
    }
    return render(
        request, "events/programme/session.html", edition_page(request, found.edition, "programme", **context)
    )


def may_report(user: Any, found: Session) -> bool:
    told = found.kind not in (*SIDE_EVENTS, SessionKind.ROUND_TABLE)
    return told and found.can_move("report") and may(user, "report", found)


def people_of_page(found: Session) -> list[dict[str, Any]]:
    """Roles that are shown, by role; those of a round table that nobody is known to hold are named as not known."""
    by_role: dict[str, list[SessionRole]] = {}
    for role in found.roles.all():
        if role.is_shown:
            by_role.setdefault(role.role, []).append(role)
    if found.kind == SessionKind.ROUND_TABLE:
        for needed in (RoleKind.CO_CHAIR, RoleKind.RAPPORTEUR):
            by_role.setdefault(needed, [])
    order = {value: number for number, value in enumerate(RoleKind.values)}
    return [
        {"word": RoleKind(role).label, "roles": roles, "leads": role in ORGANISERS}
        for role, roles in sorted(by_role.items(), key=lambda row: order[row[0]])
    ]


@public_page()
@require_safe
def session_ics(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    public = Session.objects.public().for_lists()
    found = fetch(request.user, "view", public, edition__slug=edition, reference=reference)
    return calendar_file(found.reference, calendar_of(found.edition, [found]))
