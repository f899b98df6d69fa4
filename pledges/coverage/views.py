"""The public register of pledges, its map and its downloads."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.kit.access import fetch
from forum.kit.answers import asked, matches
from forum.kit.exports import exported
from forum.pages.public import public_page
from pledges.coverage import exports, lists
from pledges.coverage.coverage import Coverage
from pledges.coverage.filters import PledgeFilter, verified_updates
from pledges.pledges.models import Pledge
from pledges.pledges.querysets import PledgeQuerySet

ROWS = 50
CHOICES = PledgeFilter.base_filters.keys() - {"q"}  # what people type is answered and not kept
ORDERS = {
    "reference": ["edition__start", "edition", "reference"],
    "title": ["title", "pk"],
    "who": ["organisation__name", "actor_name", "pk"],
    "year": ["year", "pk"],
    "stage": ["stage", "pk"],
}


def ordered(pledges: PledgeQuerySet, request: HttpRequest) -> PledgeQuerySet:
    """By the asked column; newest edition first, then by reference, when none is asked for."""
    column = asked(request, "order", [f"{sign}{name}" for name in ORDERS for sign in ("", "-")])
    if not column:
        return pledges.order_by("-edition__start", "edition", "reference")
    sign, names = column[: column.startswith("-")], ORDERS[column.removeprefix("-")]
    return pledges.order_by(*[f"{sign}{name}" for name in names])


@public_page("page", "order", "format", "list", *CHOICES)
@require_safe
def register(request: HttpRequest) -> HttpResponseBase:
    known = lists.read(request.GET.get("edition", ""))
    found = PledgeFilter(request.GET, lists=known)
    pledges, status = matches(found)
    edition = known.edition(request.GET.get("edition", ""))
    coverage = Coverage(request.GET, lists=known, address=request.path)
    about = edition.slug if edition else ""
    for export, listed in (
        (exports.coverage_export(coverage), lambda: coverage.rows),
        (exports.UPDATES, lambda: exports.updates_of(pledges)),
        (exports.PLEDGES, lambda: ordered(pledges, request)),
    ):
        if file := exported(request, export, listed, about=about, status=status):
            return file
    rows = ordered(pledges.for_rows(), request).annotate(is_verified=verified_updates())
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "filter": found,
        "page": page,
        "count": page.paginator.count,
        "chosen": edition,
        "coverage": coverage if status == 200 else None,
        "query": request.GET.urlencode(),
        "nav": "pledges",
        "rehearsal": bool(edition and edition.is_rehearsal),
    }
    return render(request, "pledges/coverage/register.html", context, status=status)


@require_safe
def pledge_json(request: HttpRequest, reference: str) -> HttpResponse:
    """One pledge, as the register's JSON has it."""
    pledges = exports.for_export(Pledge.objects.public())
    return JsonResponse(exports.as_data(fetch(request.user, "view", pledges, reference=reference)))
