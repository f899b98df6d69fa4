"""What pages are compared with: a view that does one SELECT and returns the same compressed bytes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import path

from forum.history.models import Head

FOLDER = settings.DATA_DIR / "bench"
_read: dict[int, bytes] = {}


def bare(request: HttpRequest, number: int) -> HttpResponse:
    Head.objects.filter(chain=0).first()
    if number not in _read:
        _read[number] = (FOLDER / f"{number}.gz").read_bytes()
    response = HttpResponse(_read[number])
    response["Content-Encoding"] = "gzip"
    return response


urlpatterns = [path("<int:number>", bare)]
