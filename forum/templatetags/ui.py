"""The tags that pages are composed with; `docs/components.md` says what each is given."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import nh3
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info, gettext
from markdown_it import MarkdownIt

from forum.kit import dates, icons, lists
from forum.kit import strip as strips
from forum.kit.exports import TYPES
from forum.kit.lists import listed
from forum.kit.states import States

register = template.Library()
_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image"])


# --- marks --------------------------------------------------------------------------------------------------


@register.simple_tag
def icon(name: str) -> SafeString:
    return mark_safe(icons.draw(name))


@register.simple_tag
def chip_as(icon_name: str, tone: str, word: Any) -> SafeString:
    return format_html('<span class="chip {}">{}<span>{}</span></span>', tone, icon(icon_name), word)


@register.simple_tag
def chip(member: States, word: Any = "") -> SafeString:
    return chip_as(member.icon, member.tone, word or member.label)


@register.simple_tag
def rehearsal_chip() -> SafeString:
    return chip_as("info", "attention", gettext("Rehearsal"))


@register.simple_tag
def tag(word: Any) -> SafeString:
    return format_html('<span class="tag">{}</span>', word)


@register.simple_tag
def strip(stated: Iterable[int], inferred: Iterable[int] = (), words: bool = False, size: str = "") -> SafeString:
    return strips.draw(sorted(set(stated or ())), sorted(set(inferred or ())), words=words, size=size)


@register.simple_tag
def bar(value: float, maximum: float, reference: float | str | None = None) -> SafeString:
    return strips.bar(value, maximum, reference)


@register.simple_tag
def progress(done: int, total: int) -> SafeString:
    words = gettext("%(done)s of %(total)s") % {"done": done, "total": total}
    return format_html('{}<span class="visually-hidden">{}</span>', strips.bar(done, total), words)


# --- times and texts ----------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def when(context: dict[str, Any], moment: datetime | None, zone: str, short: bool = False, year: bool = True) -> str:
    if moment is None:
        return format_html('<span class="unknown">{}</span>', gettext("not known"))
    style = "short" if short else "" if year else "month"
    words = format_html('<time datetime="{}">{}</time>', dates.machine(moment), dates.at(moment, zone, style))
    reader = context.get("reader_zone", "")
    if dates.same_clock(moment, zone, reader):
        return words
    yours = gettext("(%(time)s your time)") % {"time": dates.elsewhere(moment, zone, reader)}
    return format_html('{} <span class="yours">{}</span>', words, yours)


@register.filter
def at(moment: datetime, zone: str) -> str:
    """Plain, for mails: `30 November 2026, 17:00 in Accra`."""
    return dates.at(moment, zone)


@register.simple_tag(takes_context=True)
def period(context: dict[str, Any], start: datetime | None, end: datetime | None, zone: str) -> str:
    if start is None:
        return format_html('<span class="period unknown">{}</span>', gettext("Time not known"))
    reader = context.get("reader_zone", "")
    first, last = dates.clock(start, zone), dates.clock(end, zone) if end else ""
    words = format_html(
        '<time datetime="{}">{}</time>', dates.machine(start), dates.span(first, last) if last else first
    )
    notes = [] if end else [gettext("end not known")]
    if not dates.same_clock(start, zone, reader):
        first = dates.elsewhere(start, zone, reader)
        hours = dates.span(first, dates.elsewhere(end, zone, reader)) if end else first
        notes.insert(0, gettext("%(hours)s your time") % {"hours": hours})
    beneath = format_html('<span class="yours">{}</span>', listed(notes)) if notes else ""
    return format_html('<span class="period"><b>{}</b> {}</span>', words, beneath)


@register.simple_tag
def daterange(start: date | None, end: date | None = None) -> str:
    if start is None:
        return format_html('<span class="unknown">{}</span>', gettext("not known"))
    return dates.days(dates.day_in(start, "UTC"), dates.day_in(end, "UTC") if end else None)


@register.simple_tag(takes_context=True)
def relative(context: dict[str, Any], due: date, zone: str = "") -> str:
    return dates.relative(due, zone or context.get("reader_zone") or "UTC")


@register.filter
def day(value: date | None, style: str = "") -> str:
    return dates.day(dates.day_in(value, "UTC"), style) if value else gettext("not known")


@register.filter
def day_in(moment: datetime, zone: str) -> str:
    """The day of an act by the clock of a venue, as its history has it."""
    return dates.day(dates.day_in(moment, zone))


@register.simple_tag
def comma() -> str:
    return lists.comma()


@register.filter(name="listed")
def in_one_line(things: Iterable[object]) -> str:
    return lists.listed(things)


@register.filter
def markdown(text: str | None) -> SafeString:
    return mark_safe(nh3.clean(_markdown.render(text or ""), link_rel="nofollow noopener"))


@register.simple_tag
def foreign(text: str, lang: str) -> SafeString:
    """Text in the language of who wrote it; when that is not the page's, a mark beside it says which."""
    if not lang or lang == get_language():
        return format_html("<bdi>{}</bdi>", text)
    direction = "rtl" if get_language_info(lang)["bidi"] else "ltr"
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', lang, direction, text)


