"""Asking for a draft, looking at it, accepting it in whole or in part."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.conflicts.plan import Plan, load
from events.drafting import actions, exact
from events.drafting.exports import PLACES
from events.drafting.forms import AcceptForm, WishesForm
from events.drafting.lines import SHOWS, Line, grids_of, lines_of
from events.drafting.models import AutomaticDraft
from events.drafting.posing import tasks_in
from events.drafting.wishes import usual
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.jobs.views import as_row
from forum.kit.access import fetch, may
from forum.kit.answers import asked, attempt, posted, status_of
from forum.kit.exports import exported

EARLIER = 20


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def automatic_drafts(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "arrange")
    may_add = may(request.user, "add", AutomaticDraft(edition=found))
    if request.method == "POST" and not may_add:
        raise PermissionDenied("add")
    plan = load(found)
    form = WishesForm(plan, posted(request))
    made: list[AutomaticDraft] = []
    if attempt(form, lambda: made.append(actions.add(found, by=request.user, wishes=form.wishes()))):
        messages.success(request, _("The draft is being made. You may leave; it will wait on your desk."))
        return redirect(made[0])
    context = {
        "form": form,
        "earlier": AutomaticDraft.objects.filter(edition=found).select_related("begun_by", "edition", "job")[:EARLIER],
        "waiting": len(tasks_in(plan, usual(plan))),
        "rooms": len(plan.rooms),
        "may_add": may_add,
        "with_solver": exact.is_there(),
    }
    frame = edition_page(request, found, "manage-programme", **context)
    return render(request, "events/drafting/drafts.html", frame, status=status_of(form))


def draft_of(request: HttpRequest, verb: str, edition: str, number: int) -> AutomaticDraft:
    drafts = AutomaticDraft.objects.select_related("edition__series", "begun_by", "job")
    return fetch(request.user, verb, drafts, edition__slug=edition, number=number)


@login_required
@require_safe
def automatic_draft(request: HttpRequest, edition: str, number: int) -> HttpResponseBase:
    found = draft_of(request, "view", edition, number)
    plan = load(found.edition)
    lines = lines_of(found, plan)
    form = AcceptForm([], initial={"version": found.version})
    if file := exported(request, PLACES, lines, about=edition):
        return file
    return page_of(request, found, plan, lines, form)


def page_of(
    request: HttpRequest, draft: AutomaticDraft, plan: Plan, lines: list[Line], form: AcceptForm
) -> HttpResponse:
    show, view = asked(request, "show", SHOWS), asked(request, "view", ("grid",))
    reader: str = getattr(request, "reader_zone", "")
    accepts = may(request.user, "accept", draft)
    context: dict[str, Any] = {
        "draft": draft,
        "job": draft.job,
        "row": as_row(draft.job) if draft.job else None,
        "form": form,
        "lines": [line for line in lines if line.what == show] if show else lines,
        "total": len(lines),
        "counts": Counter(line.what for line in lines),
        "open": sum(line.is_open for line in lines),
        "show": show,
        "as_grid": view == "grid",
        "grids": grids_of(draft, lines, reader) if view == "grid" else [],
        "accepts": accepts,
        "stops": draft.job is not None and may(request.user, "stop", draft.job) and not draft.job.is_over,
        "rooms_of": len(draft.wished.rooms),
    }
    frame = edition_page(request, draft.edition, "manage-programme", **context)
    return render(request, "events/drafting/draft.html", frame, status=status_of(form))


@login_required
@require_POST
def automatic_draft_accept(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    found = draft_of(request, "accept", edition, number)
    plan = load(found.edition)
    form = AcceptForm(list(found.places.values_list("pk", flat=True)), request.POST)
    counts: list[tuple[int, int]] = []

    def act() -> None:
        said = form.cleaned_data
        ticked = [int(pk) for pk in said["places"]]
        counts.append(
            actions.accept(found, by=request.user, places=ticked, reason=said["reason"], version=said["version"])
        )

    if attempt(form, act):
        done, left = counts[0]
        words = ngettext(
            "%(count)s session was put into the programme.", "%(count)s sessions were put into the programme.", done
        )
        if done:
            messages.success(
                request, f"{words % {'count': done}} {_('Nobody is mailed; the public sees it with the next release.')}"
            )
        if left:
            words = ngettext(
                "%(count)s session was left as it was; its row says why.",
                "%(count)s sessions were left as they were; their rows say why.",
                left,
            )
            messages.warning(request, words % {"count": left})
        return redirect(found)
    ticked = [int(pk) for pk in request.POST.getlist("places") if pk.isdecimal() and len(pk) < 19]
    return page_of(request, found, plan, lines_of(found, plan, ticked), form)
