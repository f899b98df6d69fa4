"""Names folded so that two ways to write one name meet: transliterated, lower case, without small words."""

import re
import unicodedata

from anyascii import anyascii

SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al an and at d das de del der des die du e el et for from in l la las le les los of on"
        " para por pour the to und y",
    )
)


def fold(name: str) -> str:
    plain = anyascii(unicodedata.normalize("NFKC", name)).casefold()
    words = [word for word in re.findall(r"[a-z0-9]+", plain.replace("'", "")) if word not in SMALL_WORDS]
    return " ".join(words)[:250]
