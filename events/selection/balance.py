"""Who is chosen against who applied, dimension by dimension: the picture beside every pick."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.selection.pool import DIMENSIONS, Entrant
from events.selection.targets import TITLES, Bound, Finding, tally, values


@dataclass(frozen=True)
class Row:
    """`reference` is what the share of those who applied would give: the tick on the bar."""

    label: str
    value: int
    applied: int
    reference: float
    short: bool
    asked: str
    code: str


@dataclass(frozen=True)
class Part:
    dimension: str
    title: str
    rows: list[Row]
    maximum: int
    note: str = ""


def balance(
    chosen: Iterable[Entrant], everybody: Iterable[Entrant], targets: list[dict[str, Any]], findings: list[Finding]
) -> list[Part]:
    picked, applied = list(chosen), list(everybody)
    return [part(dimension, picked, applied, targets, findings) for dimension in DIMENSIONS]


def part(
    dimension: str,
    picked: list[Entrant],
    applied: list[Entrant],
    targets: list[dict[str, Any]],
    findings: list[Finding],
) -> Part:
    has, had, names = tally(picked, dimension), tally(applied, dimension), values(dimension)
    mine = [each for each in targets if each["dimension"] == dimension]
    short = {each.value for each in findings if each.dimension == dimension}
    shown = [code for code in names if had[code] or code in short or any(each["value"] == code for each in mine)]
    total = had.total() or 1
    rows = [
        Row(
            label=names[code],
            value=has[code],
            applied=had[code],
            reference=had[code] * has.total() / total,
            short=code in short,
            asked=" ".join(asked(each) for each in mine if each["value"] in ("", code)),
            code=code,
        )
        for code in shown
    ]
    if dimension != "objective":
        rows.sort(key=lambda row: -row.applied)
    return Part(
        dimension,
        str(TITLES[dimension]),
        rows,
        max((max(row.value, round(row.reference + 0.5)) for row in rows), default=1) or 1,
        note(dimension, picked),
    )


def asked(target: dict[str, Any]) -> str:
    words = {"number": target["number"]}
    if target["percent"]:
        if target["bound"] == Bound.LEAST:
            return _("At least %(number)s %%.") % words
        return _("At most %(number)s %%.") % words
    return (_("At least %(number)s.") if target["bound"] == Bound.LEAST else _("At most %(number)s.")) % words


def note(dimension: str, picked: list[Entrant]) -> str:
    """What these numbers leave out."""
    if dimension != "gender":
        return ""
    count = tally(picked, "gender_not_said").total()
    return (
        count
        and ngettext(
            "Of %(count)s speaker it is not said; shares leave that one out.",
            "Of %(count)s speakers it is not said; shares leave them out.",
            count,
        )
        % {"count": count}
    ) or ""
