"""Which way a text runs."""

import unicodedata


def is_rtl(text: str) -> bool | None:
    """The direction of the first letter; None without letters."""
    kinds = (unicodedata.bidirectional(character) for character in text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), None)