@register.simple_tag(takes_context=True)
def words(context: dict[str, Any], text: Any) -> SafeString:
    """A text of organisers, or an object by its name. What is not translated is named at the end of the page."""
    said = text if isinstance(text, str) else str(text)
    lang = getattr(said, "language", "")
    if lang and lang != get_language() and "request" in context:
        request = context["request"]
        request.untranslated = {*getattr(request, "untranslated", ()), lang}
    return foreign(said, lang)


@register.simple_tag(takes_context=True)
def prose(context: dict[str, Any], text: Any, lang: str = "", size: str = "") -> SafeString:
    """Markdown of organisers, or with `lang` of participants, in its language and direction."""
    if not lang:
        words(context, text)
    lang = lang or getattr(text, "language", "")
    attributes = format_html(' lang="{}"', lang) if lang and lang != get_language() else ""
    return format_html('<div class="prose {}" dir="auto"{}>{}</div>', size, attributes, markdown(text))


@register.simple_tag
def written(text: str, lang: str, size: str = "") -> SafeString:
    """Paragraphs of participants in their language, marked where it is not the page's."""
    attributes = format_html(' lang="{}"', lang) if lang and lang != get_language() else ""
    body = format_html(
        '<div class="prose {}" dir="auto"{}>{}</div>', size, attributes, mark_safe(linebreaks(text, autoescape=True))
    )
    return format_html("{}{}", body, language_mark(lang))


@register.simple_tag(takes_context=True)
def untranslated_note(context: dict[str, Any]) -> SafeString:
    """Which languages stand on this page because there is no translation."""
    found = sorted(getattr(context.get("request"), "untranslated", ()))
    if not found:
        return mark_safe("")
    names = listed(get_language_info(lang)["name_translated"] for lang in found)
    told = gettext("Not everything here is translated. What is not stands in its own language: %(languages)s.")
    return format_html('<p class="small muted">{}</p>', told % {"languages": names})


@register.simple_tag
def language_mark(lang: str) -> SafeString:
    if not lang or lang == get_language():
        return mark_safe("")
    info = get_language_info(lang)
    return format_html(
        '<abbr class="language" title="{}">{}</abbr>', info["name_translated"], lang.split("-")[0].upper()
    )


# --- addresses ----------------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def query(context: dict[str, Any], **changes: Any) -> str:
    """The current query string with changes; a new one starts at its first page."""
    parameters = context["request"].GET.copy()
    parameters.pop("page", None)
    for name, value in changes.items():
        if value is None:
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.inclusion_tag("components/sort.html", takes_context=True)
def sort(context: dict[str, Any], field: str, word: Any, param: str = "order") -> dict[str, Any]:
    now = context["request"].GET.get(param, "")
    return {
        "word": word,
        "url": query(context, **{param: f"-{field}" if now == field else field}),
        "direction": "up" if now == field else "down" if now == f"-{field}" else "",
    }


@register.inclusion_tag("components/export_links.html", takes_context=True)
def export_links(context: dict[str, Any], part: str = "", at: str = "") -> dict[str, Any]:
    """The list as it is filtered, as a file; `part` names a second list of a page, `at` the list's own address."""
    return {"links": [(name.upper(), f"{at}{query(context, format=name, list=part or None)}") for name in TYPES]}


@register.inclusion_tag("components/breadcrumb.html")
def breadcrumb(*parts: Any) -> dict[str, Any]:
    return {"links": list(zip(parts[::2], parts[1::2], strict=True))}


# --- boxes with a body --------------------------------------------------------------------------------------


@register.simple_block_tag
def alert(content: str, tone: str, fact: Any) -> str:
    return render_to_string("components/alert.html", {"tone": tone, "fact": fact, "content": content})


@register.simple_block_tag
def next_act(content: str, title: Any) -> str:
    return render_to_string("components/next_act.html", {"title": title, "content": content})


@register.simple_block_tag
def empty_state(content: str, title: Any) -> str:
    return render_to_string("components/empty.html", {"title": title, "content": content})


@register.simple_block_tag
def section_head(content: str, title: Any, id: str = "", level: int = 2) -> str:
    return render_to_string(
        "components/section_head.html", {"title": title, "id": id, "level": level, "content": content}
    )
