"""Registration for people and focal points, and who takes part for everybody."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.accreditation.standing import is_accredited
from accounts.accreditation.statistics import shown
from accounts.organisations.exports import ORGANISATIONS
from accounts.organisations.models import Organisation
from accounts.registration import actions
from accounts.registration.exports import DELEGATION, NUMBERS
from accounts.registration.filters import ParticipantFilter
from accounts.registration.forms import ChangeForm, ChosenForm, DelegateForm, OwnForm, VersionForm
from accounts.registration.matrix import doors
from accounts.registration.models import Registration, SpaceRegistration
from accounts.registration.presentation import place_in_line
from accounts.registration.statistics import by_category
from accounts.registration.windows import closes_at, is_open
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.exports import noted
from forum.history.reads import note_read
from forum.kit.access import fetch, may
from forum.kit.exports import exported
from forum.kit.refusals import Refused
from forum.pages.public import public_page
from forum.undo.offers import say

TAB = "registration"


def find_edition(request: HttpRequest, slug: str) -> Edition:
    return fetch(request.user, "view", Edition.objects.select_related("series"), slug=slug)


@require_safe
def registration(request: HttpRequest, edition: str) -> HttpResponse:
    """Where to begin: as whom one can register, and what stands already."""
    held = find_edition(request, edition)
    context: dict[str, Any] = {"is_open": is_open(held), "closes": closes_at(held), "doors": doors(held, None)}
    if request.user.is_authenticated:
        mine = Registration.objects.of_person(request.user).filter(edition=held).first()
        organisations = Organisation.objects.filter(pk__in=request.user.organisation_roles).select_related("category")
        accredited = set(Organisation.objects.accredited_for(held).values_list("pk", flat=True))
        context |= {
            "mine": mine,
            "organisations": [
                {
                    "organisation": each,
                    "accredited": each.pk in accredited,
                    "acts": each.pk in request.user.acts_for,
                }
                for each in organisations
            ],
        }
    return render(request, "accounts/registration/start.html", edition_page(request, held, TAB, **context))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration_add(request: HttpRequest, edition: str, slug: str = "") -> HttpResponse:
    """Oneself, for the organisation of the address or for none."""
    held = find_edition(request, edition)
    organisation = None
    if slug:
        own = Organisation.objects.filter(pk__in=request.user.organisation_roles).select_related("category")
        organisation = fetch(request.user, "view", own, slug=slug)
    found = doors(held, organisation)
    form = OwnForm(request.POST or None, doors=found)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = actions.add(
                    edition=held,
                    by=request.user,
                    person_name=request.user.name or request.user.email,
                    person_email=request.user.email,
                    organisation=organisation,
                    **form.cleaned_data,
                )
            except Refused as error:
                form.add_error(error.field if error.field in form.fields else None, str(error.message))
                status = error.status
            else:
                messages.success(request, _("Registered. Each space is decided apart; you will be mailed."))
                return redirect(made)
    context = {"form": form, "organisation": organisation, "closed": [door for door in found if not door.is_open]}
    return render(request, "accounts/registration/own.html", edition_page(request, held, TAB, **context), status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def registration_person(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """One person's registration: the state of each space, and what can still be changed."""
    held = find_edition(request, edition)
    related = Registration.objects.select_related("organisation__category", "edition", "user")
    found = fetch(request.user, "view", related, pk=pk, edition=held)
    spaces = list(found.spaces.select_related("space", "registration"))
    form, status = None, 200
    if may(request.user, "edit", found):
        taken = {each.space_id for each in spaces}
        copy = Registration.objects.get(pk=pk)
        form = ChangeForm(request.POST or None, instance=copy, doors=doors(held, found.organisation), taken=taken)
    if request.method == "POST":
        fetch(request.user, "edit", related, pk=pk, edition=held)
        status = 422
        if form is not None and form.is_valid():
            data = form.cleaned_data
            try:
                actions.edit(
                    found,
                    by=request.user,
                    changes={"function": data["function"], "access_needs": data["access_needs"]},
                    spaces=data.get("spaces", ()),
                    version=data["version"],
                )
            except Refused as error:
                form.add_error(None, str(error.message))
                status = error.status
            else:
                messages.success(request, _("Saved."))
                return redirect(found)
    rows = [
        {
            "asked": each,
            "place": place_in_line(each),
            "may_withdraw": each.can_move("withdraw") and may(request.user, "withdraw", each),
            "may_submit": each.can_move("submit") and may(request.user, "submit", each),
        }
        for each in spaces
    ]
    closed = [door for door in doors(held, found.organisation) if not door.is_open]
    context = {
        "registration": found,
        "rows": rows,
        "form": form,
        "closed": closed,
        "needs": found.access_needs if may(request.user, "decide_registration", held) else "",
    }
    note_read(found, by=request.user, what="registration")
    page = edition_page(request, held, TAB, **context)
    return render(request, "accounts/registration/person.html", page, status=status)


