"""The search over everything that the reader may see."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from forum.kit.answers import matches
from forum.kit.exports import exported
from forum.kit.folding import asked
from forum.search.exports import RESULTS
from forum.search.filters import SearchFilter
from forum.search.kinds import kinds, word_of
from forum.search.models import SearchEntry
from forum.search.snippets import marked, snippet

ROWS = 50


@require_safe
def search(request: HttpRequest) -> HttpResponseBase:
    question = request.GET.get("q", "")
    terms = asked(question)
    visible = SearchEntry.objects.visible_to(request.user)
    chosen = SearchFilter(request.GET, queryset=visible if terms else visible.none())
    found, status = matches(chosen)
    if file := exported(request, RESULTS, found, status=status):
        return file
    page = Paginator(found.select_related("edition"), ROWS).get_page(request.GET.get("page"))
    counts = count_kinds(visible, question) if terms and status == 200 else {}
    kind = request.GET.get("kind", "")
    words = kinds()
    context: dict[str, Any] = {
        "filter": chosen,
        "question": question,
        "asks": bool(terms),
        "page": page,
        "rows": [
            {
                "entry": each,
                "kind": word_of(each.kind),
                "title": marked(each.title, terms, each.language),
                "snippet": snippet(each.text, terms, each.language),
            }
            for each in page
        ],
        "kinds": [
            {"kind": each, "word": word, "count": counts.get(each, 0), "current": each == kind}
            for each, word in words.items()
            if counts.get(each) or each == kind
        ],
        "kind": kind,
        "total": sum(counts.values()),
        "nav": "search",
    }
    return render(request, "forum/search/search.html", context, status=status)


def count_kinds(visible: Any, question: str) -> dict[str, int]:
    """How much is found of each kind."""
    return dict(visible.matching(question).order_by().values_list("kind").annotate(Count("pk")))
