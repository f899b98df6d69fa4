"""The words of a call: its rules and how strict each is, and what it may ask."""

from typing import Any

from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    REFUSE = "refuse", _("Refuses")
    WARN = "warn", _("Warns")


class CallRule(models.TextChoices):
    LATE = "late", _("Submitted after the call closed")
    MANY = "many", _("More proposals by one lead than allowed")
    CO_ORGANISERS = "co_organisers", _("Fewer or more co-organisers than asked for")
    ANSWERED = "answered", _("A co-organiser has not answered yet")
    OBJECTIVES = "objectives", _("Fewer or more objectives than asked for")
    LENGTH = "length", _("A description shorter or longer than asked for")


def usual(rule: str) -> Level:
    """How strict a rule is where a call does not say."""
    return Level.WARN if rule == CallRule.ANSWERED else Level.REFUSE


class QuestionKind(models.TextChoices):
    """Policy intervention and lenses are answered in fields of the proposal, so that they can be counted."""

    LONG = "long", _("Long text")
    SHORT = "short", _("Short text")
    CHOICE = "choice", _("One of several answers")
    YES_NO = "yes_no", _("Yes or no")
    POLICY = "policy", _("Expected policy intervention")
    LENS = "lens", _("Lenses")


ALWAYS_ASKED = (QuestionKind.POLICY, QuestionKind.LENS)


def always_asked() -> list[dict[str, Any]]:
    """What a call asks in any case, in words that it may change."""
    return [
        question(QuestionKind.POLICY, gettext("Which policy intervention do you expect?"), is_required=True),
        question(QuestionKind.LENS, gettext("Which inequality does the event look at?")),
    ]


def question(kind: str, text: str, **more: Any) -> dict[str, Any]:
    code = kind if kind in ALWAYS_ASKED else slugify(text)[:40]
    plain = {"help": "", "options": [], "is_required": False, "is_public": False}
    return {"code": str(code), "kind": str(kind), "text": text, **plain, **more}
