"""Deciding about one's own page as a speaker."""

from copy import copy

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from events.sessions.models import SessionRole
from events.speakers import actions
from events.speakers.forms import SpeakerForm
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.answers import attempt, posted, status_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def speaker_edit(request: HttpRequest, edition: str) -> HttpResponse:
    """Whoever has no role in the edition may decide already; the page is there when they have one."""
    found = edition_of(request, edition)
    page = actions.page_of(found, request.user)
    form = SpeakerForm(posted(request), instance=copy(page), initial={"version": page.version})
    if attempt(
        form, lambda: actions.edit(page, by=request.user, version=form.cleaned_data["version"], **form.values())
    ):
        messages.success(request, _("Your page was saved."))
        return redirect("agenda", edition=found.slug)
    roles = SessionRole.objects.filter(session__edition=found, user=request.user.pk)
    context = {"form": form, "page": page, "roles": roles.shown().select_related("session__edition")}
    return render(
        request,
        "events/speakers/edit.html",
        edition_page(request, found, "programme", **context),
        status=status_of(form),
    )
