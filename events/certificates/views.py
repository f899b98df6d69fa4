"""Saying who was at a session."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.certificates import actions
from events.certificates.forms import CertifyForm
from events.sessions.models import Session
from forum.editions.pages import edition_page
from forum.history.reads import note_read
from forum.kit.access import fetch
from forum.kit.answers import attempt, posted, status_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def session_certify(request: HttpRequest, edition: str, reference: str) -> HttpResponse:
    sessions = Session.objects.select_related("edition__series", "room")
    session = fetch(request.user, "certify", sessions, edition__slug=edition, reference=reference)
    form = CertifyForm(session, posted(request))
    if attempt(form, lambda: actions.certify(session, by=request.user, **form.cleaned_data)):
        messages.success(request, _("It is kept who was there. Each finds a certificate on the page of the session."))
        return redirect(session)
    if not form.is_bound:
        note_read(session, by=request.user, what="people")
    context = {"session": session, "form": form}
    frame = edition_page(request, session.edition, "manage-programme", **context)
    return render(request, "events/certificates/certify.html", frame, status=status_of(form))
