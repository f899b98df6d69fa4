"""Files and calendars made from the programme. Nobody signs in for them, and any page may read them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from events.outputs.frab import as_json, as_xml
from events.outputs.now import of_room
from events.outputs.paper import programme_pdf
from events.outputs.reading import parts_of, version_of
from events.releases.files import CALENDAR, Kept, answer, file_of, packed
from events.releases.reading import released
from events.sessions.ics import calendar_of
from events.sessions.models import Session
from events.speakers.models import SpeakerPage
from forum.editions.models import Edition
from forum.editions.views import edition_of
from forum.pages.public import public_page

XML, JSON, PAPER = "schedule.xml", "schedule.json", "programme.pdf"


@public_page()
@require_safe
def schedule_xml(request: HttpRequest, edition: str) -> HttpResponse:
    return answer(request, xml_of(edition_of(request, edition)), XML, "application/xml; charset=utf-8")


def xml_of(edition: Edition) -> Kept:
    return file_of(edition, XML, lambda: as_xml(edition, released(edition), version_of(edition)))


@public_page()
@require_safe
def schedule_json(request: HttpRequest, edition: str) -> HttpResponse:
    return answer(request, json_of(edition_of(request, edition)), JSON, "application/json")


def json_of(edition: Edition) -> Kept:
    return file_of(edition, JSON, lambda: as_json(edition, released(edition), version_of(edition)))


@public_page()
@require_safe
def programme_paper(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    file = file_of(found, PAPER, lambda: programme_pdf(found, released(found), version_of(found)))
    return answer(request, file, f"{found.slug}-programme.pdf", "application/pdf")


def draw(edition: Edition) -> None:
    """`RELEASE_OUTPUTS`: what apps ask for; the PDF is made when somebody wants one."""
    xml_of(edition)
    json_of(edition)


def calendar(request: HttpRequest, edition: Edition, name: str, title: str, sessions: list[Session]) -> HttpResponse:
    """Of a part of the programme: short, and made for who asks."""
    content = calendar_of(edition, sessions, name=f"{title}, {edition}")
    return answer(request, packed(content), f"{edition.slug}-{name}.ics", CALENDAR)


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
