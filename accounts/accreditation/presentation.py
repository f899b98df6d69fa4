"""How an application shows where it stands: who acts next, its steps, its history."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.accreditation.models import Application, ApplicationStatus
from forum.history.models import Entry
from forum.kit import clock, dates

S = ApplicationStatus
REACHED = {
    "create": S.DRAFT,
    "submit": S.SUBMITTED,
    "review": S.UNDER_REVIEW,
    "ask_changes": S.CHANGES_REQUESTED,
    "accredit": S.ACCREDITED,
    "decline": S.DECLINED,
    "withdraw": S.WITHDRAWN,
}

WORDS = {
    "attach": ("document", gettext_lazy("Documents added")),
    "undo": ("return", gettext_lazy("Undone: as it was before")),
}


def days_waiting(application: Application) -> str:
    days = (clock.now() - application.status_since).days
    return ngettext("waiting %(count)s day", "waiting %(count)s days", days) % {"count": days}


def next_words(application: Application) -> str:
    """Who acts next, and by when."""
    zone = application.edition.timezone
    due = dates.at(application.answer_by, zone) if application.answer_by else ""
    if application.status == S.DRAFT:
        closes = application.track.closes_at
        if closes is None:
            return _("You act next: complete it and submit it.")
        return _("You act next: submit it by %(time)s.") % {"time": dates.at(closes, zone)}
    if application.status == S.CHANGES_REQUESTED:
        return _("You act next: answer by %(time)s.") % {"time": due}
    if application.status in (S.SUBMITTED, S.UNDER_REVIEW):
        if due:
            return _("The accreditation officer acts next; the track promises an answer by %(time)s.") % {"time": due}
        return _("The accreditation officer acts next.")
    if application.status == S.ACCREDITED:
        return _("Your people can be registered.")
    return ""


def steps(application: Application) -> list[dict[str, Any]]:
    """Draft, submitted, under review, decision; what was asked back stands at its place."""
    order = [S.DRAFT, S.SUBMITTED, S.UNDER_REVIEW, S.ACCREDITED]
    at = application.state
    if at is S.CHANGES_REQUESTED:
        order.insert(2, at)
    elif at in (S.DECLINED, S.WITHDRAWN):
        order[-1] = at
    ended = at in (S.ACCREDITED, S.DECLINED, S.WITHDRAWN)
    place = order.index(at)
    rows = []
    for number, state in enumerate(order):
        standing = "now" if number == place else "done" if number < place else "todo"
        title = _("Decision") if standing == "todo" and state is S.ACCREDITED else state.label
        note = (
            dates.day(dates.day_in(application.status_since, application.edition.timezone)) if number == place else ""
        )
        rows.append({"title": title, "state": "done" if ended and number == place else standing, "note": note})
    if at is S.WITHDRAWN:
        rows = [row for row, state in zip(rows, order, strict=True) if state is not S.UNDER_REVIEW]
    return rows


def timeline(application: Application) -> list[dict[str, Any]]:
    """The history, newest first, in words; several documents added in a row are one entry."""
    entries = list(Entry.objects.of(application).filter(verb__in=[*REACHED, *WORDS]))
    people = get_user_model().objects.in_bulk({entry.actor_id for entry in entries if entry.actor_id})
    rows: list[dict[str, Any]] = []
    for entry in entries:
        who = people.get(entry.actor_id) if entry.actor_id else None
        state = REACHED.get(entry.verb)
        icon, word = WORDS.get(entry.verb, ("", ""))
        if entry.verb == "attach" and rows and rows[-1]["word"] == word:
            continue
        rows.append(
            {
                "icon": state.icon if state else icon,
                "chip": state,
                "word": word,
                "who": _("by %(name)s") % {"name": who} if who else "",
                "when": entry.at,
                "text": entry.reason,
            }
        )
    return rows


def documents(application: Application) -> list[dict[str, Any]]:
    """What the track asks for beside what is held."""
    held = {document.code: document for document in application.documents.held()}  # type: ignore[attr-defined]
    return [{**row, "held": held.get(row["code"])} for row in application.track.documents]
