"""What becomes of the dates of a call when a forum moves."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from events.calls.models import Call
from forum.editions.moving import Change, Step, span_of, step_of


def calls(change: Change) -> Iterable[Step]:
    """`MOVERS`: its dates, and the days of its windows."""
    call = Call.objects.filter(edition=change.old, imported_at=None).first()
    if call is None:
        return
    kind = _("Call")
    yield from span_of(change, kind, call, ("opens_at", _("The call opens")), ("closes_at", _("The call closes")))
    yield from step_of(change, kind, call, "scores_by", _("Scores are due"))
    yield from step_of(change, kind, call, "results_by", _("Results are due"))
    if change.shift and any(each.get("days") for each in call.windows):
        windows = [{**each, "days": later(each.get("days") or [], change.shift)} for each in call.windows]
        what = _("Days of the windows of the call")
        yield Step(kind, call, what, change.old.start, change.new.start, {"windows": windows})


def later(days: list[Any], shift: timedelta) -> list[str]:
    return [(date.fromisoformat(str(day)) + shift).isoformat() for day in days]
