"""The list of decisions: shown with every letter, then committed as one act."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from events.calls.models import Call
from events.selection import committing, drafts
from events.selection.board_forms import CommitForm
from events.selection.boarding import SELECTIONS, TAB, call_to, selection_of
from events.selection.committing import Letter, count_people, letters
from events.selection.exports import LETTERS
from events.selection.models import Choice, Selection
from events.selection.pool import Entrant, pool
from events.selection.targets import Yardstick
from events.side_events.deciding import fill
from events.side_events.models import Proposal
from forum.editions.pages import edition_page
from forum.history.acts import compare
from forum.history.exports import noted
from forum.history.models import Entry
from forum.kit.access import fetch
from forum.kit.answers import posted, posted_version
from forum.kit.exports import exported
from forum.kit.refusals import Refused
from forum.outcomes.models import Document
from forum.undo.offers import clock_words, undo_until

KINDS = {Choice.SELECT: "proposal_selected", Choice.RESERVE: "proposal_reserve", Choice.DECLINE: "proposal_declined"}


@require_safe
def selection_letters(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    """Who gets which letter; of a draft that was decided, what was decided."""
    selection = fetch(request.user, "view", SELECTIONS, pk=pk, call__edition__slug=edition)
    if selection.committed_at is not None:
        return decided(request, selection)
    return listed(request, selection)


def listed(
    request: HttpRequest, selection: Selection, refused: Refused | None = None, status: int = 200
) -> HttpResponseBase:
    call, entrants = selection.call, pool(selection.call, request.user)
    found = letters(selection, entrants)
    count_people(found)
    record = noted(request, call.edition)
    if file := exported(request, LETTERS, found, about=call.edition.slug, record=record):
        return file
    form = CommitForm(
        posted(request), letters=found, selection=selection, initial=first_words(call), keeps="keep" in request.POST
    )
    form.is_valid()
    if refused is not None:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
    held = [each for each in entrants if each.held]
    chosen = [each.entrant for each in found if each.choice == Choice.SELECT]
    context = edition_page(
        request,
        call.edition,
        TAB,
        call=call,
        selection=selection,
        form=form,
        groups=[group(choice, found, form, call) for choice in KINDS],
        count=len(found),
        mails=sum(each.people for each in found),
        stays=[each for each in entrants if each.reserve_order and each.pk not in {one.entrant.pk for one in found}],
        unscored=[each.entrant for each in found if not each.entrant.is_scored],
        waits=[each for each in entrants if each.status == "changes_requested"],
        findings=Yardstick(call.targets, entrants).findings([*held, *chosen]),
        over=max(len(chosen) - call.places_left, 0),
    )
    return render(request, "events/selection/letters.html", context, status=status)


def first_words(call: Call) -> dict[str, Any]:
    return {"confirm_by": call.edition.today() + timedelta(days=call.confirm_days)}


def group(choice: str, found: list[Letter], form: CommitForm, call: Call) -> dict[str, Any]:
    """One kind of letter, its text, and who gets it."""
    mine = [each for each in found if each.choice == choice]
    kind = KINDS[Choice(choice)]
    sample = Proposal(call=call, edition=call.edition, title=_("(title)"), reference="…")
    sample.confirm_by = call.edition.today() + timedelta(days=call.confirm_days) if choice == Choice.SELECT else None
    words = {"proposal": sample, "call": call, "edition": call.edition, "reason": _("(the reason)"), "url": "…"}
    words["recipient"] = {"name": _("(name)")}
    return {
        "choice": Choice(choice),
        "anchor": f"letters-{choice}",
        "rows": [{"letter": each, "field": form[f"reason_{each.entrant.pk}"]} for each in mine],
        "people": sum(each.people for each in mine),
        "subject": render_to_string(f"emails/{kind}/subject.txt", words).strip(),
        "body": render_to_string(f"emails/{kind}/body.txt", words).strip(),
    }


@require_POST
def selection_commit(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    """Keeps the words, or decides. A list that changed since it was shown is refused and shown anew."""
    keeps = "keep" in request.POST
    selection = selection_of(request, "write" if keeps else "commit", edition, pk)
    entrants = pool(selection.call, request.user)
    found = letters(selection, entrants)
    form = CommitForm(request.POST, letters=found, selection=selection, keeps=keeps)
    try:
        if not keeps:
            committing.refuse_tied(found)
        if not form.is_valid():
            return listed(request, selection, status=422)
        if keeps:
            drafts.keep_words(selection, form.reasons(), by=request.user, version=form.cleaned_data["version"])
            messages.success(request, _("Reasons kept. Nobody has been told."))
            return redirect("selection_letters", edition, pk)
        decide(request, selection, entrants, form)
    except Refused as refused:
        return listed(request, SELECTIONS.get(pk=selection.pk), refused, refused.status)
    return redirect("selection_letters", edition, pk)


def decide(request: HttpRequest, selection: Selection, entrants: list[Entrant], form: CommitForm) -> None:
    said = form.cleaned_data
    entry = committing.commit(
        selection,
        entrants,
        by=request.user,
        reasons=form.reasons(),
        versions=form.versions(),
        confirm_by=said["confirm_by"],
        exception=said["exception"],
        version=said["version"],
    )
    count = len(selection.record["decisions"])
    until = undo_until(entry)
    words = ngettext("%(count)s side event is decided.", "%(count)s side events are decided.", count)
    fact = words % {"count": count}
    when = clock_words(request, entry, until)
    tag = f"undo-{entry.pk}-{when}"
    messages.success(request, f"{fact} {_('The mails leave at %(time)s.') % {'time': when}}", extra_tags=tag)


def decided(request: HttpRequest, selection: Selection) -> HttpResponseBase:
    """The list as it was committed, and its justification."""
    kept, call = selection.record, selection.call
    titles = {row["reference"]: row["title"] for row in kept["entrants"]}
    now = dict(Proposal.objects.filter(call=call).values_list("reference", "status"))
    documents: QuerySet[Document] = Document.objects.visible_to(request.user).prefetch_related("files")
    about = {"object_type": selection._meta.label_lower, "object_id": selection.pk}
    rows = [
        {**row, "title": titles.get(row["reference"], ""), "now": now.get(row["reference"], "")}
        for row in kept["decisions"]
    ]
    context = edition_page(
        request,
        call.edition,
        TAB,
        call=call,
        selection=selection,
        groups=[{"choice": each, "rows": [row for row in rows if row["choice"] == each]} for each in KINDS],
        document=documents.filter(**about).first(),
        kept_from=not Selection.objects.documented_to(request.user).filter(pk=selection.pk).exists(),
        entry=Entry.objects.of(selection).filter(verb="commit").first(),
        zone=call.edition.timezone,
    )
    return render(request, "events/selection/decided.html", context)


@require_POST
def call_promote(request: HttpRequest, edition: str) -> HttpResponse:
    """Gives places that are free to the next of the reserve."""
    call = call_to(request, "promote", edition)
    compare(call, posted_version(request))
    given = fill(call, by=request.user)
    if given:
        words = ngettext("%(count)s place went to the reserve.", "%(count)s places went to the reserve.", len(given))
        messages.success(request, words % {"count": len(given)})
    else:
        messages.info(request, _("No place is free, or nobody is on the reserve."))
    return redirect("selection", edition)
