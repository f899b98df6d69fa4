"""The objective strip and the bars, drawn as SVG without a style attribute."""

from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from forum.kit.lists import listed

OBJECTIVES = range(1, 24)


def _cells(numbers: Iterable[int]) -> str:
    return "".join(f"M{8 * number - 7}.5.5h5v12h-5z" for number in numbers)


def _stripes(numbers: Iterable[int]) -> str:
    return "".join(f"M{8 * number - 7}.5 {y}h5" for number in numbers for y in (3, 6.5, 10))


def _words(stated: list[int], inferred: list[int]) -> str:
    words = {"stated": listed(map(str, stated)), "inferred": listed(map(str, inferred))}
    if stated and inferred:
        return gettext("%(stated)s; %(inferred)s (our reading)") % words
    if inferred:
        return gettext("%(inferred)s (our reading)") % words
    return words["stated"] or gettext("None stated")


def draw(stated: list[int], inferred: list[int], *, words: bool, size: str) -> SafeString:
    """23 cells in order: filled = stated, striped = inferred by us, outline = not named, dashed = none at all."""
    inferred = [number for number in inferred if number not in stated]
    named = {*stated, *inferred}
    paths = [
        ("named", stated),
        ("guess", inferred),
        ("rest" if named else "none", [n for n in OBJECTIVES if n not in named]),
    ]
    drawn = "".join(f'<path class="{look}" d="{_cells(numbers)}"/>' for look, numbers in paths if numbers)
    if inferred:
        drawn += f'<path class="stripe" d="{_stripes(inferred)}"/>'
    twin = gettext("Objectives: %(numbers)s") % {"numbers": _words(stated, inferred)}
    beneath = (
        format_html('<span class="strip-words">{}</span>', _words(stated, inferred))
        if words
        else format_html('<span class="visually-hidden strip-twin">{}</span>', twin)
    )
    return format_html(
        '<span class="strip {}"><svg viewBox="0 0 184 13" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        size,
        mark_safe(drawn),
        beneath,
    )


def bar(value: float, maximum: float, reference: float | str | None = None) -> SafeString:
    """A bar from the start side; a zero is an empty track, a reference share is a tick."""

    def share(part: float) -> float:
        return round(min(max(part / maximum, 0), 1) * 200, 1) if maximum else 0

    drawn = f'<rect class="track" width="200" height="8"/><rect class="fill" width="{share(value)}" height="8"/>'
    if reference not in (None, ""):
        drawn += f'<rect class="tick" x="{max(share(float(reference)) - 0.8, 0)}" width="0.8" height="8"/>'
    return mark_safe(
        '<svg class="bar" viewBox="0 0 200 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        f"{drawn}</svg>"
    )
