"""Files and calendars made from the programme. Nobody signs in for them, and any page may read them."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.outputs.frab import as_json, as_xml
from events.outputs.now import of_room
from events.outputs.paper import programme_pdf
from events.outputs.reading import parts_of, version_of
from events.programme.files import CALENDAR, programme_file
from events.releases.reading import released
from events.sessions.ics import calendar_of
from events.sessions.models import Session
from events.speakers.models import SpeakerPage
from forum.editions.models import Edition
from forum.editions.views import edition_of


def sent(
    request: HttpRequest, edition: Edition, name: str, make: Callable[[], bytes], content_type: str
) -> HttpResponse:
    """Parts of the forum are named too, and are no part of a release."""
    parts = "".join(f" {each.pk}.{each.version}" for each in parts_of(edition).values())
    return programme_file(request, edition, name, make, content_type, parts)


@require_safe
def schedule_xml(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    return sent(
        request,
        found,
        "schedule.xml",
        lambda: as_xml(found, released(found), version_of(found)),
        "application/xml; charset=utf-8",
    )


@require_safe
def schedule_json(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    return sent(
        request, found, "schedule.json", lambda: as_json(found, released(found), version_of(found)), "application/json"
    )


@require_safe
def programme_paper(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    return sent(
        request,
        found,
        f"{found.slug}-programme.pdf",
        lambda: programme_pdf(found, released(found), version_of(found)),
        "application/pdf",
    )


def calendar(request: HttpRequest, edition: Edition, name: str, title: str, sessions: list[Session]) -> HttpResponse:
    words = f"{title}, {edition}"
    return sent(
        request, edition, f"{edition.slug}-{name}.ics", lambda: calendar_of(edition, sessions, name=words), CALENDAR
    )


@require_safe
def programme_part_ics(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    found = edition_of(request, edition)
    part = next((each for each in parts_of(found).values() if each.slug == slug), None)
    if part is None:
        raise Http404
    sessions = [each for each in released(found) if each.part_id == part.pk]
    return calendar(request, found, f"part-{part.slug}", str(part), sessions)


@require_safe
def room_ics(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Of a room in which something public is; of another nobody says that it is there."""
    found = edition_of(request, edition)
    sessions = of_room(released(found), pk)
    if not sessions:
        raise Http404
    return calendar(request, found, f"room-{pk}", str(sessions[0].room), sessions)


@require_safe
def speaker_ics(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    page = get_object_or_404(SpeakerPage.objects.public().select_related("user"), edition=found, pk=pk)
    return calendar(request, found, f"speaker-{pk}", str(page), sessions_with(found, page))


def sessions_with(edition: Edition, page: SpeakerPage) -> list[Session]:
    """Open sessions in which the person has a role that is shown."""
    return [
        each
        for each in released(edition)
        if not each.is_closed and any(role.user_id == page.user_id and role.is_shown for role in each.roles.all())
    ]
