"""Releases: the officers' list and the next one; what the public reads of them."""

from collections import Counter
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from events.conflicts.checking import shown
from events.conflicts.plan import load
from events.releases.actions import release
from events.releases.drafting import Draft, draft_of
from events.releases.exports import RELEASES
from events.releases.forms import ReleaseForm, RestoreForm
from events.releases.models import Release
from events.releases.restoring import restore, steps_to, version_of
from events.releases.telling import told
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, say_stale, status_of
from forum.kit.exports import exported
from forum.kit.lists import listed
from forum.notifications.models import Notification


@login_required
@require_safe
def manage_releases(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "arrange")
    releases = Release.objects.filter(edition=found).select_related("edition", "by")
    if file := exported(request, RELEASES, releases, about=edition):
        return file
    draft = draft_of(found)
    frame = edition_page(
        request,
        found,
        "manage-programme",
        releases=releases,
        counts=counted(draft),
        differs=draft.differs,
        may_add=may(request.user, "add", Release(edition=found)),
    )
    return render(request, "events/releases/manage.html", frame)


def counted(draft: Draft) -> list[tuple[str, int]]:
    counts = Counter(kind for change in draft.changes for kind in change.kinds)
    return [(str(kind.label), count) for kind, count in sorted(counts.items(), key=lambda row: -row[1])]


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release_add(request: HttpRequest, edition: str) -> HttpResponse:
    """Shows what would become public, what stands against it and whom it tells; then does it."""
    found = edition_of(request, edition, "arrange")
    if not may(request.user, "add", Release(edition=found)):
        raise PermissionDenied("add")
    draft = draft_of(found)
    form = ReleaseForm(draft, posted(request))
    checks = "check" in request.POST
    made: list[Release] = []
    if not checks and attempt(form, lambda: made.append(released_by(form, draft, request.user))):
        messages.success(request, said_of(made[0]))
        return redirect("manage_releases", edition=found.slug)
    return render(
        request,
        "events/releases/new.html",
        edition_page(request, found, "manage-programme", **preview(draft, form)),
        status=200 if checks and form.is_valid() else status_of(form),
    )


def said_of(made: Release) -> str:
    count = Notification.objects.filter(kind="programme_released", object_id=made.pk).count()
    if not count:
        return _("%(release)s is public. It mails nobody: no session of theirs changed.") % {"release": made}
    said = ngettext(
        "%(release)s is public. It mails %(count)s person whose sessions changed.",
        "%(release)s is public. It mails %(count)s people whose sessions changed.",
        count,
    )
    return said % {"release": made, "count": count}


def released_by(form: ReleaseForm, draft: Draft, by: Any) -> Release:
    values = form.cleaned_data
    every = len(form.chosen) == len(draft.changes)
    only = None if every else form.chosen
    return release(draft.edition, by=by, note=values["note"], only=only, since=values["since"])


def preview(draft: Draft, form: ReleaseForm) -> dict[str, Any]:
    chosen = set(form.chosen)
    plan = load(draft.edition)
    findings = shown(plan, plan.findings(chosen & draft.new.keys()))
    return {
        "form": form,
        "draft": draft,
        "rows": [{"change": change, "chosen": change.session.pk in chosen} for change in draft.changes],
        "findings": findings,
        "stopped": any(each.needs_reason for each in findings),
        "advice": sum(each.is_open and not each.needs_reason for each in findings),
        "told": [user for user, sessions in told(draft) if sessions & chosen],
    }


def restored(earlier: Release, staying: int) -> str:
    if not staying:
        return _("The draft says again what %(release)s says.") % {"release": earlier}
    words = ngettext(
        "The draft says again what %(release)s says, except in %(count)s session that could not go back in full.",
        "The draft says again what %(release)s says, except in %(count)s sessions that could not go back in full.",
        staying,
    )
    return words % {"release": earlier, "count": staying}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def release_restore(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    """An earlier release as the draft again: what goes back and what cannot, before it is done."""
    found = edition_of(request, edition, "arrange")
    earlier = fetch(request.user, "restore", Release.objects.filter(edition=found), number=number)
    earlier.edition = found
    steps = steps_to(earlier)
    going = [step for step in steps if step.acts]
    version = version_of(found)
    form = RestoreForm(posted(request), initial={"version": version})
    staying = [step for step in steps if step.cannot]
    refused: list[Any] = []
    if attempt(form, lambda: refused.extend(restore(earlier, by=request.user, **form.cleaned_data))):
        messages.success(request, restored(earlier, len(staying)))
        if refused:
            names = listed(f"“{session}”: {said}" for session, said in refused)
            messages.warning(request, _("Not put back: %(names)s") % {"names": names})
        return redirect("manage_releases", edition=found.slug)
    if form.is_bound:
        say_stale(form, version)
    context = {"form": form, "release": earlier, "going": going, "staying": staying}
    frame = edition_page(request, found, "manage-programme", **context)
    return render(request, "events/releases/restore.html", frame, status=status_of(form))
