"""Pages for the structure of an edition."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.editions.models import Edition, Part, Space
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import VersionedForm, attempt, posted, status_of
from forum.spaces import actions
from forum.spaces.forms import AccessForm, EditPartForm, EditSpaceForm, PartForm, SpaceForm

read_or_write = require_http_methods(["GET", "HEAD", "POST"])
MODELS: dict[str, Any] = {"part": Part, "space": Space}
NEW: dict[str, Any] = {"part": PartForm, "space": SpaceForm}
KNOWN: dict[str, Any] = {"part": EditPartForm, "space": EditSpaceForm}


@login_required
@require_safe
def structure(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition, "manage")
    spaces = found.spaces.with_closed()
    context = edition_page(request, found, "manage", parts=found.parts.all(), spaces=spaces)
    return render(request, "forum/spaces/structure.html", context)


@login_required
@read_or_write
def add(request: HttpRequest, edition: str, kind: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "add", MODELS[kind](edition=found)):
        raise PermissionDenied("add")
    form = NEW[kind](posted(request), instance=MODELS[kind](edition=found))
    if attempt(form, lambda: actions.add(found, MODELS[kind], by=request.user, **form.values())):
        messages.success(request, _("%(title)s was added.") % form.cleaned_data)
        return redirect("structure", edition=found.slug)
    return form_page(request, found, form, _("Add a part") if kind == "part" else _("Add a space"))


@login_required
@read_or_write
def edit(request: HttpRequest, edition: str, kind: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    obj = fetch(request.user, "edit", MODELS[kind].objects, edition=found, pk=pk)
    form = KNOWN[kind](posted(request), instance=copy(obj), initial={"version": obj.version})
    if attempt(
        form,
        lambda: actions.edit(obj, by=request.user, changes=form.values(), version=form.cleaned_data["version"]),
    ):
        messages.success(request, _("%(title)s was saved.") % form.cleaned_data)
        return redirect("structure", edition=found.slug)
    return form_page(request, found, form, obj.title)


@login_required
@read_or_write
def remove(request: HttpRequest, edition: str, kind: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    obj = fetch(request.user, "remove", MODELS[kind].objects, edition=found, pk=pk)
    form = VersionedForm(posted(request), initial={"version": obj.version})
    if attempt(form, lambda: actions.remove(obj, by=request.user, version=form.cleaned_data["version"])):
        messages.success(request, _("%(title)s was removed.") % {"title": obj.title})
        return redirect("structure", edition=found.slug)
    context = edition_page(request, found, "manage", form=form, object=obj)
    return render(request, "forum/spaces/remove.html", context, status=status_of(form))


@login_required
@read_or_write
def set_access(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    space = fetch(request.user, "set_access", Space.objects, edition=found, pk=pk)
    form = AccessForm(space, posted(request), initial={"version": space.version})
    if attempt(
        form,
        lambda: actions.set_access(space, by=request.user, rules=form.rules(), version=form.cleaned_data["version"]),
    ):
        messages.success(request, _("The entry rules of %(title)s were saved.") % {"title": space})
        return redirect("structure", edition=found.slug)
    context = edition_page(request, found, "manage", form=form, space=space)
    return render(request, "forum/spaces/set_access.html", context, status=status_of(form))


def form_page(request: HttpRequest, edition: Edition, form: PartForm | SpaceForm, title: str) -> HttpResponse:
    context = edition_page(request, edition, "manage", form=form, title=title)
    return render(request, "forum/spaces/form.html", context, status=status_of(form))
