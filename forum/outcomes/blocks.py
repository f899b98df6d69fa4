"""The block model of documents. Blocks are plain data: they are stored as JSON and rendered by templates.

Text is a list of runs; a run with a `url` is a link to the list that makes the figure.
"""

import re
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Run:
    text: str
    url: str = ""


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
    """Bars with their values; every value links to its list."""

    caption: str
    bars: list[Bar]
    block: str = "figure"

    @property
    def maximum(self) -> int:
        return max([bar.value for bar in self.bars], default=0)


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