@login_required
@require_POST
def space_move(request: HttpRequest, edition: str, pk: int, verb: str) -> HttpResponse:
    """Withdrawing from one space, or asking for it again."""
    held = find_edition(request, edition)
    asked = fetch(request.user, verb, with_people(), pk=pk, edition=held)
    form = VersionForm(request.POST)
    getattr(actions, verb)(asked, by=request.user, version=form.cleaned_data["version"] if form.is_valid() else 0)
    say(request, _("%(space)s: %(state)s.") % {"space": asked.space, "state": asked.state.label}, asked)
    return redirect(asked)


def with_people() -> Any:
    return SpaceRegistration.objects.select_related(
        "registration__user", "registration__edition", "registration__organisation__category", "space", "edition"
    )


def find_delegation(request: HttpRequest, edition: str, slug: str) -> tuple[Edition, Organisation]:
    held = find_edition(request, edition)
    return held, fetch(request.user, "register_for", Organisation.objects.select_related("category"), slug=slug)


def people_of(edition: Edition, organisation: Organisation) -> Any:
    here = Registration.objects.filter(edition=edition, organisation=organisation).select_related("edition")
    return here.prefetch_related("spaces__space")


def delegation_page(
    request: HttpRequest, edition: Edition, organisation: Organisation, form: DelegateForm, status: int = 200
) -> HttpResponse:
    people = people_of(edition, organisation)
    found = doors(edition, organisation)
    context = {
        "organisation": organisation,
        "people": people,
        "to_confirm": [asked for each in people for asked in each.spaces.all() if asked.status == "submitted"],
        "form": form,
        "accredited": is_accredited(organisation, edition),
        "is_open": is_open(edition),
        "closed": [door for door in found if not door.is_open],
    }
    template = "accounts/registration/delegation.html"
    return render(request, template, edition_page(request, edition, TAB, **context), status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delegation(request: HttpRequest, edition: str, slug: str) -> HttpResponseBase:
    """The people of an organisation: registered on behalf, confirmed, followed."""
    held, organisation = find_delegation(request, edition, slug)
    people = people_of(held, organisation)
    if file := exported(request, DELEGATION, people, about=f"{edition}-{slug}", record=noted(request, held)):
        return file
    form = DelegateForm(request.POST or None, doors=doors(held, organisation))
    if request.method != "POST":
        return delegation_page(request, held, organisation, form)
    if not form.is_valid():
        return delegation_page(request, held, organisation, form, 422)
    try:
        actions.add(edition=held, by=request.user, organisation=organisation, **form.cleaned_data)
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        return delegation_page(request, held, organisation, form, error.status)
    messages.success(request, _("%(person_name)s is registered and mailed.") % form.cleaned_data)
    return redirect("delegation", held.slug, organisation.slug)


@login_required
@require_POST
def pre_confirm(request: HttpRequest, edition: str, slug: str) -> HttpResponse:
    held, organisation = find_delegation(request, edition, slug)
    form = ChosenForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose at least one person."))
        return redirect("delegation", held.slug, organisation.slug)
    done = 0
    for pk, version in form.versions().items():
        asked = fetch(request.user, "pre_confirm", with_people(), pk=pk, registration__organisation=organisation)
        try:
            actions.pre_confirm(asked, by=request.user, version=version)
            done += 1
        except Refused as error:
            messages.error(request, f"{asked.registration.person_name}: {error.message}")
    if done:
        words = ngettext("%(count)s request confirmed.", "%(count)s requests confirmed.", done)
        messages.success(request, words % {"count": done})
    return redirect("delegation", held.slug, organisation.slug)


@public_page("category", "page", "format", "list")
@require_safe
def participants(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Accredited organisations by name; people as numbers only."""
    held = find_edition(request, edition)
    accredited = Organisation.objects.filter(applications__edition=held, applications__status="accredited")
    filterset = ParticipantFilter(request.GET, queryset=accredited.select_related("category", "country"))
    valid = filterset.is_valid()
    status = 200 if valid else 422
    chosen = filterset.form.cleaned_data.get("category") if valid else None
    numbers = [row for row in by_category(held) if chosen is None or row.category == chosen]
    if file := exported(request, NUMBERS, numbers, about=edition, status=status):
        return file
    if file := exported(request, ORGANISATIONS, lambda: filterset.qs, about=edition, status=status):
        return file
    page = Paginator(filterset.qs if valid else accredited.none(), 50).get_page(request.GET.get("page"))
    rows = [
        {
            "row": row,
            "registered": shown(row.registered),
            "approved": shown(row.approved),
            "applied": shown(row.applied),
        }
        for row in numbers
    ]
    people = [sum(row.registered for row in numbers), sum(row.approved for row in numbers)] if not chosen else []
    context = {"filter": filterset, "page": page, "rows": rows, "people": [shown(each) for each in people]}
    page_context = edition_page(request, held, "accreditation", **context)
    return render(request, "accounts/registration/participants.html", page_context, status=status)
