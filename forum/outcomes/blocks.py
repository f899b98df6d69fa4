"""The block model of documents. Blocks are plain data: stored as JSON, rendered as page, Word file and PDF.

Text is a list of runs; a run with a `url` is a link to the list that makes the figure, one with a `language` is not in
that of the document.
"""

import re
from dataclasses import asdict, dataclass, field
from typing import Any


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
    label: str
    value: int
    url: str = ""


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


def text(*parts: str | tuple[str, str]) -> list[Run]:
    """Runs from texts and `(text, url)` pairs."""
    return [Run(part) if isinstance(part, str) else Run(str(part[0]), part[1]) for part in parts]


def sentence(words: str, **links: tuple[object, str]) -> list[Run]:
    """Runs of a whole sentence, in the order of each language; `%(name)s` is the (text, url) of that name."""
    pieces = re.split(r"%\((\w+)\)s", words)
    return [
        Run(str(links[piece][0]), links[piece][1]) if index % 2 else Run(piece)
        for index, piece in enumerate(pieces)
        if piece
    ]


def as_data(blocks: list[Block]) -> list[dict[str, Any]]:
    return [asdict(block) for block in blocks]
