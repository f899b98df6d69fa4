"""Names folded so that two ways to write one name meet: transliterated, lower case, without small words."""

import re
import unicodedata

from anyascii import anyascii

SMALL_WORDS = frozenset(
    "a an and at for from in of on the to de del der des die das du d et e la las le les los el l para por pour und y"
    " al".split()
)


def fold(name: str) -> str:
    plain = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    words = [word for word in re.findall(r"[a-z0-9]+", plain.replace("'", "")) if word not in SMALL_WORDS]
    return " ".join(words)[:250]


def initials(name: str) -> str:
    return "".join(word[0] for word in fold(name).split())
