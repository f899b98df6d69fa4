"""Names of States in the six languages: CLDR's, but where a reviewed table has the name that the United Nations writes.

Babel brings no collation, so names stand in the order of their letters without accents (in Chinese, of their
transliteration), which is that of the six alphabets.
"""

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from anyascii import anyascii
from babel import Locale
from babel.core import get_global
from django.utils.translation import get_language

from forum.kit.folding import fold

C = TypeVar("C")
LOCALES = {"ar": "ar", "en": "en_GB", "es": "es", "fr": "fr", "ru": "ru", "zh": "zh_Hans"}
REVIEWED: dict[str, dict[str, str]] = json.loads(
    (Path(__file__).parent / "data" / "un_country_names.json").read_text(encoding="utf-8")
)["names"]


@cache
def locale(language: str) -> Locale:
    return Locale.parse(LOCALES.get(language, "en_GB"))


def short(language: str) -> str:
    return language.split("-")[0]


@cache
def country_name(iso3: str, language: str) -> str:
    """The name of the State with this ISO 3166-1 alpha-3 code; empty for a code that is none."""
    code, spoken = iso3.upper(), short(language)
    if reviewed := REVIEWED.get(code, {}).get(spoken):
        return reviewed
    two_letters = get_global("territory_aliases").get(code, [""])[0]
    return locale(spoken).territories.get(two_letters, "")


def names_of(country: Any) -> list[tuple[str, str]]:
    """All of its names with their languages, so that it is found by each."""
    named = {country_name(country.code, language): language for language in LOCALES}
    return [(country.name, "en"), *((name, language) for name, language in named.items() if name)]


def place_in_order(name: str, language: str) -> str:
    return anyascii(name).casefold() if short(language) == "zh" else fold(name)


def in_order(countries: Iterable[C]) -> list[C]:
    """As they stand in a list in the reader's language."""
    language = get_language() or "en"
    return sorted(countries, key=lambda country: place_in_order(str(country), language))
