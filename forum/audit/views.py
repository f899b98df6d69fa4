"""The history of an edition, and the act that erases values from it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from forum.audit.filters import HistoryFilter
from forum.audit.forms import PurgeForm
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.history import acts
from forum.history.exports import history_of, noted
from forum.history.models import Entry, Head
from forum.history.querysets import EntryQuerySet
from forum.history.reading import read
from forum.history.reads import note_read
from forum.kit.access import may
from forum.kit.answers import attempt, matches, posted, status_of
from forum.kit.exports import exported


@login_required
@require_safe
def history(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = edition_of(request, edition, "audit")
    entries = of_one(Entry.objects.filter(chain=found.pk), request.GET.get("of", "")).order_by("-at", "-number")
    filtered = HistoryFilter(request.GET, queryset=entries, chain=found.pk)
    rows, status = matches(filtered)
    head = Head.objects.filter(chain=found.pk).first()
    so_far = rows.filter(number__lte=head.count if head else 0)  # without the entry that the file itself makes
    export, record = history_of(request.user), noted(request, found)
    if file := exported(request, export, so_far, about=edition, status=status, record=record):
        return file
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    context = {
        "filter": filtered,
        "page": page,
        "lines": read(page.object_list, request.user, details=True),
        "head": head,
        "may_purge": may(request.user, "manage", found),
        "of": request.GET.get("of", ""),
    }
    note_read(found, by=request.user, what="history")
    page_context = edition_page(request, found, "manage", **context)
    return render(request, "forum/audit/history.html", page_context, status=status)


def of_one(entries: EntryQuerySet, asked: str) -> EntryQuerySet:
    """Those of one object, named by its kind and number, as its own page links here."""
    kind, _colon, number = asked.partition(":")
    if not asked:
        return entries
    return entries.filter(object_type=kind, object_id=int(number) if number.isdecimal() and len(number) < 19 else 0)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def purge(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    found = edition_of(request, edition)
    entry = get_object_or_404(Entry, chain=found.pk, number=number)
    if not may(request.user, "purge", entry):
        raise PermissionDenied("purge")
    form = PurgeForm(posted(request))
    if attempt(form, lambda: acts.purge(entry, by=request.user, reason=form.cleaned_data["reason"])):
        messages.success(request, _("The values were erased. The entry stays, and the chain still verifies."))
        return redirect("history", edition=found.slug)
    line = read([entry], request.user, details=True)[0]
    context = edition_page(request, found, "manage", form=form, line=line)
    return render(request, "forum/audit/purge.html", context, status=status_of(form))
