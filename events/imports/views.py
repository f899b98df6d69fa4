"""Sessions and rooms from a file: brought, looked at, taken over."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.imports import actions
from events.imports.comparing import new_rooms, steps_of
from events.imports.exports import STEPS
from events.imports.forms import ImportForm
from events.imports.models import Import
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import asked, attempt, posted_version, status_of
from forum.kit.exports import exported
from forum.kit.refusals import Refused

ROWS = 50


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "arrange")
    may_add = may(request.user, "add", Import(edition=found))
    if request.method == "POST" and not may_add:
        raise PermissionDenied("add")
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    made: list[Import] = []
    if attempt(form, lambda: made.append(actions.add(found, by=request.user, **form.cleaned_data))):
        return redirect(made[0])
    earlier = Import.objects.filter(edition=found).select_related("made_by", "edition").defer("sessions", "rooms")
    context = {"form": form, "earlier": earlier[:20], "may_add": may_add}
    frame = edition_page(request, found, "manage-programme", **context)
    return render(request, "events/imports/imports.html", frame, status=status_of(form))


@login_required
@require_safe
def import_page(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    """What it would change, compared anew at each look; once taken over, what became of each row."""
    found = fetch(request.user, "view", Import.objects.select_related("edition__series"), pk=pk, edition__slug=edition)
    steps = steps_of(found)
    counts = Counter(step.act for step in steps)
    act = asked(request, "act", ("new", "changed", "same", "refused", "left"))
    left = [step for step in steps if step.done]
    shown = left if act == "left" else [step for step in steps if not act or step.act == act]
    if file := exported(request, STEPS, shown, about=edition):
        return file
    context = {
        "import": found,
        "rooms": [] if found.applied_at else new_rooms(found),
        "counts": counts,
        "left": len(left),
        "total": len(steps),
        "act": act,
        "page": Paginator(shown, ROWS).get_page(request.GET.get("page")),
        "may_apply": found.applied_at is None
        and (counts["new"] or counts["changed"] or new_rooms(found))
        and may(request.user, "apply", found),
    }
    return render(
        request, "events/imports/import.html", edition_page(request, found.edition, "manage-programme", **context)
    )


@login_required
@require_POST
def import_apply(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = fetch(request.user, "apply", Import.objects.select_related("edition"), pk=pk, edition__slug=edition)
    try:
        job = actions.apply(found, by=request.user, version=posted_version(request))
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(found)
    return redirect(job)
