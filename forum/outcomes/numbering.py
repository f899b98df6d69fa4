"""Blocks made ready to be shown: title apart, everything numbered as it is cited. All formats share these numbers."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _

Data = dict[str, Any]


@dataclass(frozen=True)
class Numbered:
    title: str
    lead: list[Data]
    blocks: list[Data]

    @property
    def contents(self) -> list[Data]:
        return [block for block in self.blocks if block["block"] == "heading" and block["level"] == 2]


def numbered(blocks: list[Data]) -> Numbered:
    """The first two blocks are the title and the line below it. A number runs through all blocks of its kind."""
    title, lead, *body = blocks or [{"text": ""}, {"runs": []}]
    numbers = {kind: count(1) for kind in ("section", "paragraph", "table", "figure")}
    ready = []
    for block in body:
        kind = block["block"]
        if kind == "heading" and block["level"] == 2:
            number = next(numbers["section"])
            ready.append({**block, "number": number, "id": f"s{number}-{slugify(block['text'])}"})
        elif kind in ("paragraph", "table", "figure"):
            ready.append(SHAPES[kind]({**block, "number": next(numbers[kind])}))
        else:
            ready.append(block)
    return Numbered(title["text"], lead["runs"], ready)


def table(block: Data) -> Data:
    numeric = set(block["numeric"])
    words = _("Table %(number)s. %(caption)s") % block
    heads = [{"text": head, "numeric": column in numeric} for column, head in enumerate(block["columns"])]
    rows = [[{"runs": runs, "numeric": column in numeric} for column, runs in enumerate(row)] for row in block["rows"]]
    return {**block, "id": f"table-{block['number']}", "words": words, "heads": heads, "rows": rows}


def figure(block: Data) -> Data:
    """With the table of its values, and the words for who cannot see it."""
    bars = block["bars"]
    heads = [
        {"text": block.get("of") or _("Name"), "numeric": False},
        {"text": block.get("unit") or _("Number"), "numeric": True},
    ]
    rows = [
        [
            {"runs": [{"text": bar["label"], "url": ""}], "numeric": False},
            {"runs": [{"text": str(bar["value"]), "url": bar["url"]}], "numeric": True},
        ]
        for bar in bars
    ]
    return {
        **block,
        "table_id": f"figure-{block['number']}-table",
        "formats": ["CSV", "XLSX", "JSON"],
        "words": _("Figure %(number)s. %(caption)s") % block,
        "alt": _("Bar chart: %(caption)s. The table below it gives every value.") % block,
        "maximum": max((bar["value"] for bar in bars), default=0),
        "heads": heads,
        "rows": rows,
    }


SHAPES: dict[str, Callable[[Data], Data]] = {"paragraph": dict, "table": table, "figure": figure}
