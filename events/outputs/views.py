"""Pages made from the programme: now and next, rooms and their signs, speakers, calendars and data, the piece for
other sites."""

from copy import copy
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.outputs import actions
from events.outputs.feeds import sessions_with
from events.outputs.forms import EmbeddingForm
from events.outputs.now import InRoom, in_room, of_room, rooms_at
from events.outputs.reading import parts_of
from events.releases.reading import released
from events.sessions.models import Session
from events.sessions.rows import days_of, row_of
from events.speakers.models import SpeakerPage
from events.venues.models import Room
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit import clock
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, say_stale, status_of
from forum.kit.qr import qr
from forum.pages.public import public_page

EVERY_MINUTE = "60"  # a display renews itself; who reads at a desk does so by a link


def page(request: HttpRequest, edition: Edition, template: str, **context: Any) -> HttpResponse:
    return render(request, f"events/outputs/{template}.html", edition_page(request, edition, "programme", **context))


def display(request: HttpRequest, edition: Edition, template: str, **context: Any) -> HttpResponse:
    """For a wall or a door: no bar, no menus, large. It renews itself only where somebody asked for a display."""
    answer = render(
        request,
        f"events/outputs/{template}.html",
        {"edition": edition, "series": edition.series.slug, "now": clock.now(), **context},
    )
    if request.GET.get("view") == "display":
        answer["Refresh"] = EVERY_MINUTE
    return answer


