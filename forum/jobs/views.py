"""How far a job is: as a page that can be left, and as data for the page's script."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from forum.jobs import actions
from forum.jobs.models import Job, JobStatus
from forum.kit.access import fetch
from forum.kit.refusals import Refused


def message(job: Job) -> str:
    if job.status == JobStatus.WAITING:
        return _("Waiting for its turn")
    if job.status == JobStatus.RUNNING and job.stop_asked:
        return _("It stops at the next step")
    if job.status == JobStatus.RUNNING:
        return _("%(done)s of %(total)s parts") % {"done": job.done, "total": job.total or "?"}
    return str(job.state.label)


def as_row(job: Job) -> dict[str, object]:
    """What the progress component is given."""
    return {
        "title": job.title,
        "done": job.done if not job.is_over else max(job.done, 1),
        "total": job.total or 1,
        "message": message(job),
        "state": job.status,
        "url": job.result_url,
    }


@login_required
@require_safe
def job(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch(request.user, "view", Job.objects.select_related("edition"), pk=pk)
    return render(request, "forum/jobs/job.html", {"job": found, "row": as_row(found), "nav": "desk"})


@login_required
@require_POST
def job_retry(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch(request.user, "retry", Job.objects, pk=pk)
    try:
        actions.retry(found, by=request.user)
    except Refused as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Started again. You may leave; it will wait on your desk."))
    return redirect(found)


@login_required
@require_POST
def job_stop(request: HttpRequest, pk: int) -> HttpResponse:
    found = fetch(request.user, "stop", Job.objects, pk=pk)
    try:
        actions.stop(found, by=request.user)
    except Refused as error:
        messages.error(request, str(error.message))
    else:
        messages.success(request, _("Stopped. What was found until then is kept."))
    return redirect(found)


@login_required
@require_safe
def job_progress(request: HttpRequest, pk: int) -> JsonResponse:
    return JsonResponse(as_row(fetch(request.user, "view", Job.objects, pk=pk)))
