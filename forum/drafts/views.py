"""Where the forms of all pages keep what was typed: by themselves, or by the button where there is no script."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forum.drafts import actions
from forum.kit import dates
from forum.kit.refusals import Nonsense, Refused


def page_of(request: HttpRequest) -> str:
    """The page of this site whose form it is."""
    path = request.GET.get("page", "")
    try:
        resolve(path)
    except Resolver404:
        path = ""
    if not path or len(path) > 300:
        raise Nonsense(_("There is no such page here whose form could be kept."))
    return path


@login_required
@require_POST
def draft_keep(request: HttpRequest) -> HttpResponse:
    path = page_of(request)
    by_script = request.headers.get("Accept") == "application/json"
    try:
        draft = actions.keep(request.user, path, request.GET.get("title", "") or path, request.POST)
    except Refused as error:
        if not by_script:
            raise
        return JsonResponse({"refused": str(error.message)}, status=error.status)
    zone: Any = getattr(request, "reader_zone", "")
    time = dates.clock(draft.saved_at, zone or "UTC")
    if by_script:
        return JsonResponse({"saved_at": time})
    messages.success(request, _("Draft saved %(time)s. Nobody else sees it.") % {"time": time})
    return redirect(path)


@login_required
@require_POST
def draft_forget(request: HttpRequest) -> HttpResponse:
    path = page_of(request)
    actions.forget(request.user, path)
    messages.success(request, _("Draft thrown away. The form shows what is kept."))
    return redirect(path)
