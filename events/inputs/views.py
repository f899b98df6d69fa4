"""Bringing an input in from either end, and saying what became of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events.inputs import actions
from events.inputs.forms import FeedForm, InputForm, SetAsideForm
from events.inputs.models import Input
from events.sessions.models import Session
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, posted_version, status_of

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


def session_of(request: HttpRequest, edition: str, reference: str) -> Session:
    sessions = Session.objects.select_related("edition__series", "edition__parent")
    return fetch(request.user, "view", sessions, edition__slug=edition, reference=reference)


def page(request: HttpRequest, session: Session, template: str, form: Any, **context: Any) -> HttpResponse:
    frame = edition_page(request, session.edition, "programme", session=session, form=form, **context)
    return render(request, f"events/inputs/{template}.html", frame, status=status_of(form))


@login_required
@read_or_write
def input_add(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    session = session_of(request, edition, reference)
    if not may(request.user, "propose", Input(session=session, edition=session.edition)):
        raise PermissionDenied("propose")
    form = InputForm(session, posted(request))
    if attempt(form, lambda: actions.propose(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The input is proposed. It is public once the session accepts or uses it."))
        return redirect(session)
    return page(request, session, "add", form)


@login_required
@read_or_write
def input_feed(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    source = session_of(request, edition, reference)
    if not may(request.user, "propose", Input(source_session=source, session=source, edition=source.edition)):
        raise PermissionDenied("propose")
    form = FeedForm(source, posted(request))

    def act() -> None:
        said = form.cleaned_data
        actions.propose(said["session"], by=request.user, source_session=source, note=said["note"])

    if attempt(form, act):
        messages.success(request, _("The meeting is proposed as an input. Its page says what becomes of it."))
        return redirect(source)
    return page(request, source, "feed", form)


def input_of(request: HttpRequest, edition: str, reference: str, pk: int, verb: str) -> Input:
    inputs = Input.objects.select_related("session__edition__series", "source_session__edition", "source_edition")
    return fetch(request.user, verb, inputs, pk=pk, session__reference=reference, edition__slug=edition)


@login_required
@require_POST
def input_accept(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    found = input_of(request, edition, reference, pk, "accept")
    actions.accept(found, by=request.user, version=posted_version(request))
    messages.success(request, _("The input is accepted. It stands on both pages."))
    return redirect(found)


@login_required
@require_POST
def input_use(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    found = input_of(request, edition, reference, pk, "use")
    actions.use(found, by=request.user, version=posted_version(request))
    messages.success(request, _("The input is marked as used."))
    return redirect(found)


@login_required
@read_or_write
def input_set_aside(request: HttpRequest, edition: str, reference: str, pk: int) -> HttpResponse:
    found = input_of(request, edition, reference, pk, "set_aside")
    form = SetAsideForm(posted(request), initial={"version": found.version})
    if attempt(form, lambda: actions.set_aside(found, by=request.user, **form.cleaned_data)):
        messages.success(request, _("The input is marked as not used, with your reason."))
        return redirect(found)
    return page(request, found.session, "set_aside", form, found=found)
