"""Pages for errors and signs of life."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from forum.kit import clock, guards
from forum.notifications.models import Beat


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """What allauth's limits and ours answer with."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = "60"
    return response


def healthz(request: HttpRequest) -> HttpResponse:
    """The web process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> JsonResponse:
    """The whole machinery works: database, triggers, and the scheduler's beat of the last three minutes."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    beat = Beat.objects.filter(name="scheduler").values_list("at", flat=True).first()
    age = (clock.now() - beat).total_seconds() if beat else None
    missing = guards.missing()
    answer = {"database": True, "scheduler_beat_seconds": age, "missing_triggers": missing}
    ready = not missing and age is not None and age < 180
    return JsonResponse({"ready": ready, **answer}, status=200 if ready else 503)
