"""The rooms of an edition."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.venues import actions
from events.venues.exports import ROOMS
from events.venues.forms import EditRoomForm, RoomForm
from events.venues.models import Room
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, status_of
from forum.kit.exports import exported

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def rooms(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    listed = Room.objects.filter(edition=found).annotate(used=Count("sessions"))
    if file := exported(request, ROOMS, listed, about=edition):
        return file
    context = {"rooms": listed, "may_edit": may(request.user, "add", Room(edition=found))}
    return render(request, "events/venues/rooms.html", edition_page(request, found, "manage-programme", **context))


@login_required
@read_or_write
def room_add(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "add", Room(edition=found)):
        raise PermissionDenied("add")
    form = RoomForm(found, request.POST or None)
    if attempt(form, lambda: actions.add(found, by=request.user, **form.values())):
        messages.success(request, _("The room was added."))
        return redirect("rooms", edition=found.slug)
    return form_page(request, found, form)


@login_required
@read_or_write
def room_edit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    room = fetch(request.user, "edit", Room.objects.select_related("edition__series"), pk=pk, edition__slug=edition)
    form = EditRoomForm(room.edition, request.POST or None, instance=copy(room), initial={"version": room.version})
    if attempt(
        form, lambda: actions.edit(room, by=request.user, version=form.cleaned_data["version"], **form.values())
    ):
        messages.success(request, _("The room was saved."))
        return redirect("rooms", edition=edition)
    return form_page(request, room.edition, form, room)


def form_page(request: HttpRequest, edition: Edition, form: RoomForm, room: Room | None = None) -> HttpResponse:
    context = edition_page(request, edition, "manage-programme", form=form, room=room)
    return render(request, "events/venues/room_form.html", context, status=status_of(form))


@login_required
@require_POST
def room_remove(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    room = fetch(request.user, "remove", Room.objects.select_related("edition"), pk=pk, edition__slug=edition)
    actions.remove(room, by=request.user)
    messages.success(request, _("The room was removed."))
    return redirect("rooms", edition=edition)
