"""Who is invited and expected, for who arranges a session; the answers of those invited."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.attendance import actions
from events.attendance.exports import ATTENDANCE, INVITED
from events.attendance.forms import DeclineForm, InviteForm, PresentForm, TargetsForm
from events.attendance.models import Invited, Target
from events.attendance.numbers import cells, numbers
from events.sessions.models import Session
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, posted_version, status_of
from forum.kit.exports import exported

PER_PAGE = 50
read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def session_of(request: HttpRequest, edition: str, reference: str, verb: str = "view") -> Session:
    sessions = Session.objects.select_related("edition__series", "room")
    return fetch(request.user, verb, sessions, edition__slug=edition, reference=reference)


def page(request: HttpRequest, session: Session, template: str, **context: object) -> HttpResponse:
    status = status_of(context["form"]) if "form" in context else 200  # type: ignore[arg-type]
    frame = edition_page(request, session.edition, "manage-programme", session=session, **context)
    return render(request, f"events/attendance/{template}.html", frame, status=status)


def back(session: Session) -> HttpResponse:
    return redirect("session_attendance", edition=session.edition.slug, reference=session.reference)


@login_required
@require_safe
def session_attendance(request: HttpRequest, edition: str, reference: str) -> HttpResponseBase:
    session = session_of(request, edition, reference)
    if not may(request.user, "arrange", session.edition):
        raise PermissionDenied("arrange")
    asked = Invited.objects.filter(session=session).select_related("organisation__category")
    asked = asked.order_by("organisation__category__order", "organisation__name")
    rows = [cells(row, public=False) for row in numbers(session)]
    if file := exported(request, ATTENDANCE, rows, about=session.reference):
        return file
    if file := exported(request, INVITED, asked, about=session.reference):
        return file
    return page(
        request,
        session,
        "manage",
        rows=rows,
        page=Paginator(asked, PER_PAGE).get_page(request.GET.get("page")),
        may_act=may(request.user, "invite", session),
        may_count=may(request.user, "mark_present", session),
    )


@login_required
@read_or_write
def session_invite(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "invite")
    form = InviteForm(session, posted(request))
    made: list[int] = []
    if attempt(form, lambda: made.append(actions.invite(session, by=request.user, organisations=form.chosen()))):
        words = ngettext("%(count)s organisation is invited.", "%(count)s organisations are invited.", made[0])
        messages.success(request, words % {"count": made[0]})
        return back(session)
    return page(request, session, "invite", form=form)


@login_required
@read_or_write
def session_set_targets(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "set_targets")
    held: dict[str, int] = {"version": session.version}
    for each in Target.objects.filter(session=session).select_related("category"):
        held |= {f"wanted_{each.category.code}": each.wanted, f"days_{each.category.code}": each.warn_days}
    form = TargetsForm(posted(request), initial=held)
    if attempt(
        form,
        lambda: actions.set_targets(
            session, by=request.user, wanted=form.wanted(), version=form.cleaned_data["version"]
        ),
    ):
        messages.success(request, _("The targets are kept."))
        return back(session)
    return page(request, session, "targets", form=form)


@login_required
@read_or_write
def session_mark_present(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "mark_present")
    form = PresentForm(session, posted(request))
    if attempt(form, lambda: actions.mark_present(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is kept who came. The numbers stand on the page of the session."))
        return redirect(session)
    return page(request, session, "present", form=form)


def invited_of(request: HttpRequest, edition: str, reference: str, pk: int, verb: str) -> Invited:
    asked = Invited.objects.select_related("session__edition__series", "organisation")
    return fetch(request.user, verb, asked, pk=pk, session__reference=reference, session__edition__slug=edition)


def after_answer(request: HttpRequest, invited: Invited) -> HttpResponse:
    return redirect(invited.session) if invited.organisation_id in request.user.acts_for else back(invited.session)  # type: ignore[union-attr]


@login_required
@require_POST
def invited_confirm(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    invited = invited_of(request, edition, reference, pk, "confirm")
    actions.confirm(invited, by=request.user, version=posted_version(request))
    messages.success(request, _("Confirmed. The organisers count on you."))
    return after_answer(request, invited)


@login_required
@read_or_write
def invited_decline(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    invited = invited_of(request, edition, reference, pk, "decline")
    form = DeclineForm(posted(request), initial={"version": invited.version})
    if attempt(form, lambda: actions.decline(invited, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Declined. You may still confirm until the session ends."))
        return after_answer(request, invited)
    return page(request, invited.session, "decline", form=form, invited=invited)
