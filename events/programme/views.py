"""The public programme: grid, list, session pages, calendar and data files."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.programme.exports import PROGRAMME
from events.programme.filters import SessionFilter
from events.programme.page import VIEWS, drawn, kept_page, plain_query, query_of, told
from events.releases.comparing import change_of
from events.releases.files import CALENDAR, answer, file_of, packed
from events.releases.reading import released, released_one
from events.sessions.ics import calendar_of
from events.sessions.kinds import ORGANISERS, SIDE_EVENTS, RoleKind, RoleStatus, SessionKind
from events.sessions.models import Session, SessionRole
from events.sessions.permissions import holds_role
from events.sessions.rows import days_of, when_words
from events.speakers.reading import pages_of
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import matches
from forum.kit.dotted import load_all
from forum.kit.exports import exported, file_name, whole_json
from forum.links.reading import linked
from forum.pages.public import public_page

ICS, DATA = "programme.ics", "programme.json"
CHOICES = SessionFilter.base_filters.keys() - {"q"}  # what people type is answered and not kept


def filtered(request: HttpRequest, edition: Edition) -> tuple[list[Session], SessionFilter]:
    """What is public of the edition, and the filter that chooses of it."""
    public = released(edition)
    return public, SessionFilter(request.GET, edition=edition, sessions=public)


def nonsense(chosen: SessionFilter) -> JsonResponse:
    """For programs: which value is no choice. They must not take the whole programme for an answer."""
    response = JsonResponse({"errors": chosen.form.errors.get_json_data()}, status=400)
    response["Access-Control-Allow-Origin"] = "*"
    return response


@public_page("view", "format", *CHOICES)
@require_safe
def programme(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition)
    if request.META["QUERY_STRING"] == "format=json":
        return data_file(request, found)
    status, reader, query = 200, request.reader_zone, plain_query(request)  # type: ignore[attr-defined]
    held = kept_page(found, query, reader) if query is not None else None
    if held:
        shown = told(request, held)
    else:
        _public, chosen = filtered(request, found)
        rows, status = matches(chosen)
        sessions = list(rows)
        if file := exported(request, PROGRAMME, sessions, about=edition, status=status):
            return file
        shown = drawn(request, found, chosen, sessions, reader, may_arrange=may(request.user, "arrange", found))
    frame = edition_page(request, found, "programme", shown=shown)
    return render(request, "events/programme/programme.html", frame, status=status)


def data_file(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The whole programme for programs."""
    file = file_of(edition, DATA, lambda: whole_json(PROGRAMME, released(edition)))
    return answer(request, file, file_name(PROGRAMME, edition.slug, "json"), "application/json", taken=True)


@public_page()
@require_safe
def programme_ics(request: HttpRequest, edition: str) -> HttpResponse:
    """Whole it is kept; what somebody chose of it is made for them."""
    found = edition_of(request, edition)
    name = f"{found.slug}.ics"
    if not request.GET.keys() & {*SessionFilter.base_filters}:
        file = file_of(found, ICS, lambda: calendar_of(found, released(found)))
        return answer(request, file, name, CALENDAR)
    _public, chosen = filtered(request, found)
    if not chosen.is_valid():
        return nonsense(chosen)
    return answer(request, packed(calendar_of(found, chosen.qs)), name, CALENDAR)


def draw(edition: Edition) -> None:
    """`RELEASE_OUTPUTS`: the pages and files that most ask for."""
    days = ["", *(day.isoformat() for day, _sessions in days_of(released(edition)))]
    for query in [query_of(view, day) for view in VIEWS for day in days]:
        kept_page(edition, query, reader="")
    file_of(edition, ICS, lambda: calendar_of(edition, released(edition)))
    file_of(edition, DATA, lambda: whole_json(PROGRAMME, released(edition)))


@public_page()
@require_safe
def session(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """As it was released; who arranges it or has a role in it is told what else is drafted, asked or due."""
    forum = edition_of(request, edition)
    public = released_one(forum, reference)
    live = public if public and request.user.is_anonymous else live_session(request, forum, reference)
    found = public or live
    backstage = may(request.user, "arrange", forum)
    mine = [] if live is public else [role for role in standing(live) if holds_role(request.user, role)]
    inside = backstage or bool(mine)
    whole = inside or not found.is_closed
    context = {
        "session": found,
        "whole": whole,
        "inside": inside,
        "backstage": backstage,
        "may_edit": may(request.user, "edit", live),
        "mine": mine,
        "people": people_of_page(found) if whole else [],
        "lenses": found.lenses.all() if whole else [],
        "links": linked(found, request.user),
        "panels": [shown for panel in load_all(settings.SESSION_PANELS) if (shown := panel(request, found))],
        "when_words": when_words(found),
        "is_listed": public is not None,
        "drafted": change_of(public, live).words if backstage and public else [],
        "may_report": may_report(request.user, live),
    }
    return render(request, "events/programme/session.html", edition_page(request, forum, "programme", **context))


def live_session(request: HttpRequest, edition: Edition, reference: str) -> Session:
    sessions = Session.objects.for_lists().select_related("part").filter(edition=edition)
    found = fetch(request.user, "view", sessions, reference=reference)
    found.edition = edition
    return found


def standing(session: Session) -> list[SessionRole]:
    return [role for role in session.roles.all() if role.status != RoleStatus.DECLINED]


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
    pages = pages_of(found.edition, found.roles.all())
    return [
        {
            "word": RoleKind(role).label,
            "roles": [{"role": each, "page": pages.get(each.user_id or 0, "")} for each in roles],
            "leads": role in ORGANISERS,
        }
        for role, roles in sorted(by_role.items(), key=lambda row: order[row[0]])
    ]


@require_safe
def session_ics(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    forum = edition_of(request, edition)
    found = released_one(forum, reference)
    if found is None:
        raise Http404(reference)
    return answer(request, packed(calendar_of(forum, [found])), f"{found.reference}.ics", CALENDAR)
