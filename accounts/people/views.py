"""A person's own page. Nobody else sees it."""

from copy import copy

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.people import actions
from accounts.people.forms import ProfileForm
from accounts.people.models import User
from forum.kit import languages, zones
from forum.kit.answers import attempt, posted, status_of
from forum.kit.dotted import load_all


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def me(request: HttpRequest) -> HttpResponse:
    person = User.objects.get(pk=request.user.pk)
    form = ProfileForm(posted(request), instance=copy(person), initial={"version": person.version})
    if attempt(
        form,
        lambda: actions.edit(person, by=request.user, changes=form.values(), version=form.cleaned_data["version"]),
    ):
        messages.success(request, _("Profile saved."))
        answer = redirect("me")
        for choice in (languages.COOKIE, zones.CHOSEN):  # what was chosen in this browser before says no more
            answer.delete_cookie(choice, samesite="Lax")
        return answer
    panels = [panel for contribute in load_all(settings.PERSON_PANELS) if (panel := contribute(request))]
    context = {"form": form, "panels": panels, "signs_in_elsewhere": bool(settings.OIDC_ISSUER)}
    return render(request, "accounts/people/me.html", context, status=status_of(form))


@login_required
@require_POST
def session_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Ends one's session in another browser."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    actions.end_session(session, by=request.user)
    messages.success(request, _("The session is ended. That browser is signed out."))
    return redirect("usersessions_list")
