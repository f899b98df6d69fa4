"""The block model of documents. Blocks are plain data: stored as JSON, rendered as page, Word file and PDF.

Text is a list of runs; a run with a `url` is a link to the list that makes the figure, one with a `language` is not in
that of the document.
"""

import json
import re
from dataclasses import dataclass, field, is_dataclass
from typing import Any

from django.utils.translation import get_language


@dataclass(frozen=True)
class Run:
    text: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 2
    block: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    runs: list[Run]
    block: str = "paragraph"


@dataclass(frozen=True)
class ListBlock:
    items: list[list[Run]]
    block: str = "list"


@dataclass(frozen=True)
class Table:
    """`rows` hold cells, a cell holds runs; a column in `numeric` is set at the end side."""

    caption: str
    columns: list[str]
    rows: list[list[list[Run]]]
    numeric: list[int] = field(default_factory=list)
    block: str = "table"


@dataclass(frozen=True)
class Bar:
    """`reference` is the share expected, a tick on the bar."""

    label: str
    value: int
    url: str = ""
    reference: float | None = None


@dataclass(frozen=True)
class Figure:
    """Bars, drawn with the table of their values; every value links to its list.

    The caption says what there is to see. `of` heads the column of names, `unit` that of values.
    """

    caption: str
    bars: list[Bar]
    of: str = ""
    unit: str = ""
    block: str = "figure"


Block = Heading | Paragraph | ListBlock | Table | Figure


def run(words: object, url: str = "") -> Run:
    """A text that knows its language keeps it where that is not the one of the document."""
    language = getattr(words, "language", "")
    return Run(str(words), url, "" if language == get_language() else language)


def text(*parts: str | tuple[str, str]) -> list[Run]:
    """Runs from texts and `(text, url)` pairs."""
    return [run(part) if isinstance(part, str) else run(*part) for part in parts]


def sentence(words: str, **links: tuple[object, str]) -> list[Run]:
    """Runs of a whole sentence, in the order of each language; `%(name)s` is the (text, url) of that name."""
    pieces = re.split(r"%\((\w+)\)s", words)
    return [run(*links[piece]) if index % 2 else Run(piece) for index, piece in enumerate(pieces) if piece]


def as_data(blocks: list[Block]) -> list[dict[str, Any]]:
    def simple(value: Any) -> Any:
        return vars(value) if is_dataclass(value) else str(value)

    made: list[dict[str, Any]] = json.loads(json.dumps(blocks, default=simple))
    return made
