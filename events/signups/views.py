"""Signing up and leaving; for who keeps the seats, the list and the number of them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.sessions.models import Session
from events.signups import actions
from events.signups.exports import SIGN_UPS
from events.signups.forms import SeatsForm
from events.signups.models import Seats, SignUp, SignUpStatus
from forum.editions.pages import edition_page
from forum.history.exports import noted
from forum.history.reads import note_read
from forum.kit.access import fetch
from forum.kit.answers import attempt, posted, posted_version, status_of
from forum.kit.exports import exported

PER_PAGE = 50
SESSIONS = Session.objects.select_related("edition__series", "room")


def session_of(request: HttpRequest, edition: str, reference: str, verb: str) -> Session:
    return fetch(request.user, verb, SESSIONS, edition__slug=edition, reference=reference)


@login_required
@require_POST
def session_sign_up(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "sign_up")
    made = actions.sign_up(session, by=request.user)
    if made.status == SignUpStatus.SEATED:
        messages.success(request, _("You have a seat. You are reminded the day before."))
    else:
        messages.info(
            request, _("Every seat is taken. You are on the waiting list and are told as soon as one is free.")
        )
    return redirect(session)


@login_required
@require_POST
def signup_withdraw(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    found = SignUp.objects.select_related("seats__session__edition", "user")
    sign_up = fetch(
        request.user,
        "withdraw",
        found,
        pk=pk,
        seats__session__reference=reference,
        seats__session__edition__slug=edition,
    )
    actions.withdraw(sign_up, by=request.user, version=posted_version(request))
    messages.success(request, _("Withdrawn. A seat that is free goes to the first in line."))
    if sign_up.user_id != request.user.pk:
        return redirect("session_sign_ups", edition=edition, reference=reference)
    return redirect(sign_up)


@login_required
@require_safe
def session_sign_ups(request: HttpRequest, edition: str, reference: str) -> HttpResponseBase:
    """Who has a seat and who waits, in the order of the line."""
    session = session_of(request, edition, reference, "seat")
    listed = SignUp.objects.filter(seats__session=session).standing()
    listed = listed.select_related("user", "organisation__category").order_by("status", "pk")
    if file := exported(request, SIGN_UPS, listed, about=session.reference, record=noted(request, session)):
        return file
    note_read(session, by=request.user, what="sign-ups")
    context = {
        "session": session,
        "seats": Seats.objects.filter(session=session).first(),
        "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
    }
    frame = edition_page(request, session.edition, "manage-programme", **context)
    return render(request, "events/signups/list.html", frame)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_seat(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference, "seat")
    seats = Seats.objects.filter(session=session).first()
    form = SeatsForm(session, seats, posted(request))
    if attempt(form, lambda: actions.seat(session, by=request.user, **form.values())):
        messages.success(request, _("The seats are kept. People sign up on the page of the session."))
        return redirect("session_sign_ups", edition=edition, reference=reference)
    context = {"session": session, "seats": seats, "form": form}
    frame = edition_page(request, session.edition, "manage-programme", **context)
    return render(request, "events/signups/seats.html", frame, status=status_of(form))
