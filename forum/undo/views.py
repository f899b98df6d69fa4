"""The button that takes back what was just done."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.history.models import Entry
from forum.history.reading import read
from forum.kit.access import fetch
from forum.kit.doors import confirm, must_confirm
from forum.kit.refusals import Refused
from forum.undo import actions


@login_required
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Back to where the button stood, else to what it was done to, where the person may see that."""
    entry = fetch(request.user, "undo", Entry.objects, pk=pk)
    if entry.verb in {name.partition("_")[2] for name in settings.DANGEROUS_ACTS} and must_confirm(request):
        return confirm(request)
    try:
        actions.undo(entry, by=request.user)
    except Refused as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Undone. Everything is as it was before, and no mail has left."))
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        return redirect(came_from)
    [line] = read([entry], request.user)
    return redirect(line.url or "desk")
