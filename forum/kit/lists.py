"""Several things in one line, as the language of the page writes it."""

from collections.abc import Iterable

from babel.lists import format_list
from django.utils.functional import lazy
from django.utils.translation import get_language

from forum.kit import dates

COMMAS = {"ar": "، ", "zh-hans": "、"}


def comma() -> str:
    return COMMAS.get(get_language() or "", ", ")


def listed(things: Iterable[object]) -> str:
    """`one, two, three`"""
    return comma().join(map(str, things))


listed_lazy = lazy(listed, str)


def together(things: Iterable[object]) -> str:
    """`one, two and three`"""
    return format_list([str(each) for each in things], locale=dates.locale())
