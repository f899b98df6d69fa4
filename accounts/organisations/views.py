"""Organisations: the list, a new one, its public page, its own record."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.organisations import actions
from accounts.organisations.exports import ORGANISATIONS
from accounts.organisations.filters import OrganisationFilter
from accounts.organisations.forms import CategoryForm, DiffersForm, OrganisationForm
from accounts.organisations.models import Organisation
from accounts.organisations.names import near_duplicates
from accounts.organisations.people import acting_people
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, status_of
from forum.kit.dotted import load_all
from forum.kit.exports import exported
from forum.pages.public import public_page

PER_PAGE = 50


@public_page("category", "country", "page", "format")
@require_safe
def organisation_list(request: HttpRequest) -> HttpResponseBase:
    everything = Organisation.objects.visible_to(request.user).select_related("category", "country")
    filterset = OrganisationFilter(request.GET, queryset=everything)
    found = filterset.qs if filterset.is_valid() else everything.none()
    status = 200 if filterset.is_valid() else 422
    if file := exported(request, ORGANISATIONS, found, status=status):
        return file
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"filter": filterset, "page": page, "nav": "organisations"}
    return render(request, "accounts/organisations/list.html", context, status=status)


@public_page()
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
        "may_set_category": may(request.user, "set_category", organisation),
        "may_see_members": may(request.user, "see_members", organisation),
        "may_join": not request.user.is_authenticated or may(request.user, "join", organisation),
        "nav": "organisations",
    }
    return render(request, "accounts/organisations/organisation.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_add(request: HttpRequest) -> HttpResponse:
    """Near-duplicates are offered before anything is made."""
    form = OrganisationForm(posted(request))
    context: dict[str, Any] = {"form": form, "nav": "organisations", "candidates": [], "differs": None}
    if form.is_valid():
        values = form.changes()
        candidates = near_duplicates(values["name"], acronym=values["acronym"], aliases=values["aliases"])
        differs = DiffersForm(request.POST if "differs" in request.POST else None)
        words = differs.cleaned_data["differs"] if differs.is_valid() else ""
        made: list[Organisation] = []
        if (words or not candidates) and attempt(
            form, lambda: made.append(actions.add(by=request.user, differs=words, **values))
        ):
            fact = _("%(organisation)s is registered. You are its focal point.") % {"organisation": made[0]}
            if made[0].category_is_claim:
                fact = f"{fact} {_('The secretariat confirms its category; you are mailed when it has.')}"
            messages.success(request, fact)
            return redirect(made[0])
        context |= {"candidates": candidates, "differs": differs}
    return render(request, "accounts/organisations/new.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_edit(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = fetch(request.user, "edit", Organisation.objects, slug=slug)
    form = OrganisationForm(posted(request), instance=Organisation.objects.get(pk=organisation.pk))
    if attempt(
        form,
        lambda: actions.edit(
            organisation, by=request.user, changes=form.changes(), version=form.cleaned_data["version"] or 0
        ),
    ):
        messages.success(request, _("Saved."))
        return redirect(organisation)
    context = {"form": form, "organisation": organisation, "nav": "organisations"}
    return render(request, "accounts/organisations/edit.html", context, status=status_of(form))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def organisation_set_category(request: HttpRequest, slug: str) -> HttpResponse:
    """By the secretariat: whether it is what it says. Who acts for it is shown while that is open."""
    related = Organisation.objects.select_related("category", "country")
    organisation = fetch(request.user, "set_category", related, slug=slug)
    initial = {"category": organisation.category_id, "version": organisation.version}
    form = CategoryForm(posted(request), initial=initial)
    if attempt(form, lambda: actions.set_category(organisation, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Set. Who acts for %(organisation)s is mailed.") % {"organisation": organisation})
        return redirect(organisation)
    people = acting_people(organisation) if organisation.category_is_claim else ()
    context = {"form": form, "organisation": organisation, "people": people, "nav": "organisations"}
    return render(request, "accounts/organisations/set_category.html", context, status=status_of(form))
