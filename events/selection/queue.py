"""The queue of proposals: ranked, searched, filtered, with their states and their balance."""

from collections import Counter
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.calls.models import Call
from events.selection.balance import part
from events.selection.boarding import TAB, edition_with_call
from events.selection.exports import PROPOSALS as QUEUE
from events.selection.filters import ProposalFilter
from events.selection.pool import APPLIED, Entrant, pool
from events.side_events.models import Proposal, ProposalStatus
from forum.editions.pages import edition_page
from forum.history.exports import noted
from forum.kit.access import may
from forum.kit.answers import matches
from forum.kit.exports import exported

ROWS = 50
GONE = (ProposalStatus.WITHDRAWN, ProposalStatus.MERGED)


@require_safe
def selection(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Ranked by the mean of the reviewers; last those without one, or of which the reader is an organiser."""
    found, call = edition_with_call(request, edition)
    if call is None:
        return render(request, "events/selection/no_call.html", edition_page(request, found, TAB))
    entrants = pool(call, request.user, also=GONE)
    filtered = ProposalFilter(request.GET, queryset=Proposal.objects.filter(call=call).exclude(status="draft"))
    rows, status = those_asked_for(request, filtered, entrants)
    listed = Proposal.objects.filter(pk__in=[each.pk for each in rows]).select_related(
        "organisation__category", "organisation__country", "edition", "session"
    )
    listed = listed.ranked(hidden=[each.pk for each in entrants if each.tied])
    if file := exported(request, QUEUE, listed, about=edition, status=status, record=noted(request, found)):
        return file
    applied = [each for each in entrants if each.status in APPLIED]
    chosen = [each for each in applied if each.held]
    reserve = sum(each.status == ProposalStatus.RESERVE for each in applied)
    keeps = may(request.user, "promote", call)
    context = edition_page(
        request,
        found,
        TAB,
        call=call,
        filter=filtered,
        page=Paginator(rows, ROWS).get_page(request.GET.get("page")),
        total=len(entrants),
        states=states(call, entrants),
        balance=[{"kind": kind, "rows": linked(call, kind, chosen, applied)} for kind in ("category", "region")],
        may_keep=keeps,
        reserve=reserve,
        may_promote=keeps and bool(reserve) and call.places_left > 0,
    )
    return render(request, "events/selection/queue.html", context, status=status)


def those_asked_for(
    request: HttpRequest, filtered: ProposalFilter, entrants: list[Entrant]
) -> tuple[list[Entrant], int]:
    if not any(request.GET.get(name) for name in filtered.filters):
        return entrants, 200
    fitting, status = matches(filtered)
    pks = set(fitting.values_list("pk", flat=True))
    apart = bool(request.GET.get("apart"))
    return [each for each in entrants if each.pk in pks and (each.is_apart or not apart)], status


def address(call: Call, **query: Any) -> str:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    return f"{reverse('selection', args=[call.edition.slug])}?{asked}"


def states(call: Call, entrants: list[Entrant]) -> list[dict[str, Any]]:
    """How many stand in each state, each a link to its list."""
    found = Counter(each.status for each in entrants)
    return [
        {"state": state, "count": found[state], "url": address(call, state=state.value)}
        for state in ProposalStatus
        if found[state]
    ]


def linked(call: Call, kind: str, chosen: list[Entrant], applied: list[Entrant]) -> list[dict[str, Any]]:
    """Who is selected, against who applied: each a link to its list."""
    rows = part(kind, chosen, applied, [], []).rows
    return [
        {"label": row.label, "value": row.value, "of": row.applied, "url": address(call, **{kind: row.code})}
        for row in rows
    ]
