"""The public register of pledges, its map and its downloads."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from forum.kit.access import fetch
from forum.kit.refusals import Refused
from pledges.coverage import exports, lists
from pledges.coverage.coverage import Coverage
from pledges.coverage.filters import PledgeFilter, verified_updates
from pledges.pledges.models import Pledge
from pledges.pledges.querysets import PledgeQuerySet

ROWS = 50
ORDERS = {
    "reference": ["edition__start", "edition", "reference"],
    "title": ["title", "pk"],
    "who": ["organisation__name", "actor_name", "pk"],
    "year": ["year", "pk"],
    "stage": ["stage", "pk"],
}


def ordered(pledges: PledgeQuerySet, data: QueryDict) -> PledgeQuerySet:
    """By the asked column; newest edition first, then by reference, when none or an unknown one is asked for."""
    asked = data.get("order", "")
    names = ORDERS.get(asked.removeprefix("-"))
    if names is None:
        return pledges.order_by("-edition__start", "edition", "reference")
    return pledges.order_by(*[f"-{name}" if asked.startswith("-") else name for name in names])


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    known = lists.read(request.GET.get("edition", ""))
    found = PledgeFilter(request.GET, lists=known)
    valid = found.form.is_valid() if found.is_bound else True
    pledges = found.qs if valid else found.qs.none()
    rows = ordered(pledges.for_rows(), request.GET).annotate(is_verified=verified_updates())
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    edition = known.edition(request.GET.get("edition", ""))
    context: dict[str, Any] = {
        "filter": found,
        "more_set": any(request.GET.get(name) for name in ("type", "nature", "compacts", "lens", "verified")),
        "page": page,
        "count": page.paginator.count,
        "chosen": edition,
        "coverage": Coverage(request.GET, lists=known, address=request.path) if valid else None,
        "query": request.GET.urlencode(),
        "nav": "pledges",
        "rehearsal": bool(edition and edition.is_rehearsal),
    }
    return render(request, "pledges/coverage/register.html", context, status=200 if valid else 400)


def asked(request: HttpRequest) -> tuple[PledgeFilter, lists.Lists]:
    """The filter of the page; one that makes no sense is answered with what is wrong."""
    known = lists.read(request.GET.get("edition", ""))
    found = PledgeFilter(request.GET, lists=known)
    if found.is_bound and not found.form.is_valid():
        errors = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in found.form.errors.items())
        raise Nonsense(errors)
    return found, known


class Nonsense(Refused):
    status = 400


@require_safe
def register_csv(request: HttpRequest) -> HttpResponseBase:
    found, _known = asked(request)
    return exports.as_csv(exports.pledge_rows(ordered(found.qs, request.GET)), "pledges")


@require_safe
def register_json(request: HttpRequest) -> HttpResponseBase:
    found, _known = asked(request)
    return exports.pledges_json(ordered(found.qs, request.GET), found.qs.count())


@require_safe
def coverage_csv(request: HttpRequest) -> HttpResponseBase:
    _found, known = asked(request)
    return exports.as_csv(Coverage(request.GET, lists=known, address=reverse("pledges")).table(), "coverage")


@require_safe
def coverage_json(request: HttpRequest) -> HttpResponseBase:
    _found, known = asked(request)
    names, *rows = Coverage(request.GET, lists=known, address=reverse("pledges")).table()
    return JsonResponse({"objectives": [dict(zip(map(str, names), row, strict=True)) for row in rows]})


@require_safe
def pledge_json(request: HttpRequest, reference: str) -> HttpResponse:
    """One pledge, as the register's JSON has it."""
    pledges = exports.for_export(Pledge.objects.public())
    return JsonResponse(exports.as_data(fetch(request.user, "view", pledges, reference=reference)))
