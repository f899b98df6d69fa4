"""One's own agenda, its stars, and the address under which a calendar reads it."""

from hashlib import blake2b

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import parse_etags, url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from events.agenda import actions
from events.agenda.models import AgendaLink, digest
from events.agenda.reading import agenda_of
from events.sessions.ics import calendar_of
from events.sessions.models import Session
from events.sessions.rows import row_of
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch
from forum.kit.qr import qr


@login_required
@require_safe
def agenda(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    days: dict[object, list[dict[str, object]]] = {}
    entries = agenda_of(found, request.user)
    for entry in entries:
        row = {"entry": entry, "row": row_of(entry.session)}
        days.setdefault(entry.session.day, []).append(row)
    context = {
        "days": [{"day": day, "rows": rows} for day, rows in days.items()],
        "count": len(entries),
        "clashes": sum(bool(each.clashes) for each in entries),
        "link": actions.link_of(found, request.user),
    }
    return render(request, "events/agenda/agenda.html", edition_page(request, found, "programme", **context))


def starring(request: HttpRequest, edition: str, reference: str) -> Session:
    return fetch(request.user, "star", Session.objects.public(), edition__slug=edition, reference=reference)


def back(request: HttpRequest, session: Session) -> HttpResponse:
    """To where the star was touched: the session, or the agenda."""
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts=None):
        return redirect(asked)
    return redirect(session)


@login_required
@require_POST
def session_star(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = starring(request, edition, reference)
    actions.star(session, by=request.user)
    messages.success(request, _("The session stands in your agenda."))
    return back(request, session)


@login_required
@require_POST
def session_unstar(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = starring(request, edition, reference)
    actions.unstar(session, by=request.user)
    messages.success(request, _("The star was taken away."))
    return back(request, session)


@login_required
@require_POST
@never_cache
def agendalink_make(request: HttpRequest, edition: str) -> HttpResponse:
    """The address is in this answer and nowhere else."""
    found = edition_of(request, edition)
    token = actions.make(found, by=request.user, language=translation.get_language() or settings.LANGUAGE_CODE)
    address = f"{settings.BASE_URL}{reverse('agenda_ics', args=[found.slug, token])}"
    context = {"address": address, "qr": qr(address)}
    context["subscribe"] = f"webcal://{address.partition('://')[2]}"
    return render(request, "events/agenda/link.html", edition_page(request, found, "programme", **context))


@login_required
@require_POST
def agendalink_end(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    if link := actions.link_of(found, request.user):
        actions.end(link, by=request.user)
    messages.success(request, _("The address has ended. Calendars that follow it get nothing any more."))
    return redirect("agenda", edition=found.slug)


@require_safe
def agenda_ics(request: HttpRequest, edition: str, token: str) -> HttpResponse:
    """Whoever knows the address reads the agenda; nothing is kept, and an ended address is no address."""
    links = AgendaLink.objects.select_related("user", "edition__series")
    link = links.filter(token_digest=digest(token), edition__slug=edition, ended_at=None, user__is_active=True).first()
    if link is None:
        raise Http404
    with translation.override(link.language):
        sessions = [entry.session for entry in agenda_of(link.edition, link.user)]
        name = _("My agenda, %(edition)s") % {"edition": link.edition}
        content = calendar_of(link.edition, sessions, name=name)
    etag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        answer: HttpResponse = HttpResponseNotModified()
    else:
        answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = 'inline; filename="agenda.ics"'
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
