"""Pages for errors and signs of life."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from forum.serving.readiness import readiness


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


@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Every part of the machinery works, or which one does not."""
    answer = readiness()
    return JsonResponse(answer, status=200 if answer["ready"] else 503)
