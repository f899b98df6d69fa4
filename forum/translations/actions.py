"""The verb of translation."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from forum.history import acts
from forum.kit.refusals import Refused
from forum.kit.translated import Text, Translated


def translate(
    obj: Translated, *, by: Any, language: str, texts: Mapping[str, Text], written_in: str, version: int | None
) -> None:
    """All texts of one object in one language. They hold for the original as it stands now."""
    if written_in == language:
        raise Refused(_("This is the language you translate to. Say in which one the original is."), field="written_in")
    words = obj.with_words(language, texts)
    words.pop(written_in, None)
    acts.edit(obj, by=by, verb="translate", changes={"language": written_in, "words": words}, version=version)
