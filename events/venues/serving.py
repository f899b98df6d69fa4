"""Pages of what belongs to rooms: equipment, the ways between them, interpreters and technicians."""

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
from events.venues.exports import EQUIPMENT, RESOURCES
from events.venues.forms import EditResourceForm, EquipmentForm, ResourceForm, WalkingForm
from events.venues.models import EquipmentKind, Resource, Venue
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, status_of
from forum.kit.exports import exported

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def usual() -> list[str]:
    """What most houses have; a list to begin with."""
    return [
        _("Projector and screen"),
        _("Microphones on the table"),
        _("Roaming microphones"),
        _("Video conference"),
        _("Flip charts"),
        _("Induction loop"),
        _("Live captions"),
        _("Stage"),
    ]


@login_required
@require_safe
def equipment(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    listed = EquipmentKind.objects.filter(edition=found)
    if file := exported(request, EQUIPMENT, listed, about=edition):
        return file
    return equipment_page(request, found, EquipmentForm())


@login_required
@require_POST
def equipment_add(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "add", EquipmentKind(edition=found)):
        raise PermissionDenied("add")
    if "usual" in request.POST:
        actions.add_equipment(found, by=request.user, names=usual())
        messages.success(request, _("The usual kinds are in the list. Remove what you do not have."))
        return redirect("equipment", edition=found.slug)
    form = EquipmentForm(request.POST)
    if attempt(form, lambda: actions.add_equipment(found, by=request.user, names=[form.cleaned_data["name"]])):
        messages.success(request, _("The kind of equipment was added."))
        return redirect("equipment", edition=found.slug)
    return equipment_page(request, found, form)


@login_required
@require_POST
def equipment_remove(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    kinds = EquipmentKind.objects.select_related("edition")
    kind = fetch(request.user, "remove", kinds, pk=pk, edition__slug=edition)
    actions.remove_equipment(kind, by=request.user)
    messages.success(request, _("The kind of equipment was removed."))
    return redirect("equipment", edition=edition)


def equipment_page(request: HttpRequest, edition: Edition, form: EquipmentForm) -> HttpResponse:
    listed = EquipmentKind.objects.filter(edition=edition)
    may_edit = may(request.user, "add", EquipmentKind(edition=edition))
    context = edition_page(request, edition, "manage-programme", kinds=listed, form=form, may_edit=may_edit)
    return render(request, "events/venues/equipment.html", context, status=status_of(form))


@login_required
@read_or_write
def room_walking(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    venue = Venue.objects.filter(edition=found).first() or Venue(edition=found)
    if not may(request.user, "edit", venue):
        raise PermissionDenied("edit")
    form = WalkingForm(found, request.POST or None, instance=copy(venue))
    if attempt(
        form,
        lambda: actions.edit_walking(found, by=request.user, version=form.cleaned_data["version"], **form.values()),
    ):
        messages.success(request, _("The ways between the rooms were saved."))
        return redirect("rooms", edition=found.slug)
    context = edition_page(request, found, "manage-programme", form=form)
    return render(request, "events/venues/walking.html", context, status=status_of(form))


@login_required
@require_safe
def resources(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    listed = Resource.objects.filter(edition=found).annotate(used=Count("needs"))
    if file := exported(request, RESOURCES, listed, about=edition):
        return file
    may_edit = may(request.user, "add", Resource(edition=found))
    context = edition_page(request, found, "manage-programme", resources=listed, may_edit=may_edit)
    return render(request, "events/venues/resources.html", context)


@login_required
@read_or_write
def resource_add(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "add", Resource(edition=found)):
        raise PermissionDenied("add")
    form = ResourceForm(request.POST or None)
    if attempt(form, lambda: actions.add_resource(found, by=request.user, **form.values())):
        messages.success(request, _("It was added. Say in “What it needs” of a session that it is served there."))
        return redirect("resources", edition=found.slug)
    return resource_page(request, found, form)


@login_required
@read_or_write
def resource_edit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = Resource.objects.select_related("edition__series")
    resource = fetch(request.user, "edit", held, pk=pk, edition__slug=edition)
    form = EditResourceForm(request.POST or None, instance=copy(resource), initial={"version": resource.version})
    if attempt(
        form,
        lambda: actions.edit_resource(resource, by=request.user, version=form.cleaned_data["version"], **form.values()),
    ):
        messages.success(request, _("It was saved."))
        return redirect("resources", edition=edition)
    return resource_page(request, resource.edition, form, resource)


def resource_page(
    request: HttpRequest, edition: Edition, form: ResourceForm, resource: Resource | None = None
) -> HttpResponse:
    context = edition_page(request, edition, "manage-programme", form=form, resource=resource)
    return render(request, "events/venues/resource_form.html", context, status=status_of(form))


@login_required
@require_POST
def resource_remove(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = Resource.objects.select_related("edition")
    actions.remove_resource(fetch(request.user, "remove", held, pk=pk, edition__slug=edition), by=request.user)
    messages.success(request, _("It was removed."))
    return redirect("resources", edition=edition)