@public_page("view")
@require_safe
def programme_now(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    now = clock.now()
    context = {
        "now": now,
        "today": found.local(now).date(),
        "rooms": [shown(found, each) for each in rooms_at(found, released(found), now)],
    }
    if request.GET.get("view") == "display":
        return display(request, found, "now_display", **context)
    return page(request, found, "now", **context)


def shown(edition: Edition, found: InRoom) -> dict[str, Any]:
    today = edition.local(clock.now()).date()
    return {
        "room": found.room,
        "running": row_of(found.running) if found.running else None,
        "next": row_of(found.next) if found.next else None,
        "next_day": found.next.day if found.next and found.next.day != today else None,
        "today": [row_of(each) for each in found.today],
    }


def room_of(request: HttpRequest, edition: str, pk: int) -> tuple[Edition, Room, list[Session]]:
    """A room in which something public is. Of a room with closed sessions only, nobody says that it is there."""
    found = edition_of(request, edition)
    sessions = of_room(released(found), pk)
    room = Room.objects.filter(edition=found, pk=pk).first()
    if not sessions or room is None:
        raise Http404
    room.edition = found
    return found, room, sessions


@public_page()
@require_safe
def room_page(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found, room, sessions = room_of(request, edition, pk)
    days = [{"day": day, "rows": [row_of(each) for each in of_day]} for day, of_day in days_of(sessions)]
    return page(request, found, "room", room=room, days=days, count=len(sessions))


@public_page("view", "also")
@require_safe
def room_sign(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found, room, sessions = room_of(request, edition, pk)
    now = in_room(found, [each for each in sessions if each.starts_at], clock.now())
    address = f"{settings.BASE_URL}{reverse('room_page', args=[found.slug, room.pk])}"
    here = translation.get_language() or settings.LANGUAGE_CODE
    also = [code for code in request.GET.getlist("also") if code in dict(settings.LANGUAGES) and code != here]
    codes = [here, *dict.fromkeys(also)]
    context = {
        "room": room,
        "words": [words_in(code) for code in codes],
        "others": [words_in(code) for code, _name in settings.LANGUAGES if code not in codes],
        "running": sign_row(now.running, codes),
        "next": sign_row(now.next, codes),
        "today": [row_of(each) for each in now.today],
        "qr": qr(address),
        "address": address,
    }
    return display(request, found, "sign", **context)


def words_in(code: str) -> dict[str, Any]:
    """The few words of a sign, in one language."""
    with translation.override(code):
        info = get_language_info(code)
        words = {"now": _("Now"), "next": _("Next"), "free": _("Nothing is on now.")}
    return {"code": code, "name": info["name_local"], "dir": "rtl" if info["bidi"] else "ltr", **words}


def sign_row(session: Session | None, codes: list[str]) -> dict[str, Any] | None:
    """The title in each language of the sign that it is held in, the page's first."""
    if session is None:
        return None
    titles: list[dict[str, Any]] = []
    for code in codes:
        title, language = session.in_language("title", code)
        if title and title not in [each["title"] for each in titles]:
            titles.append({"title": title, "code": language})
    return {**row_of(session), "titles": titles or [{"title": str(session), "code": ""}], "day": session.day}


@public_page()
@require_safe
def speaker(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    pages = SpeakerPage.objects.select_related("edition__series", "edition__parent", "user")
    found = fetch(request.user, "view", pages, edition__slug=edition, pk=pk)
    if not may(request.user, "view", found.edition) and found.edition.status == "draft":
        raise Http404
    sessions = sessions_with(found.edition, found)
    context = {
        "speaker": found,
        "bodies": bodies_of(sessions, found),
        "rows": [{**row_of(each), "day": each.day, "roles": roles_in(each, found)} for each in sessions],
        "own": request.user.pk == found.user_id,
        "is_public": SpeakerPage.objects.public().filter(pk=found.pk).exists(),
    }
    return page(request, found.edition, "speaker", **context)


def roles_in(session: Session, page: SpeakerPage) -> list[str]:
    return [
        str(role.get_role_display()) for role in session.roles.all() if role.user_id == page.user_id and role.is_shown
    ]


def bodies_of(sessions: list[Session], page: SpeakerPage) -> list[Any]:
    """For whom the person appears, as the roles say."""
    found = {
        role.organisation_id: role.organisation
        for each in sessions
        for role in each.roles.all()
        if role.user_id == page.user_id and role.is_shown and role.organisation
    }
    return list(found.values())


@public_page()
@require_safe
def programme_feeds(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    sessions = released(found)
    rooms = {each.room.pk: each.room for each in sessions if each.room and not each.is_closed}
    inhabited = {each.part_id for each in sessions}
    embedding = actions.embedding_of(found)
    context = {
        "base": settings.BASE_URL,
        "webcal": f"webcal://{settings.BASE_URL.partition('://')[2]}",
        "rooms": sorted(rooms.values(), key=lambda each: (each.order, str(each))),
        "parts": [each for each in parts_of(found).values() if each.pk in inhabited],
        "speakers": SpeakerPage.objects.public().filter(edition=found).select_related("user").order_by("user__name"),
        "apps": [(each.upper(), reverse(f"schedule_{each}", args=[found.slug])) for each in ("xml", "json")],
        "formats": ["JSON", "CSV", "XLSX"],
        "sites": embedding.sites.split(),
        "snippet": snippet(found),
        "may_embed": may(request.user, "edit", embedding),
        "count": len(sessions),
    }
    return page(request, found, "feeds", **context)


def snippet(edition: Edition) -> str:
    """What the people of another site copy into their page."""
    address = f"{settings.BASE_URL}{reverse('programme_embed', args=[edition.slug])}?in={translation.get_language()}"
    title = conditional_escape(_("Programme of %(edition)s") % {"edition": edition})
    return f'<iframe src="{address}" title="{title}" width="100%" height="800" loading="lazy"></iframe>'


@public_page("in", "day")
@require_safe
def programme_embed(request: HttpRequest, edition: str) -> HttpResponse:
    """In a frame of the sites that the organisers name. It sets no cookie, not even for a language."""
    found = edition_of(request, edition)
    sites = actions.embedding_of(found).sites.split()
    asked = request.GET.get("in", "")
    language = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
    with translation.override(language):
        chosen = request.GET.get("day", "")
        days = [
            {"day": day, "rows": [row_of(each) for each in rows]}
            for day, rows in days_of(released(found))
            if chosen in ("", day.isoformat())
        ]
        context = {"edition": found, "series": found.series.slug, "days": days, "base": settings.BASE_URL}
        answer = render(request, "events/outputs/embed.html", context)
        answer["Content-Language"] = translation.get_language() or ""
    if sites:
        answer["Content-Security-Policy"] = build_policy(replace={"frame-ancestors": sites})
        answer["Cross-Origin-Resource-Policy"] = "cross-origin"
        answer.xframe_options_exempt = True  # type: ignore[attr-defined]  # the policy says who may
    return answer


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def embedding_edit(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "publish_programme")
    embedding = actions.embedding_of(found)
    form = EmbeddingForm(posted(request), instance=copy(embedding), initial={"version": embedding.version})
    if attempt(
        form, lambda: actions.edit(embedding, by=request.user, version=form.cleaned_data["version"], **form.values())
    ):
        messages.success(request, _("The sites were saved."))
        return redirect("programme_feeds", edition=found.slug)
    if form.is_bound:
        say_stale(form, embedding.version)
    context = edition_page(request, found, "manage-programme", form=form)
    return render(request, "events/outputs/embedding.html", context, status=status_of(form))
