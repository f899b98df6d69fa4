"""The list of conflicts, the rules of an edition, what a session needs."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.registration.models import Registration
from events.conflicts import actions
from events.conflicts.checking import shown
from events.conflicts.exports import CONFLICTS
from events.conflicts.forms import ConflictFilter, NeedsForm, RulebookForm, SettleForm
from events.conflicts.models import Needs, Rulebook
from events.conflicts.plan import load
from events.sessions.kinds import RoleStatus
from events.sessions.models import Session
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, status_of
from forum.kit.exports import exported

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@login_required
@require_safe
def conflicts(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    plan = load(found)
    every = sorted(shown(plan, plan.findings()), key=lambda each: not each.is_open)
    chosen = ConflictFilter(request.GET, plan, every)
    rows, status = chosen.matching()
    if file := exported(request, CONFLICTS, rows, about=edition, status=status):
        return file
    frame = edition_page(
        request,
        found,
        "manage-programme",
        filter=chosen,
        page=Paginator(rows, 50).get_page(request.GET.get("page")),
        total=len(every),
        open=sum(each.is_open for each in every),
        may_settle=may(request.user, "settle", Session(edition=found)),
        may_set=may(request.user, "edit", Rulebook(edition=found)),
    )
    return render(request, "events/conflicts/list.html", frame, status=status)


@login_required
@read_or_write
def conflict_settle(request: HttpRequest, edition: str, key: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "settle", actions.session_of(found, key)):
        raise PermissionDenied("settle")
    plan, finding = actions.finding_of(found, key)
    form = SettleForm(request.POST or None)
    if attempt(form, lambda: actions.settle(found, key, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The conflict is settled. It is open again when one of the sessions moves."))
        return redirect("conflicts", edition=found.slug)
    context = edition_page(request, found, "manage-programme", form=form, each=shown(plan, [finding])[0])
    return render(request, "events/conflicts/settle.html", context, status=status_of(form))


@login_required
@require_POST
def conflict_unsettle(request: HttpRequest, edition: str, key: str) -> HttpResponse:
    found = edition_of(request, edition)
    actions.unsettle(found, key, by=request.user)
    messages.success(request, _("The conflict is open again."))
    return redirect("conflicts", edition=found.slug)


@login_required
@read_or_write
def conflict_rules(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    book = Rulebook.objects.filter(edition=found).first() or Rulebook(edition=found)
    if not may(request.user, "edit", book):
        raise PermissionDenied("edit")
    form = RulebookForm(request.POST or None, instance=book)
    if attempt(
        form,
        lambda: actions.edit_rulebook(found, by=request.user, version=form.cleaned_data["version"], **form.values()),
    ):
        messages.success(request, _("The rules were saved. The conflicts are found by them from now on."))
        return redirect("conflicts", edition=found.slug)
    context = edition_page(request, found, "manage-programme", form=form)
    return render(request, "events/conflicts/rules.html", context, status=status_of(form))


@login_required
@read_or_write
def session_needs(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    sessions = Session.objects.select_related("edition__series")
    session = fetch(request.user, "edit", sessions, edition__slug=edition, reference=reference)
    needs = Needs.objects.filter(session=session).first() or Needs(session=session)
    form = NeedsForm(session, request.POST or None, instance=needs)
    if attempt(
        form,
        lambda: actions.edit_needs(session, by=request.user, version=form.cleaned_data["version"], **form.values()),
    ):
        messages.success(request, _("What the session needs was saved."))
        return redirect("manage_session", edition=edition, reference=reference)
    people = session.roles.exclude(status=RoleStatus.DECLINED).filter(user__isnull=False).values("user")
    asking = Registration.objects.filter(edition=session.edition, user__in=people).exclude(access_needs="").count()
    context = edition_page(request, session.edition, "manage-programme", form=form, session=session, asking=asking)
    return render(request, "events/conflicts/needs.html", context, status=status_of(form))
