"""Texts that people wrote in Markdown, as blocks."""

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

from forum.outcomes.blocks import Block, Heading, ListBlock, Paragraph, Run, run

reader = MarkdownIt("commonmark", {"html": False}).disable(["image"])


def from_markdown(words: str) -> list[Block]:
    """Headings, paragraphs and lists; emphasis is left out, lists in lists become one, other blocks are paragraphs."""
    language = run(words).language
    found: list[Block] = []
    items: list[list[Run]] = []
    depth, heading = 0, False
    for token in reader.parse(words):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
            if not depth:
                found.append(ListBlock(items))
                items = []
        elif token.type in ("heading_open", "heading_close"):
            heading = token.type == "heading_open"
        elif token.type in ("inline", "fence", "code_block"):
            runs = inline(token.children or [token], language)
            if heading:
                found.append(Heading("".join(each.text for each in runs), level=3))
            elif depth:
                items.append(runs)
            else:
                found.append(Paragraph(runs))
    return found


def inline(tokens: Iterable[Token], language: str) -> list[Run]:
    runs, url = [], ""
    for token in tokens:
        if token.type == "link_open":
            url = str(token.attrGet("href") or "")
        elif token.type == "link_close":
            url = ""
        elif token.type in ("softbreak", "hardbreak"):
            runs.append(Run(" ", "", language))
        elif token.content:
            runs.append(Run(token.content, url if url.startswith(("http://", "https://")) else "", language))
    return runs
