"""The mail of the demo, readable in the browser. In demo mode only."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from post_office.models import STATUS, Email

from forum.notifications.models import NoticeStatus

STATES = {
    STATUS.sent: NoticeStatus.SENT,
    STATUS.failed: NoticeStatus.FAILED,
    STATUS.queued: NoticeStatus.WAITING,
    STATUS.requeued: NoticeStatus.WAITING,
}


def only_in_demo() -> None:
    if not settings.DEMO:
        raise Http404(_("This page exists in demo mode only."))


def described(mail: Email) -> dict[str, Any]:
    return {"mail": mail, "state": STATES.get(mail.status, NoticeStatus.WAITING)}


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    only_in_demo()
    mails = Email.objects.order_by("-created", "-pk")
    to = request.GET.get("to", "").strip()
    if to:
        mails = mails.filter(to__icontains=to)
    page = Paginator(mails.defer("message", "html_message"), 50).get_page(request.GET.get("page"))
    context = {"page": page, "rows": [described(mail) for mail in page.object_list], "to": to}
    return render(request, "forum/demo/mail_list.html", {**context, "rehearsal": True})


@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    only_in_demo()
    found = get_object_or_404(Email, pk=pk)
    return render(request, "forum/demo/mail.html", {**described(found), "rehearsal": True})
