"""A document as a tagged, accessible PDF (PDF/UA-1), set by Typst in the fonts kept beside this module."""

import json
import re
import unicodedata
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from forum.outcomes.directions import is_rtl
from forum.outcomes.numbering import Data

PLAIN = {"url", "language", "accent", "block", "code", "title", "author"}
HERE = Path(__file__).resolve().parent
FONTS = HERE / "fonts"
ARABIC, CHINESE = "Noto Naskh Arabic", "Noto Sans CJK SC"
REGIONS = {"zh-hans": "CN", "en": "GB"}
UNKNOWN = "\N{REPLACEMENT CHARACTER}"
LONGEST_HEAD = 120
LONG_WORD = re.compile(r"(\S{30})(?=\S)")
BREAK = "\N{ZERO WIDTH SPACE}"
ISOLATE, POP = "\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"


@cache
def fonts() -> typst.Fonts:
    """One for each process: reading them takes longer than a document."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


@cache
def covered() -> frozenset[int]:
    """The characters that the fonts can show."""
    ranges = [line.split("-") for line in (FONTS / "covered.txt").read_text().split()]
    return frozenset(code for first, last in ranges for code in range(int(first, 16), int(last, 16) + 1))


def family(first: str, language: str) -> list[str]:
    """Latin and Cyrillic first; in Arabic its own face first, so that signs and spaces are those of the script."""
    return [ARABIC, first, CHINESE] if language == "ar" else [first, ARABIC, CHINESE]


def compiled(template: str | Path, data: Data, **options: Any) -> bytes:
    """A template beside this module is named; another is a whole path."""
    path = HERE / template
    language = data["language"]
    frame = {
        "lang": language.split("-")[0],
        "region": REGIONS.get(language),
        "serif": family("Noto Serif", language),
        "sans": family("Noto Sans", language),
    }
    made = typst.compile(
        path,
        root=path.parent,
        font_paths=fonts(),
        sys_inputs={"document": json.dumps({**shown(data, rtl=data["rtl"]), **frame})},
        **options,
    )
    return b"".join(made) if isinstance(made, list) else bytes(made or b"")


def pdf_file(data: Data, *, made_at: datetime) -> bytes:
    blocks = [{**block, **table_shape(block)} if "heads" in block else block for block in data["blocks"]]
    moment = int(made_at.timestamp())
    return compiled("document.typ", {**data, "blocks": blocks}, pdf_standards=["ua-1"], timestamp=moment)


def picture(data: Data, figure: Data) -> bytes:
    """One figure as PNG."""
    frame = {name: data[name] for name in ("language", "rtl", "accent")}
    return compiled("picture.typ", {**frame, "figure": figure}, format="png", ppi=200)


def table_shape(block: Data) -> Data:
    """A head that would fill the page is not repeated: no row would ever follow it."""
    longest = max((len(head["text"]) for head in block["heads"]), default=0)
    return {"widths": widths(block), "repeated": longest <= LONGEST_HEAD}


def widths(block: Data) -> list[int]:
    """Shares of the columns: by the longest word and the usual length of what stands in them."""
    rows = [[head["text"] for head in block["heads"]]]
    rows += [["".join(run["text"] for run in cell["runs"]) for cell in row] for row in block["rows"]]
    return [share(list(column)) for column in zip(*rows, strict=True)]


def share(texts: list[str]) -> int:
    word = max((len(word) for text in texts for word in text.split()), default=1)
    return max(min(word, 16), min(sum(map(len, texts)) // len(texts), 40), 5)


def shown(value: Any, *, rtl: bool) -> Any:
    """Texts with a shape for every character, places to break in words longer than a line, and a direction of their own
    where it is not that of the document."""
    if isinstance(value, str):
        text = "".join(shape(each) for each in unicodedata.normalize("NFC", value))
        text = LONG_WORD.sub(rf"\1{BREAK}", text)
        return f"{ISOLATE}{text}{POP}" if is_rtl(text) not in (None, rtl) else text
    if isinstance(value, list):
        return [shown(each, rtl=rtl) for each in value]
    if isinstance(value, dict):
        return {name: each if name in PLAIN else shown(each, rtl=rtl) for name, each in value.items()}
    return value


def shape(character: str) -> str:
    if ord(character) in covered() or character in "\n\t":
        return character
    return "" if unicodedata.category(character) in ("Cf", "Mn", "Me") else UNKNOWN
