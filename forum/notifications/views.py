"""The outbox of an edition, and a person's own notices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Min
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.history.exports import noted
from forum.kit.access import fetch, may
from forum.kit.answers import matches
from forum.kit.exports import exported
from forum.notifications import actions
from forum.notifications.exports import outbox as outbox_file
from forum.notifications.filters import OutboxFilter
from forum.notifications.models import NoticeStatus, Notification


@login_required
@require_safe
def outbox(request: HttpRequest, edition: str) -> HttpResponseBase:
    """Every notice of the edition and what became of it."""
    found = edition_of(request, edition, "audit")
    own = Notification.objects.filter(edition=found)
    addresses = may(request.user, "read_mail", found)
    with_mail = own.select_related("recipient", "mail").defer("mail__message", "mail__html_message")
    filtered = OutboxFilter(request.GET, queryset=with_mail, addresses=addresses)
    rows, status = matches(filtered)
    if file := exported(
        request, outbox_file(addresses=addresses), rows, about=edition, status=status, record=noted(request, found)
    ):
        return file
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    tally = dict(own.order_by().values_list("status").annotate(Count("pk")))
    context = {
        "filter": filtered,
        "page": page,
        "tally": [{"state": state, "count": tally.get(state.value, 0)} for state in NoticeStatus],
        "oldest": own.filter(status=NoticeStatus.WAITING).aggregate(at=Min("created_at"))["at"],
        "failed": tally.get(NoticeStatus.FAILED.value, 0),
        "addresses": addresses,
        "may_retry": may(request.user, "retry_mail", found),
    }
    page_context = edition_page(request, found, "manage", **context)
    return render(request, "forum/notifications/outbox.html", page_context, status=status)


@login_required
@require_POST
def notice_retry(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    found = edition_of(request, edition)
    notice = get_object_or_404(Notification.objects.select_related("mail"), edition=found, pk=pk)
    if not may(request.user, "retry", notice):
        raise PermissionDenied("retry")
    actions.retry(notice, by=request.user)
    messages.success(request, _("The mail is sent again, as the same message."))
    return redirect("outbox", edition=found.slug)


@login_required
@require_POST
def outbox_retry_mail(request: HttpRequest, edition: str) -> HttpResponse:
    found = edition_of(request, edition)
    if not may(request.user, "retry_mail", found):
        raise PermissionDenied("retry_mail")
    count = actions.retry_mail(found, by=request.user)
    words = ngettext("%(count)s mail is sent again.", "%(count)s mails are sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("outbox", edition=found.slug)


@login_required
@require_POST
def notice_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Marks a notice as read and goes to what it is about."""
    notice = fetch(request.user, "view", Notification.objects, pk=pk)
    actions.mark_read(notice)
    inside = url_has_allowed_host_and_scheme(notice.url, allowed_hosts=None)
    return redirect(notice.url if notice.url and inside else "desk")


@login_required
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    actions.mark_all_read(request.user)
    messages.success(request, _("All notices are marked as read."))
    return redirect("desk")
