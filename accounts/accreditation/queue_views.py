"""Accreditation for officers: the queue, one application, check and send, the act."""

from datetime import datetime, time
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.accreditation import actions
from accounts.accreditation.exports import APPLICATIONS
from accounts.accreditation.filters import ApplicationFilter
from accounts.accreditation.forms import ActForm, DecisionForm
from accounts.accreditation.models import Application, ApplicationStatus
from accounts.accreditation.permissions import has_no_tie
from accounts.accreditation.presentation import days_waiting, documents, timeline
from accounts.organisations.names import nearest
from accounts.organisations.people import acting_people
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.exports import noted
from forum.kit.access import fetch, may
from forum.kit.answers import matches
from forum.kit.exports import exported
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from forum.undo.offers import say

PER_PAGE = 25
KINDS = {
    "review": "application_under_review",
    "ask_changes": "application_changes_requested",
    "accredit": "application_accredited",
    "decline": "application_declined",
}


SHOWN = ("edition__series", "organisation__category", "organisation__country", "track__edition", "officer")


def find(request: HttpRequest, edition: Edition, verb: str, reference: str) -> Application:
    related = Application.objects.select_related(*SHOWN).exclude(reference="")
    return fetch(request.user, verb, related, edition=edition, reference=reference)


def find_edition(request: HttpRequest, slug: str) -> Edition:
    return fetch(request.user, "accredit", Edition.objects.select_related("series"), slug=slug)


def filtered(request: HttpRequest, edition: Edition) -> ApplicationFilter:
    everything = Application.objects.visible_to(request.user).filter(edition=edition).submitted_once()
    return ApplicationFilter(request.GET, queryset=everything.select_related(*SHOWN), edition=edition)


@login_required
@require_safe
def queue(request: HttpRequest, edition: str, reference: str = "") -> HttpResponseBase:
    held = find_edition(request, edition)
    listed, status = matches(filtered(request, held))
    if file := exported(request, APPLICATIONS, listed, about=edition, status=status, record=noted(request, held)):
        return file
    application = find(request, held, "view", reference) if reference else None
    return queue_page(request, held, application)


def queue_page(
    request: HttpRequest, edition: Edition, application: Application | None, form: BaseForm | None = None
) -> HttpResponse:
    filterset = filtered(request, edition)
    valid = filterset.is_valid()
    page = Paginator(filterset.qs if valid else filterset.queryset.none(), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(each, days_waiting(each)) for each in page]
    if application is None and rows:
        application = rows[0][0]
    context: dict[str, Any] = {
        "filter": filterset,
        "page": page,
        "rows": rows,
        "application": application,
        "counts": counts(edition),
    }
    if application is not None:
        context |= detail(request, application, form, [each for each, _words in rows])
    status = 422 if (form and form.errors) or not valid else 200
    template = "accounts/accreditation/queue.html"
    return render(request, template, edition_page(request, edition, "manage-accreditation", **context), status=status)


def detail(
    request: HttpRequest, application: Application, form: BaseForm | None, listed: list[Application]
) -> dict[str, Any]:
    asked = documents(application)
    place = next((number for number, each in enumerate(listed) if each.pk == application.pk), None)
    tied = not has_no_tie(request.user, application)
    decides = may(request.user, "decline", application) and application.can_move("decline")
    earlier = Application.objects.filter(
        organisation=application.organisation, status=ApplicationStatus.ACCREDITED
    ).exclude(pk=application.pk)
    return {
        "waiting": days_waiting(application),
        "documents": asked,
        "complete": _("%(held)s of %(all)s documents")
        % {"held": sum(bool(row["held"]) for row in asked), "all": len(asked)},
        "entries": timeline(application),
        "near": nearest(application.organisation),
        "earlier": earlier.select_related("edition"),
        "form": form or (DecisionForm(application=application) if decides else None),
        "tied": tied,
        "check_url": reverse("application_check", args=[application.edition.slug, application.reference]),
        "previous": listed[place - 1] if place else None,
        "following": listed[place + 1] if place is not None and place + 1 < len(listed) else None,
    }


def counts(edition: Edition) -> list[dict[str, Any]]:
    """How many applications are in which state, each a link to its list."""
    found = dict(
        Application.objects.filter(edition=edition)
        .submitted_once()
        .values_list("status")
        .annotate(number=Count("pk"))
        .order_by()
    )
    us = found.get("submitted", 0) + found.get("under_review", 0)
    rows = [
        (sum(found.values()), _("in all"), "any"),
        (us, _("wait for us"), "us"),
        (found.get("changes_requested", 0), _("for the applicant"), "changes_requested"),
        (found.get("accredited", 0), _("accredited"), "accredited"),
        (found.get("declined", 0), _("declined"), "declined"),
        (found.get("withdrawn", 0), _("withdrawn"), "withdrawn"),
    ]
    return [{"number": number, "words": words, "state": state} for number, words, state in rows]


@login_required
@require_POST
def check(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    """The page between the decision and the act: whom it mails, what it says, what changes."""
    held = find_edition(request, edition)
    application = find(request, held, "decline", reference)
    form = DecisionForm(request.POST, application=application)
    if not form.is_valid() or "back" in request.POST:
        return queue_page(request, held, application, form)
    data = form.cleaned_data
    due = datetime.combine(data["answer_by"], time(23, 59), held.zone) if data["answer_by"] else None
    context = actions.facts(application) | {
        "reason": data["reason"].strip(),
        "answer_by": due.isoformat() if due else "",
    }
    people = list(acting_people(application.organisation))
    verb = data["outcome"]
    preview = Notification(
        recipient=people[0] if people else request.user,
        kind=KINDS[verb],
        edition=held,
        url=application.get_absolute_url(),
        context=context,
    )
    page = edition_page(
        request,
        held,
        "manage-accreditation",
        application=application,
        people=people,
        mail=rendered(preview),
        verb=verb,
        outcome=DecisionForm.WORDS[verb],
        state=ApplicationStatus(Application.MOVES[verb].target),
        form=ActForm(initial=data),
        act_url=reverse(f"application_{verb}", args=[held.slug, reference]),
    )
    return render(request, "accounts/accreditation/check.html", page)


@login_required
@require_POST
def act(request: HttpRequest, edition: str, reference: str, verb: str) -> HttpResponse:
    """Each verb has its own address; what it needs was shown and is sent on by the check page."""
    held = find_edition(request, edition)
    application = find(request, held, verb, reference)
    form = ActForm(request.POST)
    if not form.is_valid():
        return queue_page(request, held, application, DecisionForm(request.POST or {}, application=application))
    data = form.cleaned_data
    given: dict[str, Any] = {"version": data["version"]}
    if verb != "review":
        given["reason"] = data["reason"]
    if verb == "ask_changes":
        given["answer_by"] = data["answer_by"]
    getattr(actions, verb)(application, by=request.user, **given)
    words = {"state": application.state.label, "organisation": application.organisation}
    say(request, _("%(organisation)s: %(state)s.") % words, application)
    return redirect("application_desk", held.slug, reference)
