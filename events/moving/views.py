"""Moving a forum: where to, what that does to every date, and the act."""

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from events.moving.actions import Preview, move, previewed
from events.moving.exports import STEPS
from events.moving.forms import MoveForm, ReasonForm, RoomsForm
from forum.editions.models import Edition
from forum.editions.moving import MOVED
from forum.editions.pages import edition_page
from forum.editions.views import edition_of
from forum.history.models import Entry
from forum.history.reading import read
from forum.kit.answers import asked, attempt, status_of
from forum.kit.exports import exported
from forum.undo.offers import mail_words

ROWS = 50
SHOWS = ("moves", "stays", "flagged")


def room_params(data: QueryDict) -> dict[str, str]:
    """What takes the place of which room, as the address carries it."""
    return {name: value for name, value in data.items() if name.startswith("room-") and value.isdecimal()}


def move_form(edition: Edition, sent: QueryDict | None) -> MoveForm:
    return MoveForm(sent, instance=Edition.objects.get(pk=edition.pk))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edition_move(request: HttpRequest, edition: str) -> HttpResponse:
    """The form leads to the preview, and the preview here."""
    found = edition_of(request, edition, "move")
    if request.method == "POST":
        return moved(request, found)
    form = move_form(found, request.GET if "start" in request.GET else None)
    if form.is_bound and form.is_valid():
        form = MoveForm(initial=form.values(), instance=found)
    moves = read(
        Entry.objects.filter(chain=found.pk, object_type="forum.edition", verb="move")[:20], request.user, details=True
    )
    context = {
        "form": form,
        "rooms": room_params(request.GET),
        "moves": [{"line": line, "back": back_of(line.detail)} for line in moves],
    }
    frame = edition_page(request, found, "manage", **context)
    return render(request, "events/moving/form.html", frame, status=status_of(form))


def back_of(detail: Any) -> str:
    """The address of the contrary act: the form, filled in with what was before."""
    query = QueryDict(mutable=True)
    for name, value in (detail.before or {}).items() if detail else ():
        if name in MOVED:
            query[name] = value
    for old, new in (detail.after or {}).get("rooms", {}).items() if detail else ():
        query[f"room-{new}"] = old
    return query.urlencode()


@login_required
@require_safe
def edition_move_check(request: HttpRequest, edition: str) -> HttpResponseBase:
    """What would move, what would stay and why, and whom it would mail. Nothing changes."""
    found = edition_of(request, edition, "move")
    if "start" not in request.GET:
        return redirect("edition_move", edition=found.slug)
    form = move_form(found, request.GET)
    rooms = RoomsForm(found, request.GET)
    preview = seen(form, found, rooms)
    if preview is None:
        return form_again(request, found, form)
    if file := exported(request, STEPS, preview.steps, about=edition):
        return file
    return check_page(request, found, preview, rooms, None)


def seen(form: MoveForm, edition: Edition, rooms: RoomsForm) -> Preview | None:
    found: list[Preview] = []
    done = attempt(form, lambda: found.append(previewed(edition, form.values(), rooms.becomes())))
    return found[0] if done else None


def form_again(request: HttpRequest, edition: Edition, form: MoveForm) -> HttpResponse:
    frame = edition_page(request, edition, "manage", form=form, moves=[])
    return render(request, "events/moving/form.html", frame, status=status_of(form))


def check_page(
    request: HttpRequest, edition: Edition, preview: Preview, rooms: RoomsForm, form: ReasonForm | None
) -> HttpResponse:
    show = asked(request, "show", SHOWS)
    kept = {
        "moves": lambda step: step.moves,
        "stays": lambda step: not step.moves,
        "flagged": lambda step: step.is_flagged,
    }
    kinds = Counter(str(step.kind) for step in preview.steps)
    kind = request.GET.get("kind", "")
    rows = [step for step in preview.steps if (not show or kept[show](step)) and (not kind or str(step.kind) == kind)]
    concerned, strangers = preview.people
    values = {
        name: value.isoformat() if isinstance(value, date) else value
        for name in MOVED
        for value in (getattr(preview.change.new, name),)
    }
    lags = preview.public_moves
    context: dict[str, Any] = {
        "change": preview.change,
        "values": values,
        "rooms": rooms if rooms.held and preview.change.leaves_house else None,
        "becomes": {f"room-{pk}": room.pk for (_label, pk), room in preview.change.becomes.items()},
        "page": Paginator(rows, ROWS).get_page(request.GET.get("page")),
        "show": show,
        "kind": kind,
        "kinds": sorted(kinds.items()),
        "total": len(preview.steps),
        "counts": {name: sum(map(test, preview.steps)) for name, test in kept.items()},
        "mails": len(concerned) + len(strangers),
        "lags": lags,
        "form": form or ReasonForm(initial={"mark": preview.mark, "and_release": lags}, lags=lags),
    }
    frame = edition_page(request, edition, "manage", **context)
    return render(request, "events/moving/check.html", frame, status=status_of(form or rooms))


def moved(request: HttpRequest, edition: Edition) -> HttpResponse:
    form = move_form(edition, request.POST)
    rooms = RoomsForm(edition, request.POST)
    preview = seen(form, edition, rooms)
    if preview is None:
        return form_again(request, edition, form)
    said = ReasonForm(request.POST, lags=preview.public_moves)
    done: list[tuple[Entry, str]] = []

    def act() -> None:
        values, mark = form.values(), said.cleaned_data["mark"]
        and_release = said.cleaned_data.get("and_release", False)
        how: dict[str, Any] = {"values": values, "becomes": rooms.becomes(), "mark": mark, "and_release": and_release}
        done.append(move(edition, by=request.user, reason=said.cleaned_data["reason"], **how))

    if not attempt(said, act):
        again = request.POST.copy()
        again["mark"] = preview.mark
        said.data = again  # what is shown now is what the next click agrees to
        return check_page(request, edition, preview, rooms, said)
    entry, left = done[0]
    messages.success(request, f"{_('The forum was moved with all its dates.')} {mail_words(request, entry)}")
    if left:
        messages.warning(request, _("The programme was not released: %(why)s") % {"why": left})
    return redirect("edition_move", edition=edition.slug)
