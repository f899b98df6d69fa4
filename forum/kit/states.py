"""Stored states that know how they look: a word, an icon and a tone."""

from typing import Self

from django.db import models


class States(models.TextChoices):
    """Choices declared as `NAME = "value", "icon", "tone", _("Word")`.

    Icons are names of `forum.kit.icons.ICONS`, tones those of the tokens:
    neutral, info, attention, positive, negative, unknown.
    """

    icon: str
    tone: str

    def __new__(cls, value: str, icon: str = "", tone: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.icon = icon
        member.tone = tone
        return member
