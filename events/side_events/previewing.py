"""The form of a proposal as applicants will find it, for who keeps the call; nothing of it can be sent."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.organisations.models import Organisation
from events.side_events.forms import STEP_FORMS, StartForm
from events.side_events.proposing import CALLS, STEPS
from events.side_events.rules import WHO
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch


@require_safe
def call_preview(request: HttpRequest, edition: str) -> HttpResponse:
    found = fetch(request.user, "keep_call", Edition.objects.select_related("series"), slug=edition)
    call = CALLS.filter(edition=found).first()
    steps = []
    for step, kind in STEP_FORMS.items():
        if call is None:
            break
        form = (StartForm if step == WHO else kind)(call=call, user=request.user)
        if step == WHO:
            form.fields["organisation"].queryset = Organisation.objects.none()  # type: ignore[attr-defined]
        form.auto_id = f"id_{step}_%s"
        steps.append({"title": STEPS[step], "slug": step, "form": form})
    context = edition_page(request, found, "manage-call", call=call, steps=steps)
    return render(request, "events/side_events/preview.html", context)
