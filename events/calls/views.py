"""The call, kept by the secretariat and the programme officers."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.calls.actions import clone_call, edit_call, open_call, raise_places, set_place_rules
from events.calls.copying import shifted, sources, windows_for
from events.calls.forms import CallForm, CloneForm, PlacesForm, SourceForm
from events.calls.models import Call
from events.calls.rows import row_sets, rows_of
from events.calls.windows import window_words
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.models import Entry
from forum.kit.access import fetch
from forum.kit.answers import attempt, posted_number, say_stale, status_of
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
    sets = row_sets(data, found, call)
    status = 200
    if data is not None:
        status = 422
        valid = [form.is_valid(), *(each.is_valid() for each in sets.values())]
        if all(valid):
            rows = {
                "may_apply": form.cleaned_data["may_apply"],
                "criteria": rows_of(sets["criteria"]),
                "questions": rows_of(sets["questions"]),
            }
            changes = {**form.changes(), "windows": rows_of(sets["windows"])}
            try:
                with transaction.atomic():
                    if call is None:
                        open_call(found, by=request.user, changes=changes, **rows)
                        fact = _("Call opened. Everybody sees it from its opening on.")
                    else:
                        version = form.cleaned_data["version"]
                        edit_call(call, by=request.user, changes=changes, version=version, **rows)
                        fact = _("Call saved.")
                    set_place_rules(found, by=request.user, levels=form.place_levels())
                messages.success(request, fact)
                return redirect("call_edit", edition)
            except Refused as refused:
                form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
                status = refused.status
        elif call is not None:
            say_stale(form, call.version)
    places = PlacesForm(initial={"version": call.version, "places": call.places}, auto_id=BESIDE) if call else None
    row_forms = [row for each in sets.values() for row in each.forms] if data is not None else []
    context = page(request, found, call, form, places, **sets, row_forms=row_forms)
    return render(request, "events/calls/edit.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def call_clone(request: HttpRequest, edition: str) -> HttpResponse:
    """A call that begins with an earlier one: chosen, looked at with its dates moved, then made."""
    found = fetch(request.user, "keep_call", EDITIONS, slug=edition)
    calls = sources(found, request.user)
    choice = SourceForm(request.GET if "source" in request.GET else None, calls=calls)
    call = choice.cleaned_data["source"] if choice.is_bound and choice.is_valid() else None
    form, status = None, 422 if choice.is_bound and call is None else 200
    if request.method == "POST":
        form = CloneForm(request.POST, edition=found, calls=calls)
        call = form.fields["source"].queryset.filter(pk=posted_number(request, "source")).first()  # type: ignore[attr-defined]
        if attempt(form, lambda: clone_call(form.cleaned_data["source"], found, by=request.user, dates=form.dates())):
            messages.success(request, _("Call opened. Everybody sees it from its opening on."))
            return redirect("call_edit", edition)
        status = status_of(form)
    elif call is not None:
        form = CloneForm(initial={**shifted(call, found), "source": call}, edition=found, calls=calls)
    context = edition_page(
        request,
        found,
        "manage-call",
        choice=choice,
        form=form,
        call=call,
        calls=calls,
        windows=[window_words(each) for each in windows_for(call, found)] if call else [],
        taken=Call.objects.filter(edition=found).exists(),
    )
    return render(request, "events/calls/clone.html", context, status=status)


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
    rows: dict[str, Any] = {"row_forms": [places], **row_sets(None, call.edition, call)}
    return render(
        request, "events/calls/edit.html", page(request, call.edition, call, form, places, **rows), status=status
    )
