"""The home page, ways to take part, and the pages that say what this is."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.editions.models import Edition
from forum.editions.overview import open_now
from forum.kit.access import fetch
from forum.kit.dotted import load
from forum.pages.public import public_page
from forum.taxonomy.models import Category
from forum.taxonomy.reading import entries

FIRST = (
    "member_state",
    "local_government",
    "civil_society",
    "migrant_diaspora",
    "youth",
    "trade_union",
    "un_system",
)
SHOWN = 5


def glance(request: HttpRequest) -> dict[str, Any] | None:
    found = load(settings.HOME_GLANCE)(request) if settings.HOME_GLANCE else None
    return {"template": "pledges/coverage/_glance.html", **found} if found else None


@public_page()
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    editions = list(Edition.objects.public().filter(is_rehearsal=False).select_related("series").newest_first())
    categories = {category.code: category for category in entries(Category)}
    context: dict[str, Any] = {
        "deadlines": open_now(request),
        "glance": glance(request),
        "categories": [categories[code] for code in FIRST if code in categories],
        "editions": editions[:SHOWN],
        "edition_count": len(editions),
    }
    return render(request, "forum/home/home.html", context)


@public_page()
@require_safe
def take_part_list(request: HttpRequest) -> HttpResponse:
    return render(request, "forum/home/take_part_list.html", {"categories": Category.objects.all()})


@public_page()
@require_safe
def take_part(request: HttpRequest, code: str) -> HttpResponse:
    """How one category takes part: its way in, what it may enter, and what is open now."""
    category = fetch(request.user, "view", Category.objects, code=code)
    rules = category.entry_rules.filter(space__edition__in=Edition.objects.public())
    rules = rules.select_related("space__edition").order_by("-space__edition__start", "space__order")
    matrix: dict[Edition, list[Any]] = {}
    for rule in rules:
        matrix.setdefault(rule.space.edition, []).append(rule)
    context = {"category": category, "matrix": matrix.items(), "deadlines": open_now(request)}
    return render(request, "forum/home/take_part.html", context)


@public_page()
@require_safe
def text_page(request: HttpRequest, name: str) -> HttpResponse:
    """A page of text: about, open data, accessibility, data protection."""
    editions = (
        Edition.objects.public().newest_first().only("slug", "short_title", "language", "words")
        if name == "open_data"
        else ()
    )
    return render(request, f"forum/home/{name}.html", {"editions": editions})
