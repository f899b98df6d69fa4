"""The programme editor: a grid of rooms and hours, the sessions that wait, and what each act would break."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.editor.findings import LEVELS, Shown, arranged, plan_of, would_break
from events.editor.forms import DayForm, WhereForm, first_error
from events.editor.here import seen
from events.editor.sheet import days_of, hours_of, rooms_of, sheet_of
from events.editor.words import words
from events.sessions.models import Session
from events.sessions.views import session_of
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.kit import dates
from forum.kit.access import may

MARKS = [(level.value, level.icon, level.label) for level in LEVELS]
BLANK = defaultdict[str, str](str)  # the card that the script copies


@login_required
@require_safe
def editor(request: HttpRequest, edition: str) -> HttpResponse:
    found, token = arranged(request, edition)
    sheet = sheet_of(found, request.user, token)
    other = DayForm(found, request.GET if request.GET.get("day") else None)
    day = other.chosen().isoformat()
    days = [{**each, "current": each["iso"] == day} for each in days_of(found, sheet["sessions"], day)]
    rooms = rooms_of(plan_of(found, token))
    columns = {room["pk"]: number for number, room in enumerate(rooms, 1)}
    on_day = [each for each in sheet["sessions"] if each["day"] == day and each["room"] in columns]
    hours = hours_of(on_day)
    names = {room["pk"]: room["name"] for room in rooms}
    context = {
        "days": [each for each in days if each["in_forum"] or each["current"]],
        "other_days": [each for each in days if not each["in_forum"] and not each["current"]],
        "other": other,
        "day": date.fromisoformat(day),
        "rooms": rooms,
        "hours": [f"{hour:02}:00" for hour in hours],
        "first": hours[0],
        "cards": [card_of(each, columns, names, hours[0]) for each in on_day],
        "waiting": [each for each in sheet["sessions"] if not each["day"]],
        "kinds": sorted({(each["kind"]) for each in sheet["sessions"] if not each["day"]}),
        "sheet": sheet,
        "may_act": may(request.user, "schedule", Session(edition=found)),
        "others": seen(found, request.user),
        "levels": MARKS,
        "blank": BLANK,
    }
    return render(request, "events/editor/editor.html", edition_page(request, found, "manage-editor", **context))


def card_of(each: dict[str, Any], columns: dict[int, int], names: dict[int, str], first: int) -> dict[str, Any]:
    """With its place among the classes of the grid, which knows quarter hours."""
    start, end = each["start"], each["start"] + each["length"]
    return {
        **each,
        "column": columns[each["room"]],
        "place": names[each["room"]],
        "quarter": (start - first * 60) // 15,
        "span": max(-(-each["length"] // 15), 1),
        "time": dates.span(*(f"{minute // 60 % 24:02}:{minute % 60:02}" for minute in (start, end))),
    }


@login_required
@require_safe
def editor_data(request: HttpRequest, edition: str) -> HttpResponse:
    """The sheet as data; nothing but "unchanged" when nobody did anything since `since`."""
    found, token = arranged(request, edition)
    others = seen(found, request.user)
    here = "-".join(map(str, others))
    count, _dot, was_here = request.GET.get("since", "").partition(".")
    since = int(count) if count.isascii() and count.isdigit() and len(count) < 19 else None
    if since == token.count and was_here == here:
        return HttpResponseNotModified()
    sheet: dict[str, Any] = {"here": list(others.values())}
    if since != token.count:
        sheet |= sheet_of(found, request.user, token, since)
    if since is None:
        sheet |= {"rooms": rooms_of(plan_of(found, token)), "words": words()}
    return JsonResponse({**sheet, "token": f"{token.count}.{here}"})


@login_required
@require_safe
def editor_would_break(request: HttpRequest, edition: str) -> HttpResponse:
    """What a place would break, before a session is put there."""
    found = edition_of(request, edition, "arrange")
    form = WhereForm(found, request.GET)
    if not form.is_valid():
        return JsonResponse({"said": first_error(form)}, status=422)
    session = session_of(request, edition, request.GET.get("session", ""))
    return JsonResponse({"findings": [data_of(each) for each in would_break(session, **form.place())]})


def data_of(each: Shown) -> dict[str, str]:
    return {"level": each.level, "text": each.text}
