"""The message catalogues: made from the sources, checked, and compiled, without GNU gettext.

`locale/<language>/LC_MESSAGES/django.po` is kept with the code; `django.mo` beside it is made from it and is not.
"""

import hashlib
import io
import re
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from gettext import c2py
from itertools import islice
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

HOUSE = Path(settings.BASE_DIR)
FOLDER = HOUSE / "locale"
APPS = ("forum", "accounts", "events", "pledges")
COMPLETE = ("ar", "fr")  # the others are complete for what `locale/public.txt` names
LANGUAGES = [to_locale(code) for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# In the order of CLDR: zero, one, two, few, many, other. Of the other languages Babel's rules are the usual ones.
PLURAL_FORMS = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
}
KEYWORDS = {
    name + lazy: numbers
    for lazy in ("", "_lazy")
    for name, numbers in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
} | {"_": None, "gettext_noop": None}

Key = tuple[str, str]


def po(language: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / "django.po"


def key(message: Message) -> Key:
    return (message.context or "", ids(message)[0])


def name(message: Message) -> str:
    """A short name of a text, the same in every language, for lists that go to translators and come back."""
    return hashlib.sha256("\x04".join(key(message)).encode()).hexdigest()[:10]


def ids(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def strings(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


# --- from the sources ---------------------------------------------------------------------------------------


def sources() -> Iterator[Path]:
    for app in APPS:
        yield from sorted(path for path in (HOUSE / app).rglob("*.py") if "migrations" not in path.parts)
    yield from sorted(path for path in (HOUSE / "templates").rglob("*") if path.suffix in (".html", ".txt", ".ics"))


def python(path: Path) -> str:
    """A template becomes the calls that Django makes of it, one a line."""
    text = path.read_text()
    if path.suffix == ".py":
        return text
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())


def extracted() -> dict[Key, Message]:
    found = Catalog()
    for path in sources():
        place = (str(path.relative_to(HOUSE)), 0)
        texts = extract("python", io.BytesIO(python(path).encode()), KEYWORDS, comment_tags=("Translators:",))
        for _line, text, comments, context in texts:
            found.add(text, locations=[place], auto_comments=comments, context=context)
    return {key(message): message for message in found if message.id}


def is_public(message: Message) -> bool:
    """Whether a visitor or somebody who signs up may read it: `locale/public.txt` names the files."""
    patterns = [line for line in (FOLDER / "public.txt").read_text().splitlines() if line and not line.startswith("#")]
    return any(fnmatch(path, pattern) for path, _line in message.locations for pattern in patterns)


def wanted(language: str, texts: dict[Key, Message]) -> dict[Key, Message]:
    """What a catalogue must say."""
    return texts if language in COMPLETE else {key: text for key, text in texts.items() if is_public(text)}


# --- the files ----------------------------------------------------------------------------------------------


def empty(language: str) -> Catalog:
    catalogue = Catalog(locale=language)
    if language in PLURAL_FORMS:
        catalogue.mime_headers = [("Plural-Forms", PLURAL_FORMS[language])]
    return catalogue


@cache
def numbers(language: str) -> list[list[int]]:
    """For each plural form the first numbers that take it; one number if it is for that one alone."""
    form = c2py(empty(language).plural_expr)
    count = empty(language).num_plurals
    return [list(islice((number for number in range(1000) if form(number) == index), 4)) for index in range(count)]


def read(language: str) -> Catalog:
    if not po(language).exists():
        return empty(language)
    with po(language).open("rb") as file:
        return read_po(file, locale=language)


def merged(language: str, texts: dict[Key, Message]) -> Catalog:
    """The catalogue with every text of the sources and no other. What was translated stays, nothing is guessed."""
    old = {key(message): message for message in read(language) if message.id}
    new = empty(language)
    for text, message in sorted(texts.items()):
        known = old.get(text)
        keeps = known is not None and len(ids(known)) == len(ids(message))
        new.add(
            message.id,
            known.string if known and keeps else None,
            locations=sorted(set(message.locations)),
            auto_comments=message.auto_comments,
            flags=message.flags | ({"fuzzy"} if known and keeps and known.fuzzy else set()),
            context=message.context,
        )
    return new


def write(language: str, catalogue: Catalog) -> None:
    """Without dates and line numbers, so that only what was said differs from one version to the next."""
    text = io.BytesIO()
    write_po(text, catalogue, width=0, omit_header=True, sort_output=True, include_lineno=False, ignore_obsolete=True)
    head = (
        f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    po(language).parent.mkdir(parents=True, exist_ok=True)
    po(language).write_bytes(head.encode() + text.getvalue().rstrip() + b"\n")


def stale() -> list[str]:
    """Languages whose compiled catalogue is missing or older than its source: they would be read in English."""

    def is_stale(source: Path, target: Path) -> bool:
        return source.exists() and (not target.exists() or target.stat().st_mtime_ns < source.stat().st_mtime_ns)

    return [language for language in LANGUAGES if is_stale(po(language), po(language).with_suffix(".mo"))]


def compile_stale() -> list[str]:
    """The languages compiled. Several processes may do so at once."""
    done = stale()
    for language in done:
        target = po(language).with_suffix(".mo")
        with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".tmp", delete=False) as file:
            write_mo(file, read(language))
        Path(file.name).chmod(0o644)
        Path(file.name).replace(target)
    return done


# --- what is wrong --------------------------------------------------------------------------------------------


def is_translated(message: Message | None) -> bool:
    return message is not None and all(strings(message))


def marks(text: str) -> set[str]:
    return set(re.findall(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w*\}", text))


def tags(text: str) -> list[str]:
    return sorted(re.findall(r"<[^<>]+>", text))


def edges(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def faults(message: Message, language: str) -> Iterator[str]:
    """Why a translation cannot stand. The plural form of one number alone may leave that number out: "one day"."""
    originals, said = ids(message), strings(message)
    forms = numbers(language) if len(originals) > 1 else [[]]
    if len(said) != len(forms):
        yield f"{len(said)} forms, not {len(forms)}"
    known = set().union(*map(marks, originals))
    for text, form in zip(said, forms, strict=False):
        missing, strange = known - marks(text), marks(text) - known
        if strange or len(missing) > (len(form) == 1):
            yield f"placeholders: {', '.join(sorted(missing | strange))}"
        if known and re.search(r"%(?!\(\w+\)[sd]|[sd])", text.replace("%%", "")):
            yield "a percent sign that is not doubled"
        if tags(text) not in map(tags, originals):
            yield "other tags than in the original"
        if edges(text) != edges(originals[-1]):
            yield "other space or line break at the beginning or end"
        if re.search("[!¡！]", text) and "!" not in originals[0]:
            yield "an exclamation mark"


def problems(texts: dict[Key, Message]) -> dict[str, list[str]]:
    """By language, what `manage.py messages --check` refuses."""
    found: dict[str, list[str]] = defaultdict(list)
    for language in LANGUAGES:
        catalogue = read(language)
        held = {key(message): message for message in catalogue if message.id}
        found[language] += [f"stale, no longer in the sources: {text[1]!r}" for text in held.keys() - texts.keys()]
        found[language] += [f"not in the catalogue: {text[1]!r}" for text in texts.keys() - held.keys()]
        found[language] += [
            f"missing: {text[1]!r}"
            for text in wanted(language, texts)
            if not is_translated(held.get(text, Message("")))
        ]
        for text, message in held.items():
            if message.fuzzy:
                found[language].append(f"fuzzy: {text[1]!r}")
            elif is_translated(message):
                found[language] += [f"{fault}: {text[1]!r}" for fault in faults(message, language)]
    return {language: sorted(set(lines)) for language, lines in found.items() if lines}
