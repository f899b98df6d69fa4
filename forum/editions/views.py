"""Public pages of editions."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.editions.exports import EDITIONS
from forum.editions.filters import EditionFilter
from forum.editions.models import Edition, EntryRule
from forum.editions.overview import overview
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import matches
from forum.kit.exports import exported
from forum.kit.provenance import BASES
from forum.pages.public import public_page
from forum.taxonomy.models import Category

WITH_FRAME = Edition.objects.select_related("series", "parent")


def edition_of(request: HttpRequest, slug: str, verb: str = "view") -> Edition:
    return fetch(request.user, verb, WITH_FRAME.all(), slug=slug)


@public_page("series", "outcome", "page", "format")
@require_safe
def edition_list(request: HttpRequest) -> HttpResponseBase:
    editions = Edition.objects.visible_to(request.user).select_related("series").newest_first()
    filtered = EditionFilter(request.GET, queryset=editions)
    rows, status = matches(filtered)
    if file := exported(request, EDITIONS, rows, status=status):
        return file
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {"filter": filtered, "page": page, "may_add": request.user.has_perm("forum.add_edition")}
    return render(request, "forum/editions/list.html", {**context, "nav": "editions"}, status=status)


@public_page()
@require_safe
def edition_overview(request: HttpRequest, edition: str) -> HttpResponse:
    within = Exists(Edition.objects.filter(parent=OuterRef("pk")))
    found = fetch(request.user, "view", WITH_FRAME.annotate(is_parent=within), slug=edition)
    context = edition_page(request, found, "overview", **overview(request, found))
    return render(request, "forum/editions/overview.html", context)


@public_page()
@require_safe
def edition_sources(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    sources = [source.strip() for source in found.source.split(";") if source.strip()]
    context = edition_page(request, found, "overview", sources=sources, basis=BASES.get(found.basis, found.basis))
    return render(request, "forum/editions/sources.html", context)


@public_page()
@require_safe
def edition_access(request: HttpRequest, edition: str) -> HttpResponse:
    """The access matrix: which category may ask for which space, and why not."""
    found = edition_of(request, edition)
    spaces = list(found.spaces.all())
    cells = {(rule.category_id, rule.space_id): rule for rule in EntryRule.objects.filter(space__edition=found)}
    rows: list[dict[str, Any]] = [
        {"category": category, "cells": [(space, cells.get((category.pk, space.pk))) for space in spaces]}
        for category in Category.objects.all()
    ]
    context = edition_page(request, found, "overview", spaces=spaces, rows=rows if cells else [])
    return render(request, "forum/editions/access.html", {**context, "may_manage": may(request.user, "manage", found)})
