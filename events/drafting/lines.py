"""The places of a draft as the page and the file show them."""

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from events.conflicts.plan import Plan
from events.drafting.models import CHANGED, AutomaticDraft, DraftPlace, Fate
from events.drafting.words import reasons_of
from events.programme.grid import grid_of
from events.sessions.models import Session

SHOWS = ("new", "moved", "none", "accepted", "left")


@dataclass(frozen=True)
class Line:
    row: DraftPlace
    reasons: list[str]
    starts_at: datetime | None
    ends_at: datetime | None
    old_starts_at: datetime | None
    is_ticked: bool = True

    @property
    def why(self) -> str:
        return " ".join(self.reasons) or self.row.why_left

    @property
    def what(self) -> str:
        """Which of the lists of the page it stands in."""
        if self.row.fate == Fate.PROPOSED:
            return "moved" if self.row.old_starts_at else "new"
        return str(self.row.fate)

    @property
    def is_open(self) -> bool:
        return self.row.fate in (Fate.PROPOSED, Fate.LEFT) and not self.row.is_outdated


def lines_of(draft: AutomaticDraft, plan: Plan, ticked: Iterable[int] | None = None) -> list[Line]:
    """`ticked` are the rows that a form was sent with; otherwise all that are proposed."""
    local = draft.edition.local
    chosen = None if ticked is None else set(ticked)
    found = []
    for row in draft.places.select_related("session", "room", "old_room"):
        row.session.edition = draft.edition
        if row.fate == Fate.PROPOSED and row.is_outdated:
            row.fate, row.why_left = Fate.LEFT, str(CHANGED)
        starts, ends, old = (local(each) if each else None for each in (row.starts_at, row.ends_at, row.old_starts_at))
        reasons = reasons_of(row, plan) if row.fate == Fate.NONE else []
        found.append(
            Line(row, reasons, starts, ends, old, row.fate == Fate.PROPOSED if chosen is None else row.pk in chosen)
        )
    return found


def grids_of(draft: AutomaticDraft, lines: list[Line], reader: str) -> list[dict[str, Any]]:
    """The programme by day as it would be, with what is new or moved marked."""
    edition = draft.edition
    proposed = {line.row.session_id: line for line in lines if line.row.fate == Fate.PROPOSED}
    sessions = []
    for session in Session.objects.filter(edition=edition).for_lists().in_order():
        each = copy(session)
        if line := proposed.get(each.pk):
            each.room, each.starts_at, each.ends_at = line.row.room, line.row.starts_at, line.row.ends_at
        if each.starts_at and (each.room_id or each.pk in proposed):
            sessions.append(each)
    days = draft.wished.dates
    grids = []
    for day in days:
        of_day = [each for each in sessions if each.starts_at and edition.local(each.starts_at).date() == day]
        marks = {each.get_absolute_url(): proposed[each.pk].what for each in of_day if each.pk in proposed}
        grid = grid_of(edition, day, of_day, reader)
        if not grid["sessions"]:
            continue
        for cell in grid["sessions"]:
            if mark := marks.get(cell["url"]):
                cell["note"] = _("Moved by the draft") if mark == "moved" else _("Placed by the draft")
        grids.append(grid)
    return grids
