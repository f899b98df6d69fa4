"""Every text can be translated, every style mirrors, and no page carries script or style of its own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source import HOUSE, chain, modules, place, tree

pytestmark = pytest.mark.once

SAMPLES = set((HOUSE / "templates/forum").glob("*style*.html"))  # of every component, for who composes pages
PAGES = sorted(set((HOUSE / "templates").rglob("*.html")) - SAMPLES)
MAILS = sorted((HOUSE / "templates").rglob("*.txt"))
SHEETS = sorted((HOUSE / "static/css").rglob("*.css"))
SCRIPTS = sorted((HOUSE / "static/js").rglob("*.js"))

# Names that are the same in every language.
NAMES = {"Common Space", "CSV", "JSON", "ICS", "HTML", "PDF", "RF27", "Message-ID", "UTC", "EUR", "en", "ltr", "rtl"}
SHOWN = ("alt", "title", "placeholder", "aria-label", "label", "summary", "content")


def named(paths: list[Path]) -> list[object]:
    return [pytest.param(path, id=str(path.relative_to(HOUSE))) for path in paths]


def without_tags(template: str) -> str:
    """What remains when translated blocks, comments, tags and variables are taken out."""
    for pattern in (
        r"{% comment %}.*?{% endcomment %}",
        r"{#.*?#}",
        r"{% blocktrans(?:late)?.*?{% endblocktrans(?:late)? %}",
        r"{%.*?%}",
        r"{{.*?}}",
    ):
        template = re.sub(pattern, " ", template, flags=re.S)
    return template


def words(text: str) -> list[str]:
    for name in NAMES:
        text = text.replace(name, " ")
    return re.findall(r"[^\W\d_]{2,}", re.sub(r"&\w+;", " ", text))


@pytest.mark.parametrize("path", named(PAGES))
def test_the_text_of_a_page_is_translatable(path: Path) -> None:
    rest = re.sub(r"<!--.*?-->|<!doctype[^>]*>", " ", without_tags(path.read_text()), flags=re.S | re.I)
    rest = re.sub(
        r"<(\w+)[^>]*class=\"ref\"[^>]*>.*?</\1>|<dd><cite.*?</dd>", " ", rest, flags=re.S
    )  # addresses, sources
    shown = [value for _name, value in re.findall(rf"""\s({"|".join(SHOWN)})=["']([^"']*)["']""", rest)]
    meta = re.findall(r"<meta[^>]*>", rest)
    shown = [value for value in shown if not any(value in tag for tag in meta)]
    between = re.sub(r"<(script|style|title|code)\b.*?</\1>|<[^>]*>", " ", rest, flags=re.S)
    assert words(" ".join([between, *shown])) == []


@pytest.mark.parametrize("path", named(MAILS))
def test_the_text_of_a_mail_is_translatable(path: Path) -> None:
    assert words(without_tags(path.read_text())) == []


@pytest.mark.parametrize("path", named(PAGES))
def test_a_page_carries_no_script_or_style(path: Path) -> None:
    text = re.sub(r"{#.*?#}", "", path.read_text())
    assert not re.findall(
        r"<style|\sstyle=|\son[a-z]+=|javascript:|src=[\"']data:|<script(?![^>]*\ssrc=)", text, flags=re.I
    )
    assert not re.findall(r"(?:src|href)=[\"'](?:https?:)?//[^\"']*\.(?:js|css|woff2?|png|svg)", text)


def declarations(sheet: str) -> Iterator[tuple[str, str]]:
    sheet = re.sub(r"/\*.*?\*/", " ", sheet, flags=re.S)
    return ((name, value.strip()) for name, value in re.findall(r"(?<=[{;\s])([a-z-]+)\s*:\s*([^;{}]+)[;}]", sheet))


@pytest.mark.parametrize("path", named(SHEETS))
def test_a_sheet_has_no_left_and_no_right(path: Path) -> None:
    wrong = [
        (name, value)
        for name, value in declarations(path.read_text())
        if re.search(r"(?:^|-)(?:left|right)(?:-|$)", name)
        or (name in ("text-align", "float", "clear", "caption-side") and value.split()[0] in ("left", "right"))
    ]
    assert wrong == []


@pytest.mark.parametrize("path", named(SHEETS))
def test_a_sheet_brings_nothing_from_elsewhere(path: Path) -> None:
    assert not re.findall(r"url\(\s*[\"']?(?:data:|https?:|//)|@import\s+url\(\s*[\"']?http", path.read_text())


@pytest.mark.parametrize("path", named(SCRIPTS))
def test_a_script_evaluates_nothing_and_calls_nobody(path: Path) -> None:
    assert not re.findall(r"\beval\(|new Function|innerHTML|https?://|document\.write", path.read_text())


def literal(node: ast.expr | None) -> bool:
    """Text that a reader would see untranslated: a plain string, or one put together from such."""
    if isinstance(node, ast.JoinedStr):
        return any(literal(part) for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(words(node.value))


def test_what_people_are_told_is_translatable() -> None:
    """Refusals, messages, errors, labels and headings in Python."""
    told = {"Refused", "ValidationError"}
    shown = {"label", "help_text", "verbose_name", "empty_label", "label_suffix"}

    def faults() -> Iterator[str]:
        for name in modules():
            if ".management." in name or name in ("forum.settings", "forum.style"):
                continue
            for node in ast.walk(tree(name)):
                if not isinstance(node, ast.Call):
                    continue
                links = chain(node.func)
                first = node.args[0] if node.args else None
                if links and links[-1] in told and literal(first):
                    yield place(name, node)
                if links[:1] == ["messages"] and len(node.args) > 1 and literal(node.args[1]):
                    yield place(name, node)
                if links[-1:] == ["add_error"] and len(node.args) > 1 and literal(node.args[1]):
                    yield place(name, node)
                if any(keyword.arg in shown and literal(keyword.value) for keyword in node.keywords):
                    yield place(name, node)

    assert sorted(faults()) == []
