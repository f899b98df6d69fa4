"""What the components themselves need from Python; pages load `ui`."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import template
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.utils.html import format_html

from forum.kit import clock, dates

register = template.Library()
TONES = {constants.SUCCESS: "positive", constants.WARNING: "attention", constants.ERROR: "negative"}
FILTERS_IN_A_ROW = 5
SIGNS = {"positive": "filled-check", "attention": "triangle", "negative": "minus-circle"}


@register.simple_tag
def message_tone(message: Message) -> str:
    return TONES.get(message.level, "info")


@register.simple_tag
def undo_of(message: Message) -> dict[str, str] | None:
    """The offer that `forum.undo.offers.say` put beside the message."""
    kind, _dash, rest = (message.extra_tags or "").partition("-")
    pk, _dash, until = rest.partition("-")
    return {"pk": pk, "until": until} if kind == "undo" else None


@register.simple_tag
def tone_icon(tone: str) -> str:
    return SIGNS.get(tone, "info")


@register.simple_tag
def split_fact(message: Any) -> tuple[str, str]:
    """The first sentence and the rest."""
    fact, *rest = re.split(r"(?<=[.؟?])\s+|(?<=。)\s*(?=\S)", str(message), maxsplit=1)
    return fact, " ".join(rest)


@register.simple_tag
def days_late(due: date, zone: str = "") -> int:
    return dates.days_late(due, zone or "UTC")


@register.simple_tag
def remaining(late: int) -> int:
    return max(-late, 0)


@register.filter
def passed(moment: datetime) -> bool:
    return moment <= clock.now()


@register.simple_tag
def local_day(moment: date, zone: str = "", style: str = "") -> str:
    return dates.day(dates.day_in(moment, zone or "UTC"), style)


@register.simple_tag(takes_context=True)
def local_clock(context: dict[str, Any], moment: datetime) -> str:
    return dates.clock(moment, context.get("reader_zone") or "UTC")


@register.simple_tag
def dated(moment: date, zone: str = "") -> str:
    """`19 November 2026, 10:20` in the zone, or the day alone where only the day is known."""
    words = dates.day(dates.day_in(moment, zone or "UTC"))
    if zone and isinstance(moment, datetime):
        words = f"{words}, {dates.clock(moment, zone)}"
    return format_html('<time datetime="{}">{}</time>', dates.machine(moment), words)


@register.simple_tag
def largest(rows: Iterable[Any]) -> float:
    """Of the values and of what they are held against, so that a mark beyond a bar is seen beyond it."""
    told = [row if isinstance(row, dict) else vars(row) for row in rows]
    return float(max((row.get(name) or 0 for row in told for name in ("value", "reference")), default=0))


@register.simple_tag
def page_numbers(page: Page) -> Iterable[int | str]:
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)


@register.simple_tag(takes_context=True)
def set_filters(context: dict[str, Any], form: BaseForm) -> list[dict[str, str]]:
    """The filters that are set: their words, and the address without each."""
    asked, found = context["request"].GET, []
    for bound in form:
        values = asked.getlist(bound.html_name)
        choices = {str(key): str(label) for key, label in flat_choices(bound)} if any(values) else {}
        for value in values:
            if not value or (choices and value not in choices):
                continue
            rest = asked.copy()
            rest.setlist(bound.html_name, [other for other in asked.getlist(bound.html_name) if other != value])
            rest.pop("page", None)
            found.append({"label": bound.label, "value": choices.get(value, value), "url": f"?{rest.urlencode()}"})
    return found


def flat_choices(bound: BoundField) -> Iterable[tuple[Any, Any]]:
    for key, label in getattr(bound.field, "choices", ()):
        yield from label if isinstance(label, (list, tuple)) else [(key, label)]


@register.simple_tag
def filter_fields(form: BaseForm) -> dict[str, Any]:
    """What stands in the row, and the seldom asked rest, which is open when one of it is set."""
    fields = form.visible_fields()
    more = fields[FILTERS_IN_A_ROW:]
    return {"row": fields[:FILTERS_IN_A_ROW], "more": more, "open": any(bound.data for bound in more)}


@register.simple_tag(takes_context=True)
def kept(context: dict[str, Any], form: BaseForm) -> list[tuple[str, str]]:
    """What the address says besides this form and the page number, to be sent along with it."""
    names = {bound.html_name for bound in form} | {"page", "lang", "zone"}
    return [(name, value) for name, values in context["request"].GET.lists() if name not in names for value in values]


@register.simple_tag(takes_context=True)
def problems(context: dict[str, Any]) -> list[dict[str, str]]:
    """Every error of the page's `form`, and of its `forms` where it has several, with the field it belongs to."""
    found = []
    for one in (context.get("form"), *(context.get("forms") or ())):
        if not one or not one.is_bound:
            continue
        found += [{"id": "", "label": "", "text": text} for text in one.non_field_errors()]
        for bound in one:
            found += [{"id": target(bound), "label": bound.label, "text": text} for text in bound.errors]
    return found


def target(bound: BoundField) -> str:
    """The id to jump to: of a group of choices its first; a hidden field has no place to go."""
    if bound.is_hidden:
        return ""
    return bound.id_for_label or f"{bound.auto_id}_0"


@register.simple_tag
def counted(bound: BoundField) -> dict[str, int] | None:
    """How many characters a long text has and may have."""
    maximum = bound.field.widget.attrs.get("maxlength")
    if not maximum or bound.widget_type != "textarea":
        return None
    return {"length": len(str(bound.value() or "")), "maximum": int(maximum)}
