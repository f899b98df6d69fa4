"""The desk: what waits for a person, and what that person did."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.desk.items import Item, collect
from forum.drafts.models import Draft
from forum.history.exports import history_of
from forum.history.models import Entry
from forum.history.querysets import EntryQuerySet
from forum.history.reading import read
from forum.jobs.models import Job, JobStatus
from forum.jobs.views import as_row
from forum.kit import clock
from forum.kit.exports import exported
from forum.notifications.models import Notification
from forum.undo.offers import undoable

MONTH = timedelta(days=30)


def done_lately(user: Any) -> EntryQuerySet:
    return Entry.objects.filter(actor_id=user.pk, at__gte=clock.now() - MONTH).order_by("-at", "-number")


def groups(items: list[Item]) -> dict[str, list[Item]]:
    return {
        "late": [item for item in items if item.is_late],
        "week": [item for item in items if item.is_soon and not item.is_late],
        "later": [item for item in items if item.due and not item.is_soon],
        "undated": [item for item in items if not item.due],
    }


@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    user = request.user
    items, standings = collect(user)
    roles = sum(len(roles) for roles in user.edition_roles.values()) + len(user.organisation_roles)  # type: ignore[union-attr]
    jobs = Job.objects.visible_to(user).filter(made_at__gte=clock.now() - timedelta(days=7))[:5]
    notices = Notification.objects.visible_to(user).unread().exclude(subject="").select_related("edition")[:5]
    just_now = Q(at__gt=clock.now() - settings.UNDO_WINDOW)
    lately = done_lately(user).aggregate(number=Count("pk"), last=Count("pk", filter=just_now))
    context = {
        "items": items,
        "desk_count": len(items),
        "groups": groups(items),
        "standings": standings,
        "role_count": roles,
        "drafts": Draft.objects.filter(person=user)[:10],
        "jobs": [{"job": job, "row": as_row(job)} for job in jobs],
        "notices": notices,
        "failed": JobStatus.FAILED,
        "done": lately["number"],
        "undoable": undoable(request) if lately["last"] else [],
        "rehearsal": user.is_fictional,  # type: ignore[union-attr]
    }
    return render(request, "forum/desk/desk.html", {**context, "nav": "desk"})


@login_required
@require_safe
def done(request: HttpRequest) -> HttpResponseBase:
    if file := exported(request, history_of(request.user), lambda: done_lately(request.user)):
        return file
    page = Paginator(done_lately(request.user), 50).get_page(request.GET.get("page"))
    offers = {offer["pk"]: offer for offer in undoable(request)}
    rows = [{"line": line, "undo": offers.get(line.entry.pk)} for line in read(page.object_list, request.user)]
    context = {"page": page, "rows": rows, "nav": "desk"}
    return render(request, "forum/desk/done.html", context)
