"""Pages for the milestones of an edition."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import VersionedForm, attempt, posted, status_of
from forum.kit.exports import exported
from forum.milestones import actions
from forum.milestones.exports import MILESTONES
from forum.milestones.forms import EditMilestoneForm, MilestoneForm
from forum.milestones.models import Milestone, MilestoneQuerySet

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def milestone_list(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Those of the edition itself; the dates of proposals, pledges and the like belong to their own pages."""
    found = edition_of(request, edition, "enter")
    own = found.milestones.filter(object_id=None)
    if file := exported(request, MILESTONES, own, about=edition):
        return file
    others = found.milestones.open().exclude(object_id=None).count()
    context = {"milestones": own, "others": others, "may_edit": may(request.user, "manage", found)}
    return render(request, "forum/milestones/list.html", edition_page(request, found, "manage", **context))


@login_required
@read_or_write
def milestone_add(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "add", Milestone(edition=found)):
        raise PermissionDenied("add")
    form = MilestoneForm(found, posted(request))
    if attempt(form, lambda: actions.add(found, by=request.user, **form.values())):
        messages.success(request, _("The milestone was added. Who acts is reminded from now on."))
        return redirect("milestones", edition=found.slug)
    return form_page(request, found, form, _("Add a milestone"))


@login_required
@read_or_write
def milestone_edit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    milestone = fetch(request.user, "edit", own_milestones(found), pk=pk)
    form = EditMilestoneForm(found, posted(request), instance=copy(milestone), initial={"version": milestone.version})
    if attempt(
        form,
        lambda: actions.edit(milestone, by=request.user, changes=form.values(), version=form.cleaned_data["version"]),
    ):
        messages.success(request, _("The milestone was saved. No reminder that was sent is sent again."))
        return redirect("milestones", edition=found.slug)
    return form_page(request, found, form, str(milestone), milestone)


@login_required
@read_or_write
def milestone_meet(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """Says that it is done: nobody is reminded any more."""
    found = edition_of(request, edition)
    milestone = fetch(request.user, "meet", own_milestones(found), pk=pk)
    form = VersionedForm(posted(request), initial={"version": milestone.version})
    if attempt(form, lambda: actions.meet(milestone, by=request.user, version=form.cleaned_data["version"])):
        messages.success(request, _("The milestone is met. Nobody is reminded of it any more."))
        return redirect("milestones", edition=found.slug)
    context = edition_page(request, found, "manage", form=form, milestone=milestone, meets=True)
    return render(request, "forum/milestones/confirm.html", context, status=status_of(form))


@login_required
@read_or_write
def milestone_remove(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    milestone = fetch(request.user, "remove", own_milestones(found), pk=pk)
    form = VersionedForm(posted(request), initial={"version": milestone.version})
    if attempt(form, lambda: actions.remove(milestone, by=request.user, version=form.cleaned_data["version"])):
        messages.success(request, _("The milestone was removed. Nobody is reminded of it any more."))
        return redirect("milestones", edition=found.slug)
    context = edition_page(request, found, "manage", form=form, milestone=milestone)
    return render(request, "forum/milestones/confirm.html", context, status=status_of(form))


def own_milestones(edition: Edition) -> MilestoneQuerySet:
    return Milestone.objects.filter(edition=edition, object_id=None).select_related("edition")


def form_page(
    request: HttpRequest, edition: Edition, form: MilestoneForm, title: str, milestone: Milestone | None = None
) -> HttpResponse:
    context = edition_page(request, edition, "manage", form=form, title=title, milestone=milestone)
    return render(request, "forum/milestones/form.html", context, status=status_of(form))
