"""Organisations: the list, a new one, its public page, its own record."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.organisations import actions
from accounts.organisations.filters import OrganisationFilter
from accounts.organisations.forms import DiffersForm, OrganisationForm
from accounts.organisations.models import Organisation
from accounts.organisations.names import near_duplicates
from forum.kit.access import fetch, may
from forum.kit.dotted import load_all
from forum.kit.refusals import Refused

PER_PAGE = 50


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    everything = Organisation.objects.visible_to(request.user).select_related("category", "country")
    filterset = OrganisationFilter(request.GET, queryset=everything)
    found = filterset.qs if filterset.is_valid() else everything.none()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": filterset, "page": page, "nav": "organisations"}
    status = 200 if filterset.is_valid() else 422
    return render(request, "accounts/organisations/list.html", context, status=status)


@require_safe
def organisation_page(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = fetch(request.user, "view", Organisation.objects.select_related("category", "country"), slug=slug)
    panels = [
        panel for contribute in load_all(settings.ORGANISATION_PANELS) if (panel := contribute(request, organisation))
    ]
    context = {
        "organisation": organisation,
        "panels": panels,
        "may_edit": may(request.user, "edit", organisation),
        "may_see_members": may(request.user, "see_members", organisation),
        "may_join": not request.user.is_authenticated or may(request.user, "join", organisation),
        "nav": "organisations",
    }
    return render(request, "accounts/organisations/organisation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_add(request: HttpRequest) -> HttpResponse:
    """Near-duplicates are offered before anything is made."""
    form = OrganisationForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "nav": "organisations", "candidates": [], "differs": None}
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = form.changes()
            context["candidates"] = near_duplicates(
                values["name"], acronym=values["acronym"], aliases=values["aliases"]
            )
            differs = DiffersForm(request.POST if "differs" in request.POST else None)
            if not context["candidates"] or differs.is_valid():
                words = differs.cleaned_data["differs"] if differs.is_bound and differs.is_valid() else ""
                try:
                    made = actions.add(by=request.user, differs=words, **values)
                except Refused as error:
                    form.add_error(None, error.message)
                else:
                    messages.success(
                        request, _("%(organisation)s is registered. You are its focal point.") % {"organisation": made}
                    )
                    return redirect(made)
            context["differs"] = differs
    return render(request, "accounts/organisations/new.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = fetch(request.user, "edit", Organisation.objects, slug=slug)
    form = OrganisationForm(request.POST or None, instance=Organisation.objects.get(pk=organisation.pk))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.edit(
                    organisation, by=request.user, changes=form.changes(), version=form.cleaned_data["version"] or 0
                )
            except Refused as error:
                form.add_error(error.field if error.field in form.fields else None, str(error.message))
                status = error.status
            else:
                messages.success(request, _("Saved."))
                return redirect(organisation)
    context = {"form": form, "organisation": organisation, "nav": "organisations"}
    return render(request, "accounts/organisations/edit.html", context, status=status)
