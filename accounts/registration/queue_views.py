"""Registration for officers: the list, check and send, the act on everybody chosen."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.registration import actions
from accounts.registration.exports import REGISTRATIONS
from accounts.registration.filters import SpaceRegistrationFilter
from accounts.registration.forms import ChosenForm, SeatActForm, SeatForm
from accounts.registration.models import RegistrationStatus, SpaceRegistration
from accounts.registration.views import with_people
from forum.editions.models import Edition, Space
from forum.editions.pages import edition_page
from forum.history.exports import noted
from forum.history.reads import note_read
from forum.kit.access import fetch, may
from forum.kit.answers import matches
from forum.kit.exports import exported
from forum.kit.refusals import Refused
from forum.undo.offers import say

PER_PAGE = 50


def find_edition(request: HttpRequest, slug: str) -> Edition:
    return fetch(request.user, "register", Edition.objects.select_related("series"), slug=slug)


def decides(request: HttpRequest, edition: Edition) -> bool:
    return may(request.user, "decide_registration", edition)


def can_decide(request: HttpRequest, asked: SpaceRegistration) -> bool:
    """Nobody decides on themselves or on their own organisation's people; those its focal point confirms first."""
    if not may(request.user, "decline", asked):
        return False
    if asked.status == RegistrationStatus.SUBMITTED:
        return asked.organisation_id is None
    return asked.can_move("decline")


@login_required
@require_safe
def queue(request: HttpRequest, edition: str) -> HttpResponseBase:
    held = find_edition(request, edition)
    listed, status = matches(filtered(request, held))
    if file := exported(request, REGISTRATIONS, listed, about=edition, status=status, record=noted(request, held)):
        return file
    note_read(held, by=request.user, what="registrations")
    return queue_page(request, held)


def filtered(request: HttpRequest, edition: Edition) -> SpaceRegistrationFilter:
    related = with_people().visible_to(request.user).filter(edition=edition)
    return SpaceRegistrationFilter(request.GET, queryset=related, edition=edition)


def queue_page(request: HttpRequest, edition: Edition, form: SeatForm | None = None) -> HttpResponse:
    """The list; with a `form`, again with what was ticked and what is wrong."""
    filterset, spaces = filtered(request, edition), list(spaces_of(edition))
    field = filterset.form.fields["space"]
    field.widget.choices = [("", field.empty_label), *((space.slug, str(space)) for space in spaces)]
    valid = filterset.is_valid()
    page = Paginator(filterset.qs if valid else filterset.queryset.none(), PER_PAGE).get_page(request.GET.get("page"))
    ticked = set(request.POST.getlist("chosen")) if form is not None else set()
    context: dict[str, Any] = {
        "filter": filterset,
        "page": page,
        "rows": [
            {
                "asked": asked,
                "value": f"{asked.pk}:{asked.version}",
                "can_decide": can_decide(request, asked),
                "ticked": f"{asked.pk}:{asked.version}" in ticked,
            }
            for asked in page
        ],
        "spaces": spaces,
        "form": form or (SeatForm() if decides(request, edition) else None),
        "check_url": reverse("registration_check", args=[edition.slug]),
    }
    status = 422 if (form is not None and form.errors) or not valid else 200
    template = "accounts/registration/queue.html"
    return render(request, template, edition_page(request, edition, "manage-registration", **context), status=status)


def spaces_of(edition: Edition) -> Any:
    return Space.objects.filter(edition=edition).annotate(
        in_line=Count("registrations", filter=Q(registrations__status="waiting"))
    )


@login_required
@require_POST
def check(request: HttpRequest, edition: str) -> HttpResponse:
    """Whom it mails and what it does to the places, before it is done."""
    held = find_edition(request, edition)
    if not decides(request, held):
        raise PermissionDenied("decide_registration")
    form = SeatForm(request.POST)
    if not form.is_valid() or "back" in request.POST:
        return queue_page(request, held, form)
    chosen = chosen_of(request, held, form)
    if not chosen:
        return redirect("registration_queue", held.slug)
    verb = form.cleaned_data["outcome"]
    effects = []
    for space in spaces_of(held):
        number = sum(asked.space_id == space.pk for asked in chosen)
        if number:
            free = None if space.capacity is None else space.capacity - space.taken
            waits = number if free is not None and space.in_line else max(0, number - free) if free is not None else 0
            effects.append({"space": space, "number": number, "free": free, "waits": waits})
    page = edition_page(
        request,
        held,
        "manage-registration",
        chosen=[(asked, f"{asked.pk}:{form.versions()[asked.pk]}") for asked in chosen],
        effects=effects,
        verb=verb,
        outcome=SeatForm.WORDS[verb],
        reason=form.cleaned_data["reason"],
        act_url=reverse(f"registration_{verb}", args=[held.slug]),
    )
    return render(request, "accounts/registration/check.html", page)


def chosen_of(request: HttpRequest, edition: Edition, form: ChosenForm) -> list[SpaceRegistration]:
    """The first come first, without those whom somebody else must decide on; these are named."""
    found = with_people().filter(edition=edition, pk__in=form.versions()).order_by("status_since", "pk")
    mine = [asked for asked in found if not may(request.user, "decline", asked)]
    for asked in mine:
        fact = _("You belong to the same organisation, or it is you. Somebody else decides.")
        messages.error(request, f"{asked.registration.person_name}, {asked.space}: {fact}")
    return [asked for asked in found if asked not in mine]


@login_required
@require_POST
def act(request: HttpRequest, edition: str, verb: str) -> HttpResponse:
    """One act for each person chosen; who cannot be moved any more is named, the others are done."""
    held = find_edition(request, edition)
    form = SeatActForm(request.POST)
    if not decides(request, held):
        raise PermissionDenied("decide_registration")
    if not form.is_valid():
        messages.error(request, _("Choose at least one person."))
        return redirect("registration_queue", held.slug)
    done: list[SpaceRegistration] = []
    versions = form.versions()
    for asked in chosen_of(request, held, form):
        given: dict[str, Any] = {"reason": form.cleaned_data["reason"]} if verb == "decline" else {}
        try:
            getattr(actions, verb)(asked, by=request.user, version=versions[asked.pk], **given)
            done.append(asked)
        except Refused as error:
            messages.error(request, f"{asked.registration.person_name}, {asked.space}: {error.message}")
    if len(done) == 1:
        words = {"name": done[0].registration.person_name, "state": done[0].state.label}
        say(request, _("%(name)s: %(state)s.") % words, done[0])
        return redirect("registration_queue", held.slug)
    for status in RegistrationStatus:
        if number := sum(asked.status == status for asked in done):
            fact = _("%(state)s: %(number)s.") % {"number": number, "state": status.label}
            more = _("The mails wait ten minutes; until then your desk offers to undo each.")
            messages.success(request, f"{fact} {more}")
    return redirect("registration_queue", held.slug)
