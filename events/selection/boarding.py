"""The selection board: the ranked list beside the places, and what every pick does to the balance."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from events.calls.models import Call
from events.selection import drafts
from events.selection.balance import Row, balance
from events.selection.board_forms import DraftForm, Targets, TargetsForm, initial_targets, targets_of
from events.selection.exports import BOARD, DRAFTS
from events.selection.models import Choice, Pick, Selection
from events.selection.pool import Entrant, pool
from events.selection.reading import Draft, drafts_of, lay_over, nobody, shown
from events.selection.suggestion import suggest
from events.selection.targets import Yardstick, target_words
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.history.acts import compare
from forum.history.exports import noted
from forum.kit.access import fetch, may
from forum.kit.answers import attempt, posted, posted_version, say_stale, status_of
from forum.kit.exports import exported
from forum.kit.refusals import Refused

TAB = "manage-side-events"
FRAGMENT = "X-Fragment"  # the script asks for the board alone
SELECTIONS = Selection.objects.select_related("call__edition__series")
VERBS = {*Choice.values, drafts.OUT, drafts.UP, drafts.DOWN} - {Choice.DECLINE}


def edition_with_call(request: HttpRequest, slug: str) -> tuple[Edition, Call | None]:
    found = fetch(request.user, "select_side_events", Edition.objects.select_related("series", "call"), slug=slug)
    return found, getattr(found, "call", None)


def call_to(request: HttpRequest, verb: str, slug: str) -> Call:
    return fetch(request.user, verb, Call.objects.select_related("edition__series"), edition__slug=slug)


def chosen_draft(request: HttpRequest, found: list[Draft]) -> Draft | None:
    """The one that is asked for, else the last that is not decided, else the last."""
    asked = request.GET.get("draft", "")
    if asked:
        draft = next((each for each in found if str(each.pk) == asked), None)
        if draft is None:
            raise Http404("draft")
        return draft
    return next((each for each in reversed(found) if each.committed_at is None), found[-1] if found else None)


def board(
    request: HttpRequest,
    edition: Edition,
    call: Call,
    *,
    draft: int | None = None,
    form: DraftForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponseBase:
    entrants = pool(call, request.user)
    yardstick = Yardstick(call.targets, entrants)
    every = drafts_of(call)
    current = next((each for each in every if each.pk == draft), None) if draft else chosen_draft(request, every)
    now = lay_over(current, entrants, yardstick) if current else nobody(entrants, yardstick)
    rows = shown(now, entrants)
    if file := exported(request, BOARD, rows, about=edition.slug, record=noted(request, edition)):
        return file
    free = call.places_left - sum(row["choice"] == Choice.SELECT for row in rows)
    open_now = current is not None and current.committed_at is None and may(request.user, "set_targets", call)
    context = edition_page(
        request,
        edition,
        TAB,
        call=call,
        drafts=every,
        draft=now if current else None,
        rows=rows,
        reserve=now.reserve(entrants),
        chosen=now.chosen,
        free=free,
        over=-free if free < 0 else 0,
        parts=balance(now.chosen, entrants, call.targets, now.findings),
        targets=[target_words(each) for each in call.targets],
        may_keep=may(request.user, "set_targets", call),
        open=open_now,
        form=form or DraftForm(),
        refusal=refusal,
        why=whys(call, entrants, yardstick, now) if "why" in request.GET else [],
        zone=edition.timezone,
    )
    alone = request.headers.get(FRAGMENT) == "board"
    template = "events/selection/_board.html" if alone else "events/selection/board.html"
    return render(request, template, context, status=status)


def whys(call: Call, entrants: list[Entrant], yardstick: Yardstick, draft: Draft) -> list[dict[str, Any]]:
    """What kept those out that the suggestion passed over, and that this draft does not pick either."""
    made = suggest(entrants, call.places, yardstick)
    return [
        {"one": each, "why": made.why[each.pk]}
        for each in entrants
        if each.pk in made.why and draft.choice(each.pk) != Choice.SELECT
    ]


@require_safe
def selection_board(request: HttpRequest, edition: str) -> HttpResponseBase:
    found, call = edition_with_call(request, edition)
    if call is None:
        return render(request, "events/selection/no_call.html", edition_page(request, found, TAB))
    return board(request, found, call)


@require_POST
def selection_add(request: HttpRequest, edition: str) -> HttpResponseBase:
    """A new draft: empty, suggested, or as another one is."""
    call = call_to(request, "set_targets", edition)
    form = DraftForm(posted(request))
    made: list[Selection] = []

    def act() -> None:
        like = form.cleaned_data["like"]
        picks = Pick.objects.filter(selection__call=call, selection=like, choice__in=("select", "reserve"))
        made.append(drafts.begin(call, by=request.user, name=form.cleaned_data["name"], picks=list(picks)))

    if not attempt(form, act):
        return board(request, call.edition, call, form=form, status=status_of(form))
    if "suggest" in request.POST:
        return suggested(request, made[0], made[0].version)
    return redirect(made[0])


def suggested(request: HttpRequest, selection: Selection, version: int) -> HttpResponseBase:
    call = selection.call
    try:
        drafts.fill_by_rank(selection, pool(call, request.user), by=request.user, version=version)
    except Refused as refused:
        words = str(refused.message)
        return board(request, call.edition, call, draft=selection.pk, refusal=words, status=refused.status)
    messages.success(request, _("Filled by rank under the rules. Look at it, and change what you want."))
    return redirect(f"{selection.get_absolute_url()}&why=1")


def selection_of(request: HttpRequest, verb: str, edition: str, pk: int) -> Selection:
    return fetch(request.user, verb, SELECTIONS, pk=pk, call__edition__slug=edition)


@require_POST
def selection_suggest(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    return suggested(request, selection_of(request, "pick", edition, pk), posted_version(request))


@require_POST
def selection_pick(request: HttpRequest, edition: str, pk: int) -> HttpResponseBase:
    """One button of the list: `pick` carries the verb and the proposal."""
    selection = selection_of(request, "pick", edition, pk)
    call = selection.call
    verb, _between, number = request.POST.get("pick", "").partition(":")
    entrant = next((each for each in pool(call, request.user) if str(each.pk) == number), None)
    try:
        compare(selection, posted_version(request))
        if entrant is None or verb not in VERBS:
            raise Refused(_("This address asks for something that there is not. Choose what the list offers."))
        drafts.pick(selection, entrant, verb, by=request.user, version=posted_version(request))
    except Refused as refused:
        words = str(refused.message)
        return board(request, call.edition, call, draft=selection.pk, refusal=words, status=refused.status)
    if request.headers.get(FRAGMENT) != "board":
        return redirect(f"{selection.get_absolute_url()}#{entrant.reference}")
    return board(request, call.edition, call, draft=selection.pk)


@require_POST
def selection_remove(request: HttpRequest, edition: str, pk: int) -> HttpResponse:
    selection = selection_of(request, "remove", edition, pk)
    drafts.remove(selection, by=request.user, version=posted_version(request))
    messages.success(request, _("Draft removed. What it said stays in the history."))
    return redirect("selection_board", edition)


@require_safe
def selection_compare(request: HttpRequest, edition: str) -> HttpResponseBase:
    """All drafts side by side."""
    found, call = edition_with_call(request, edition)
    if call is None:
        return render(request, "events/selection/no_call.html", edition_page(request, found, TAB))
    entrants = pool(call, request.user)
    yardstick = Yardstick(call.targets, entrants)
    every = [lay_over(each, entrants, yardstick) for each in drafts_of(call)]
    if file := exported(request, DRAFTS, every, about=edition, record=noted(request, found)):
        return file
    pictures = [balance(each.chosen, entrants, call.targets, each.findings) for each in every]
    tables = [
        {
            "title": parts[0].title,
            "rows": [
                {"label": rows[0].label, "applied": rows[0].applied, "cells": rows, "asked": rows[0].asked}
                for rows in zip(*aligned([part.rows for part in parts]), strict=True)
            ],
        }
        for parts in zip(*pictures, strict=True)
    ]
    differing = [
        {"one": each, "cells": [draft.choice(each.pk) if each.is_waiting else "" for draft in every]}
        for each in entrants
        if each.is_waiting and len({draft.choice(each.pk) for draft in every}) > 1
    ]
    keeps = may(request.user, "set_targets", call)
    context = {"call": call, "drafts": every, "tables": tables, "differing": differing, "may_keep": keeps}
    return render(request, "events/selection/compare.html", edition_page(request, found, TAB, **context))


def aligned(drafts: list[list[Row]]) -> list[list[Row]]:
    """The same rows for all; what a draft does not show has nobody in it."""
    every = {row.code: row for rows in drafts for row in rows}
    known = [{row.code: row for row in rows} for rows in drafts]
    return [[mine.get(code, replace(row, value=0, short=False)) for code, row in every.items()] for mine in known]


@require_http_methods(["GET", "HEAD", "POST"])
def selection_targets(request: HttpRequest, edition: str) -> HttpResponseBase:
    call = call_to(request, "set_targets", edition)
    form = TargetsForm(posted(request), call=call)
    rows = Targets(posted(request), prefix="targets", initial=initial_targets(call))

    def act() -> None:
        said = {name: form.cleaned_data[name] for name in ("anonymous_review", "confirm_days", "version")}
        drafts.set_targets(call, by=request.user, targets=targets_of(rows), **said)

    if rows.is_bound and not rows.is_valid():
        say_stale(form, call.version)
        status = 422
    elif attempt(form, act):
        messages.success(request, _("Saved. Every draft is held against it from now on."))
        return redirect("selection_targets", edition)
    else:
        status = status_of(form)
    context = edition_page(request, call.edition, TAB, call=call, form=form, rows=rows)
    return render(request, "events/selection/targets.html", context, status=status)
