"""The call, kept by the secretariat and the programme officers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.calls.actions import edit_call, open_call, raise_places
from events.calls.forms import CallForm, Criteria, PlacesForm, Windows, criteria_rows, rows_of, windows_of
from events.calls.models import Call
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.models import Entry
from forum.kit.access import fetch
from forum.kit.refusals import Refused

EDITIONS = Edition.objects.select_related("series")
BESIDE = "id_raise_%s"  # a form beside another with fields of the same names


def page(
    request: HttpRequest, edition: Edition, call: Call | None, form: CallForm, places: PlacesForm | None, **more: Any
) -> dict[str, Any]:
    acts = Entry.objects.of(call).filter(verb="raise_places") if call else []
    return edition_page(
        request,
        edition,
        "manage-call",
        call=call,
        form=form,
        places_form=places,
        raised=acts,
        venue_zone=edition.timezone,
        **more,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def call_edit(request: HttpRequest, edition: str) -> HttpResponse:
    found = fetch(request.user, "keep_call", EDITIONS, slug=edition)
    call = Call.objects.filter(edition=found).first()
    data = request.POST if request.method == "POST" else None
    form = CallForm(data, instance=call, edition=found)
    windows = Windows(data, prefix="windows", initial=windows_of(call))
    criteria = Criteria(data, prefix="criteria", initial=criteria_rows(call))
    status = 200
    if data is not None:
        status = 422
        if form.is_valid() & windows.is_valid() & criteria.is_valid():
            rows = rows_of(criteria)
            changes = {**form.changes(), "windows": rows_of(windows)}
            may_apply = form.cleaned_data["may_apply"]
            try:
                if call is None:
                    open_call(found, by=request.user, changes=changes, may_apply=may_apply, criteria=rows)
                    messages.success(request, _("Call opened. Everybody sees it from its opening on."))
                else:
                    edit_call(
                        call,
                        by=request.user,
                        changes=changes,
                        may_apply=may_apply,
                        criteria=rows,
                        version=form.cleaned_data["version"],
                    )
                    messages.success(request, _("Call saved."))
                return redirect("call_edit", edition)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
                status = refused.status
    places = PlacesForm(initial={"version": call.version, "places": call.places}, auto_id=BESIDE) if call else None
    rows = [*windows.forms, *criteria.forms] if data is not None else []
    context = page(request, found, call, form, places, windows=windows, criteria=criteria, row_forms=rows)
    return render(request, "events/calls/edit.html", context, status=status)


@require_POST
def call_raise_places(request: HttpRequest, edition: str) -> HttpResponse:
    call = fetch(request.user, "raise_places", Call.objects.select_related("edition__series"), edition__slug=edition)
    places = PlacesForm(request.POST, auto_id=BESIDE)
    status = 422
    if places.is_valid():
        said = places.cleaned_data
        try:
            raise_places(call, by=request.user, places=said["places"], reason=said["reason"], version=said["version"])
            messages.success(request, _("Places raised to %(count)s. The reason is kept.") % {"count": said["places"]})
            return redirect("call_edit", edition)
        except Refused as refused:
            places.add_error(refused.field if refused.field in places.fields else None, str(refused.message))
            status = refused.status
    form = CallForm(instance=call, edition=call.edition)
    rows: dict[str, Any] = {
        "row_forms": [places],
        "windows": Windows(prefix="windows", initial=windows_of(call)),
        "criteria": Criteria(prefix="criteria", initial=criteria_rows(call)),
    }
    return render(
        request, "events/calls/edit.html", page(request, call.edition, call, form, places, **rows), status=status
    )
