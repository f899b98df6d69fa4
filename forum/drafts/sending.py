"""A form that was sent has no draft any more."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from forum.drafts.actions import forget, forget_sent


class DraftMiddleware:
    """A POST that is answered with another page was accepted: the draft of its page, and of the page above it whose
    form was sent here, is let go. What is refused is shown again with what was typed, and its draft stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        accepted = request.method == "POST" and response.status_code == 302
        if (
            accepted
            and not response["Location"].startswith("/accounts/")
            and not request.path.startswith("/drafts/")
            and request.user.is_authenticated
        ):
            forget(request.user, request.path)
            forget_sent(request.user, request.path.rstrip("/").rpartition("/")[0] + "/", request.POST)
        return response
