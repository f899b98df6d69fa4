"""Texts folded so that what is meant alike is found alike, in six languages and on every database.

Compatibility forms and letter case go; of Latin letters the accents, of Arabic the short vowels, the stretching and the
variants of alef, yeh, teh and hamza; of Russian the dots of yo. Words are kept as they are and by their stem: by that
of their language or, where it is not known, by those of English, French and Spanish. Chinese has no spaces: two
neighbours make a word. A compound is kept whole and in its parts.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

ALIKE = str.maketrans(
    {
        **dict(zip("øłđħıðё", "oldhidе", strict=True)),
        **dict(zip("أإآٱىیئؤةک", "اااايييوهك", strict=True)),
        **{"æ": "ae", "œ": "oe", "þ": "th", "ء": "", "\u0640": ""},
    }
)
MARK_OF_ARABIC = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed]")
HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
JOINT = "'’ʼ\u2010\u2011\u2013-"
WORD = re.compile(rf"[{HAN}]+|(?:(?![{HAN}])[^\W_])+(?:(?:[{JOINT}]|[.](?=\d))(?:(?![{HAN}])[^\W_])+)*")
AND_OF_ARABIC = re.compile("^[وف](?=ال..)")
LATIN = ("en", "fr", "es")
NAMES = {"ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian"}
STEMMERS = {code: snowballstemmer.stemmer(name) for code, name in NAMES.items()}
SHORTEST_BEGINNING = 3
MOST_TERMS = 8


def fold(text: str) -> str:
    """Of the letters only; blanks and signs stay."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if plain.isascii():
        return plain
    letters = []
    for letter in MARK_OF_ARABIC.sub("", plain):
        if letter.isdigit() and not letter.isascii():
            letters.append(str(unicodedata.digit(letter)))
        elif "\u00c0" <= letter <= "\u03ff" or "\u1e00" <= letter <= "\u1fff":
            bare = unicodedata.normalize("NFD", letter)
            letters.append("".join(each for each in bare if not unicodedata.combining(each)))
        else:
            letters.append(letter)
    return "".join(letters).translate(ALIKE)


def scripts(word: str, language: str) -> tuple[str, ...]:
    """The languages whose stems this word may have."""
    if any(letter.isdigit() for letter in word):
        return ()
    first = word[0]
    if "\u0600" <= first <= "\u06ff":
        return ("ar",)
    if "\u0400" <= first <= "\u04ff":
        return ("ru",)
    if len(word) <= SHORTEST_BEGINNING or not first.isascii():
        return ()
    return (language,) if language in LATIN else LATIN


@lru_cache(maxsize=20_000)
def stems(word: str, language: str = "") -> frozenset[str]:
    """Of a folded word. Arabic endings come off one after the other, as does the "and" before an article."""
    found = set()
    for code in scripts(word, language):
        stem = AND_OF_ARABIC.sub("", word) if code == "ar" else word
        for _time in range(3 if code == "ar" else 1):
            stem = STEMMERS[code].stemWord(stem)
        found.add(fold(stem))
    return frozenset(found - {""})


def is_han(word: str) -> bool:
    return bool(re.match(f"[{HAN}]", word))


def pairs(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def parts(word: str) -> list[str]:
    return [part for part in re.split(f"[{JOINT}]", word) if part]


def whole(word: str) -> str:
    return re.sub(f"[{JOINT}]", "", word)


def indexed(text: str, language: str = "") -> str:
    """Everything this text is found by, each word with a blank of its own on both sides."""
    found: list[str] = []
    for word in WORD.findall(fold(text)):
        if is_han(word):
            found += [*pairs(word), word[-1]]
        else:
            for each in dict.fromkeys([whole(word), *parts(word)]):
                found += [each, *sorted(stems(each, language) - {each})]
    return "".join(f" {each} " for each in found)


@dataclass(frozen=True)
class Term:
    """One word of a question: found where all of one of its `ways` occur."""

    ways: tuple[tuple["Either", ...], ...]

    @property
    def patterns(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(pattern for way in self.ways for either in way for pattern in either.patterns))


@dataclass(frozen=True)
class Either:
    """A word that is found by any of these: how it begins, or a stem."""

    patterns: tuple[str, ...]


def either(word: str) -> Either:
    grows = len(word) >= SHORTEST_BEGINNING and not word[0].isdigit()
    start = f" {word}" if grows else f" {word} "
    return Either((start, *(f" {stem} " for stem in sorted(stems(word)))))


def asked(question: str) -> list[Term]:
    """The words of a question; all of them have to occur."""
    found: list[Term] = []
    for word in WORD.findall(fold(question))[:MOST_TERMS]:
        if is_han(word):
            way = tuple(Either((f" {pair} ",)) for pair in pairs(word)) or (Either((f" {word}",)),)
            found.append(Term((way,)))
        else:
            ways: list[tuple[Either, ...]] = [(either(whole(word)),)]
            if len(parts(word)) > 1:
                ways.append(tuple(either(part) for part in parts(word)))
                if set("'’ʼ") & set(word):
                    ways.append((either(max(parts(word), key=len)),))
            found.append(Term(tuple(ways)))
    return found


def occurs(terms: list[Term], word: str, language: str = "") -> bool:
    """Whether this word of a text is one of those that were asked for."""
    tokens = indexed(word, language)
    return any(pattern in tokens for term in terms for pattern in term.patterns)
