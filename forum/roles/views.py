"""Who holds which role in an edition."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from forum.editions.models import Role
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.answers import attempt, posted, status_of
from forum.roles import actions
from forum.roles.forms import EndRoleForm, GrantForm
from forum.undo.offers import say

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@read_or_write
def grant(request: HttpRequest, edition: str) -> HttpResponse:
    """The roles held, and the form that gives one more."""
    found = edition_of(request, edition, "grant")
    form = GrantForm(found, posted(request))
    if attempt(form, lambda: actions.grant(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The role was given. The person is told by mail."))
        return redirect("role_grant", edition=found.slug)
    held = found.roles.select_related("user", "part")
    now = {role.pk for role in found.roles.current()}
    context = {
        "form": form,
        "current": [role for role in held if role.pk in now],
        "former": [role for role in held if role.pk not in now],
    }
    page = edition_page(request, found, "manage", **context)
    return render(request, "forum/roles/people.html", page, status=status_of(form))


@login_required
@read_or_write
def end_role(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition, "end_role")
    held = get_object_or_404(Role.objects.current().select_related("user", "edition"), edition=found, pk=pk)
    form = EndRoleForm(posted(request))
    if attempt(form, lambda: actions.end_role(held, by=request.user, reason=form.cleaned_data["reason"])):
        say(request, _("The role has ended."), found)
        return redirect("role_grant", edition=found.slug)
    context = edition_page(request, found, "manage", form=form, held=held)
    return render(request, "forum/roles/end.html", context, status=status_of(form))
