"""The programme officers' list: what is drafted, scheduled and public, and which persons are in two places."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.programme.exports import BACKSTAGE
from events.programme.filters import ManageFilter
from events.sessions.actions import publish_all
from events.sessions.conflicts import conflicts_of
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.rows import when_words
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import may
from forum.kit.answers import matches
from forum.kit.exports import exported
from forum.kit.lists import listed


@login_required
@require_safe
def manage_programme(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    every = Session.objects.filter(edition=found)
    known = list(every.values_list("kind", "status", "date"))
    kinds, days = {kind for kind, *_rest in known}, {day for *_rest, day in known if day}
    chosen = ManageFilter(request.GET, queryset=every, edition=found, kinds=kinds, days=days)
    rows, answer = matches(chosen)
    if file := exported(request, BACKSTAGE, rows.in_order, about=edition, status=answer):
        return file
    page = Paginator(rows.in_order().for_lists(), 50).get_page(request.GET.get("page"))
    conflicts = conflicts_of(found)
    in_conflict = {pk for each in conflicts if each.is_open for pk in (each.first.pk, each.second.pk)}
    context = {
        "filter": chosen,
        "page": page,
        "rows": [
            {"session": each, "conflict": each.pk in in_conflict, "when": when_words(each)} for each in page.object_list
        ],
        "total": len(known),
        "conflicts": sorted(conflicts, key=lambda each: not each.is_open),
        "open_conflicts": sum(each.is_open for each in conflicts),
        "scheduled": sum(status == SessionStatus.SCHEDULED for _kind, status, _day in known),
        "may_add": may(request.user, "add", Session(edition=found)),
    }
    frame = edition_page(request, found, "manage-programme", **context)
    return render(request, "events/programme/manage.html", frame, status=answer)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def programme_publish(request: HttpRequest, edition: str) -> HttpResponse:
    """Shows what would become public, then does it."""
    found = edition_of(request, edition, "publish_programme")
    if request.method == "POST":
        published, left = publish_all(found, by=request.user)
        words = ngettext("%(count)s session was published.", "%(count)s sessions were published.", len(published))
        messages.success(request, words % {"count": len(published)})
        if left:
            names = listed(f"“{each}”" for each in left)
            messages.warning(request, _("Left out, with a person in two places: %(names)s.") % {"names": names})
        return redirect("manage_programme", edition=found.slug)
    ready = Session.objects.filter(edition=found, status=SessionStatus.SCHEDULED)
    conflicts = [each for each in conflicts_of(found) if each.is_open]
    held_back = {session.pk for each in conflicts for session in (each.first, each.second)}
    context = {
        "ready": [(each, each.pk in held_back) for each in ready.select_related("room", "edition").in_order()],
        "held_back": held_back,
    }
    return render(request, "events/programme/publish.html", edition_page(request, found, "manage-programme", **context))
