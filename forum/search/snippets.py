"""The piece of a text around the first word that was asked for, with all of them marked."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from forum.kit.folding import WORD, Term, fold, is_han, occurs

BEFORE, LENGTH = 60, 240


def places(text: str, terms: list[Term], language: str) -> list[tuple[int, int]]:
    """Where in the text the words are that were asked for."""
    found: list[tuple[int, int]] = []
    han = {pattern.strip() for term in terms for pattern in term.patterns if is_han(pattern.strip())}
    for match in WORD.finditer(text):
        start, end = match.span()
        if is_han(match.group()):
            for place in range(start, end):
                for word in han:
                    if fold(text[place : place + len(word)]) == word:
                        found.append((place, place + len(word)))
        elif occurs(terms, match.group(), language):
            found.append((start, end))
    return found


def marked(text: str, terms: list[Term], language: str = "") -> SafeString:
    """The text, escaped, with what was asked for marked."""
    pieces, last = [], 0
    for start, end in sorted(places(text, terms, language)):
        if end <= last:
            continue
        start = max(start, last)
        pieces += [conditional_escape(text[last:start]), format_html("<mark>{}</mark>", text[start:end])]
        last = end
    return mark_safe("".join([*pieces, conditional_escape(text[last:])]))


def snippet(text: str, terms: list[Term], language: str = "") -> SafeString:
    """At most a few lines, from a little before the first match."""
    text = " ".join(text.split())
    first = min((start for start, _end in places(text, terms, language)), default=0)
    begin = text.rfind(" ", 0, max(0, first - BEFORE)) + 1 if first > BEFORE else 0
    end = begin + LENGTH
    if end < len(text):
        end = text.rfind(" ", begin, end) if " " in text[begin:end] else end
    piece = marked(text[begin:end], terms, language)
    return format_html("{}{}{}", "… " if begin else "", piece, " …" if end < len(text) else "")
