"""Tracks, kept by the secretariat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.accreditation import tracks
from accounts.accreditation.exports import TRACKS
from accounts.accreditation.forms import TrackForm
from accounts.accreditation.models import Track
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.exports import exported
from forum.kit.refusals import Refused


@login_required
@require_safe
def track_list(request: HttpRequest, edition: str) -> HttpResponseBase:
    held = fetch(request.user, "manage", Edition.objects.select_related("series"), slug=edition)
    found = Track.objects.filter(edition=held).prefetch_related("categories")
    if file := exported(request, TRACKS, found, about=edition):
        return file
    page = edition_page(request, held, "manage-tracks", tracks=found)
    return render(request, "accounts/accreditation/tracks.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def track_add(request: HttpRequest, edition: str) -> HttpResponse:
    held = fetch(request.user, "view", Edition.objects.select_related("series"), slug=edition)
    if not may(request.user, "add", Track(edition=held)):
        raise PermissionDenied("add")
    form = TrackForm(request.POST or None, edition=held)
    if request.method == "POST" and form.is_valid():
        tracks.add(held, by=request.user, categories=form.cleaned_data["categories"], **form.changes())
        messages.success(request, _("Track added."))
        return redirect("tracks", held.slug)
    page = edition_page(request, held, "manage-tracks", form=form, track=None)
    return render(request, "accounts/accreditation/track.html", page, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def track_edit(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    held = fetch(request.user, "view", Edition.objects.select_related("series"), slug=edition)
    track = fetch(request.user, "edit", Track.objects, pk=pk, edition=held)
    form = TrackForm(request.POST or None, instance=Track.objects.get(pk=pk), edition=held)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                tracks.edit(
                    track,
                    by=request.user,
                    changes=form.changes(),
                    categories=form.cleaned_data["categories"],
                    version=form.cleaned_data["version"] or 0,
                )
            except Refused as error:
                form.add_error(None, str(error.message))
                status = error.status
            else:
                messages.success(request, _("Track saved."))
                return redirect("tracks", held.slug)
    page = edition_page(request, held, "manage-tracks", form=form, track=track)
    return render(request, "accounts/accreditation/track.html", page, status=status)
