"""The pledge officer's views: the queue, the decision, the check before it is sent."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Case, Count, Prefetch, When
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import asked, posted_version
from forum.kit.exports import exported
from forum.kit.refusals import Refused
from forum.notifications.delivery import rendered
from forum.notifications.models import Notification
from forum.undo.offers import say
from pledges.pledges import actions
from pledges.pledges.choices import PledgeStatus
from pledges.pledges.exports import QUEUE
from pledges.pledges.models import Pledge, PledgeObjective
from pledges.pledges.people import named, people_of
from pledges.pledges.querysets import PledgeQuerySet
from pledges.pledges.readiness import held_up
from pledges.pledges.schedule import milestones_of
from pledges.pledges.short_forms import DecisionForm, ReasonForm

TAB = "manage-pledges"
ROWS = 50


def of(request: HttpRequest, slug: str) -> Edition:
    return fetch(request.user, "pledges", Edition.objects.select_related("series"), slug=slug)


def listed(edition: Edition, state: str) -> PledgeQuerySet:
    """Those that wait first, the longest waiting on top; drafts are nobody else's business."""
    pledges = Pledge.objects.filter(edition=edition).exclude(status=PledgeStatus.DRAFT)
    if state:
        pledges = pledges.filter(status=state)
    first = Case(When(status=PledgeStatus.SUBMITTED, then=0), default=1)
    return pledges.select_related("organisation", "category").order_by(first, "status_since", "pk")


def context_of(request: HttpRequest, edition: Edition, **more: Any) -> dict[str, Any]:
    states = [each for each in PledgeStatus if each != PledgeStatus.DRAFT]
    state = asked(request, "state", states)
    counts = dict(listed(edition, "").order_by().values_list("status").annotate(Count("pk")))
    paginator = Paginator(listed(edition, state), ROWS)
    paginator.count = counts.get(state, 0) if state else sum(counts.values())
    page, waiting = paginator.get_page(request.GET.get("page")), counts.get(PledgeStatus.SUBMITTED, 0)
    return edition_page(request, edition, TAB, page=page, states=states, chosen_state=state, waiting=waiting, **more)


@login_required
@require_safe
def queue(request: HttpRequest, edition: str) -> HttpResponseBase:
    context = context_of(request, of(request, edition))
    if file := exported(request, QUEUE, context["page"].paginator.object_list, about=edition):
        return file
    first = next((each for each in context["page"] if each.status == PledgeStatus.SUBMITTED), None)
    if first is not None:
        context |= detail(request, one(request, context["edition"], first.pk))
    return render(request, "pledges/pledges/queue.html", context)


def one(request: HttpRequest, edition: Edition, pk: int, verb: str = "view") -> Pledge:
    pledges = Pledge.objects.select_related("edition__series", "organisation__category", "attachment", "matched")
    objectives = Prefetch("pledge_objectives", PledgeObjective.objects.select_related("objective"))
    known = pledges.exclude(status=PledgeStatus.DRAFT).prefetch_related(objectives)
    return fetch(request.user, verb, known, pk=pk, edition=edition)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    """One pledge of the queue; a decision that is posted is shown with its mail before it is sent."""
    forum = of(request, edition)
    pledge = one(request, forum, pk, "publish" if request.method == "POST" else "view")
    form = DecisionForm(request.POST or None, initial={"version": pledge.version})
    status = 200
    if request.method == "POST":
        if form.is_valid() and "back" not in request.POST:
            return check(request, pledge, form.cleaned_data)
        status = 422 if form.errors else 200
    context = detail(request, pledge, form)
    return render(request, "pledges/pledges/queue.html", context_of(request, forum, **context), status=status)


def detail(request: HttpRequest, pledge: Pledge, form: DecisionForm | None = None) -> dict[str, Any]:
    waits = pledge.status == PledgeStatus.SUBMITTED
    form = form or DecisionForm(initial={"version": pledge.version})
    return {
        "pledge": pledge,
        "form": form if waits and may(request.user, "publish", pledge) else None,
        "has_stake": waits and not may(request.user, "publish", pledge),
        "held_up": held_up(pledge) if waits else None,
        "partners": pledge.partners.select_related("organisation"),
        "contacts": pledge.contacts.all() if may(request.user, "contact", pledge) else [],
        "steps": milestones_of(pledge).filter(slug__startswith="step-").select_related("edition"),
    }


def check(request: HttpRequest, pledge: Pledge, decision: dict[str, Any]) -> HttpResponse:
    verb = decision["outcome"]
    publishes = verb == DecisionForm.PUBLISH
    refusal = held_up(pledge) if publishes else None
    partners = pledge.partners.standing().values_list("organisation_id", flat=True) if publishes else []
    people = list(people_of(pledge.organisation_id, *partners).order_by("name"))
    context = {
        "pledge": pledge,
        "publishes": publishes,
        "decision": decision,
        "people": people,
        "refusal": refusal,
        "mail": mail(people[0] if people else request.user, pledge, decision),
    }
    page = edition_page(request, pledge.edition, TAB, **context)
    return render(request, "pledges/pledges/check.html", page, status=409 if refusal else 200)


def mail(recipient: Any, pledge: Pledge, decision: dict[str, Any]) -> tuple[str, str] | None:
    """The mail as it will go to the first of the recipients; the reference is given by the act itself."""
    told = {**named(pledge), "reason": decision["reason"], "reference": f"{pledge.edition.code}-P-…"}
    kind = "pledge_published" if decision["outcome"] == DecisionForm.PUBLISH else "pledge_ask_changes"
    url = pledge.get_absolute_url()
    return rendered(Notification(recipient=recipient, kind=kind, edition=pledge.edition, url=url, context=told))


@login_required
@require_POST
def publish(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    pledge = one(request, of(request, edition), pk, "publish")
    actions.publish(pledge, by=request.user, version=posted_version(request))
    fact = _("Published as %(reference)s.") % {"reference": pledge.reference}
    say(request, fact, pledge, _("It stands in the register."))
    return redirect("pledge_queue", edition)


@login_required
@require_POST
def ask_changes(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    pledge = one(request, of(request, edition), pk, "ask_changes")
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Say what is to be changed. Go back and write the reason."))
    actions.ask_changes(pledge, by=request.user, **form.cleaned_data)
    say(request, _("Changes asked for."), pledge, _("The mail says it in your words."))
    return redirect("pledge_queue", edition)
