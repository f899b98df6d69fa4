"""Who scores what: a whole assignment in balance, proposed and shown before it is given; progress and reminders."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from events.calls.models import Call
from events.selection.board_forms import AssignForm
from events.selection.boarding import TAB, call_to, edition_with_call
from events.selection.exports import REVIEWERS
from events.selection.loads import Loads, Planned, assign_all, loads_of, plan, remind
from forum.editions.pages import edition_page
from forum.history.exports import noted
from forum.kit.access import may
from forum.kit.answers import posted, posted_version
from forum.kit.exports import exported
from forum.kit.refusals import Refused


@require_safe
def selection_reviewers(request: HttpRequest, edition: str) -> HttpResponseBase:
    """How far each reviewer is, and the assignment that could be given now."""
    found, call = edition_with_call(request, edition)
    if call is None:
        return render(request, "events/selection/no_call.html", edition_page(request, found, TAB))
    return shown(request, call)


def shown(request: HttpRequest, call: Call, refusal: str = "", status: int = 200) -> HttpResponseBase:
    loads = loads_of(call)
    record = noted(request, call.edition)
    if file := exported(request, REVIEWERS, loads.rows, about=call.edition.slug, record=record):
        return file
    form = AssignForm(
        {"each": request.GET["each"], "version": call.version} if "each" in request.GET else None,
        initial={"each": call.reviewers_per_proposal},
    )
    keeps = may(request.user, "assign_all", call)
    planned = None
    if form.is_bound and keeps:
        planned = plan(loads, form.cleaned_data["each"]) if form.is_valid() else None
        status = 422 if planned is None else status
    context = edition_page(
        request,
        call.edition,
        TAB,
        call=call,
        rows=loads.rows,
        conflicts=loads.conflicts,
        form=form,
        planned=planned,
        given=given_rows(loads, planned),
        late=[row for row in loads.rows if row.due],
        may_keep=keeps,
        refusal=refusal,
    )
    return render(request, "events/selection/assignment.html", context, status=status)


def given_rows(loads: Loads, planned: Planned | None) -> list[dict[str, Any]]:
    """The plan by reviewer: what each gets beside what each has."""
    if planned is None:
        return []
    gets: dict[int, list[str]] = defaultdict(list)
    for proposal, person in planned.pairs:
        gets[person].append(loads.references[proposal])
    return [{"row": row, "gets": sorted(gets[row.pk]), "then": row.given + len(gets[row.pk])} for row in loads.rows]


@require_POST
def call_assign_all(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Gives the assignment as it was shown; if it would be another one by now, nothing is given."""
    call = call_to(request, "assign_all", edition)
    form = AssignForm(posted(request))
    if not form.is_valid():
        return shown(request, call, _("This address asks for something that there is not."), 422)
    said = form.cleaned_data
    try:
        count = assign_all(call, by=request.user, each=said["each"], code=said["code"], version=said["version"])
    except Refused as refused:
        return shown(request, call, str(refused.message), refused.status)
    words = ngettext("%(count)s proposal to score was given.", "%(count)s proposals to score were given.", count)
    messages.success(request, f"{words % {'count': count}} {_('Reviewers are told by mail.')}")
    return redirect("selection_reviewers", edition)


@require_POST
def call_remind(request: HttpRequest, edition: str) -> HttpResponse:
    """One mail to each reviewer who still has something to score."""
    call = call_to(request, "remind", edition)
    count = remind(call, by=request.user, version=posted_version(request))
    words = ngettext("%(count)s reviewer is reminded by mail.", "%(count)s reviewers are reminded by mail.", count)
    messages.success(request, words % {"count": count})
    return redirect("selection_reviewers", edition)
