"""A refusal is an answer, not an accident: it says the reason and, where there is one, the cure."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """An act that a rule does not let pass. `field` names the form field to show it at."""

    status = 409

    def __init__(self, message: Any, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class ChangedMeanwhile(Refused):
    """The copy that was acted on is no longer the current one."""

    def __init__(self, message: Any = "") -> None:
        super().__init__(
            message
            or _("Somebody changed this meanwhile. Look at what it says now, then do it again if you still want to.")
        )


class Nonsense(Refused):
    """A question with a choice or an order that there is not."""

    status = 422


class NotText(Refused):
    """Something no keyboard writes was sent, and no database stores."""

    status = 400

    def __init__(self) -> None:
        super().__init__(_("What was sent holds a character that is no text. Take it out and send it again."))


class RefusalMiddleware:
    """Answers a refusal that no view caught with a page of its own, and refuses what is no text before any view."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        sent = [request.path]
        for query in (request.GET, request.POST):
            for name, values in query.lists():
                sent += [name, *map(str, values)]
        return self.process_exception(request, NotText()) if any("\0" in each for each in sent) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        context = {"message": exception.message, "typed": typed(request)}
        return render(request, "refused.html", context, status=exception.status)


def typed(request: HttpRequest) -> list[str]:
    """What was sent in words, such as a reason: it is shown again, so that it can be taken up."""
    sent = [text.strip() for name, text in request.POST.items() if "password" not in name]
    return [text for text in sent if " " in text]
