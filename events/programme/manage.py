"""The programme officers' list: what is drafted, scheduled and public, and which conflicts need a reason."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.conflicts.checking import shown, strict
from events.conflicts.plan import load
from events.programme.exports import BACKSTAGE
from events.programme.filters import ManageFilter
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from events.sessions.rows import when_words
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import may
from forum.kit.answers import matches
from forum.kit.exports import exported

FEW = 10  # the rest stands in the list of conflicts


def facts(edition: Edition) -> QuerySet[Session, Any]:
    return Session.objects.filter(edition=edition).order_by().values_list("kind", "status", "date")


@login_required
@require_safe
def manage_programme(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    every = Session.objects.filter(edition=found)
    plan = load(found, every=facts)
    known = plan.kept["every"]
    kinds, days = {kind for kind, *_rest in known}, {date.fromisoformat(day) for *_rest, day in known if day}
    chosen = ManageFilter(request.GET, queryset=every, edition=found, kinds=kinds, days=days)
    rows, answer = matches(chosen)
    if file := exported(request, BACKSTAGE, rows.in_order, about=edition, status=answer):
        return file
    page = Paginator(rows.in_order().select_related("room", "edition"), 50).get_page(request.GET.get("page"))
    findings = plan.findings()
    pressing = strict(findings)
    in_conflict = {pk for each in pressing for pk in (each.session, each.other)}
    context = {
        "filter": chosen,
        "page": page,
        "rows": [
            {"session": each, "conflict": each.pk in in_conflict, "when": when_words(each)} for each in page.object_list
        ],
        "total": len(known),
        "conflicts": shown(plan, pressing[:FEW]),
        "open_conflicts": sum(each.is_open for each in findings),
        "scheduled": sum(status == SessionStatus.SCHEDULED for _kind, status, _day in known),
        "may_add": may(request.user, "add", Session(edition=found)),
    }
    frame = edition_page(request, found, "manage-programme", **context)
    return render(request, "events/programme/manage.html", frame, status=answer)
