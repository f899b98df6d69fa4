"""Targets of a selection: data of each call, checked against any set of proposals.

A row of `Call.targets` is `{dimension, value, bound, number, percent, level}`. An empty value means each value of the
dimension by itself: "at least one of each region". A rule stands in the way of a decision, advice is only shown.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from events.selection.pool import Entrant
from events.sessions.kinds import SessionFormat
from events.side_events.contents import Gender, Standing
from forum.editions.models import Mode
from forum.kit.states import States
from forum.taxonomy.models import Category, Country, Lens, Objective
from forum.taxonomy.reading import entries


class Bound(models.TextChoices):
    LEAST = "least", gettext_lazy("At least")
    MOST = "most", gettext_lazy("At most")


class Level(States):
    RULE = "rule", "lock", "info", gettext_lazy("Rule")
    ADVICE = "advice", "info", "neutral", gettext_lazy("Advice")


TITLES = {
    "region": gettext_lazy("Region"),
    "category": gettext_lazy("Category"),
    "gender": gettext_lazy("Gender of speakers"),
    "voice": gettext_lazy("Whom speakers speak for"),
    "language": gettext_lazy("Language"),
    "objective": gettext_lazy("Objective"),
    "lens": gettext_lazy("Lens"),
    "format": gettext_lazy("Format"),
    "mode": gettext_lazy("How people take part"),
}


def values(dimension: str) -> dict[str, str]:
    """Every value of a dimension by its code, in the reader's language."""
    match dimension:
        case "region":
            return {code: str(label) for code, label in Country.Group.choices}
        case "category":
            return {each.code: str(each) for each in entries(Category)}
        case "objective":
            return {str(each.number): str(each) for each in entries(Objective)}
        case "lens":
            return {each.code: str(each) for each in entries(Lens)}
        case "gender":
            return {code: str(label) for code, label in Gender.choices if code != Gender.NOT_SAID}
        case "voice":
            return {code: str(label) for code, label in Standing.choices}
        case "language":
            return {code: str(gettext_lazy(str(name))) for code, name in settings.LANGUAGES}
        case "format":
            return {code: str(label) for code, label in SessionFormat.choices}
        case _:
            return {code: str(label) for code, label in Mode.choices}


@dataclass(frozen=True)
class Finding:
    """A target that a set does not meet, for one value of its dimension. `short`: how much is missing or too much."""

    dimension: str
    value: str
    level: str
    short: int
    text: str


def tally(entrants: Iterable[Entrant], dimension: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for each in entrants:
        found.update(each.traits.get(dimension, {}))
    return found


def need(target: dict[str, Any], total: int) -> int:
    """How many that is: a share of what is there is rounded up where it is a minimum, down where it is a maximum."""
    if not target["percent"]:
        return int(target["number"])
    exact = target["number"] * total
    return -(-exact // 100) if target["bound"] == Bound.LEAST else exact // 100


def asked_of(target: dict[str, Any], names: dict[str, str], applied: Counter[str]) -> list[str]:
    """The values that a target speaks of: the named one, or each; a category is asked for where it applied at all."""
    if target["value"]:
        return [target["value"]]
    everywhere = target["dimension"] in ("region", "lens", "objective") and target["bound"] == Bound.LEAST
    return [code for code in names if everywhere or applied[code]]


def distance(target: dict[str, Any], code: str, counts: Counter[str]) -> int:
    wanted, have = need(target, counts.total()), counts[code]
    return max(wanted - have if target["bound"] == Bound.LEAST else have - wanted, 0)


class Yardstick:
    """The targets of a call, made ready to be held against many sets of its proposals."""

    def __init__(self, targets: list[dict[str, Any]], everybody: Iterable[Entrant]) -> None:
        known = list(everybody)
        dimensions = {each["dimension"] for each in targets}
        self.names = {dimension: values(dimension) for dimension in dimensions}
        applied = {dimension: tally(known, dimension) for dimension in dimensions}
        self.asked = [
            (target, code)
            for target in targets
            for code in asked_of(target, self.names[target["dimension"]], applied[target["dimension"]])
        ]

    def counts(self, chosen: Iterable[Entrant]) -> dict[str, Counter[str]]:
        found = list(chosen)
        return {dimension: tally(found, dimension) for dimension in self.names}

    def cost(self, chosen: Iterable[Entrant]) -> int:
        """How far a set is from its targets; a rule weighs as much as a hundred pieces of advice."""
        counts = self.counts(chosen)
        return sum(
            distance(target, code, counts[target["dimension"]]) * (100 if target["level"] == Level.RULE else 1)
            for target, code in self.asked
        )

    def findings(self, chosen: Iterable[Entrant]) -> list[Finding]:
        counts = self.counts(chosen)
        found = []
        for target, code in self.asked:
            dimension = target["dimension"]
            if short := distance(target, code, counts[dimension]):
                words = sentence(target, self.names[dimension].get(code, code), counts[dimension], code)
                found.append(Finding(dimension, code, target["level"], short, words))
        return sorted(found, key=lambda each: each.level != Level.RULE)


def sentence(target: dict[str, Any], name: str, counts: Counter[str], code: str) -> str:
    have, number = counts[code], target["number"]
    words = {"dimension": TITLES[target["dimension"]], "name": name, "have": have, "number": number}
    if target["percent"]:
        words["have"] = round(100 * have / counts.total()) if counts.total() else 0
        if target["bound"] == Bound.LEAST:
            return _("%(dimension)s: %(name)s has %(have)s %% of at least %(number)s %%.") % words
        return _("%(dimension)s: %(name)s has %(have)s %% of at most %(number)s %%.") % words
    if target["bound"] == Bound.LEAST:
        return _("%(dimension)s: %(name)s has %(have)s of at least %(number)s.") % words
    return _("%(dimension)s: %(name)s has %(have)s of at most %(number)s.") % words


def target_words(target: dict[str, Any]) -> str:
    """A target by itself, as the list of targets and the picture show it."""
    names = values(target["dimension"])
    what = names.get(target["value"], target["value"]) if target["value"] else _("each")
    words = {"dimension": TITLES[target["dimension"]], "what": what, "number": target["number"]}
    if target["percent"]:
        if target["bound"] == Bound.LEAST:
            return _("%(dimension)s, %(what)s: at least %(number)s %%") % words
        return _("%(dimension)s, %(what)s: at most %(number)s %%") % words
    if target["bound"] == Bound.LEAST:
        return (
            ngettext(
                "%(dimension)s, %(what)s: at least %(number)s",
                "%(dimension)s, %(what)s: at least %(number)s",
                target["number"],
            )
            % words
        )
    return _("%(dimension)s, %(what)s: at most %(number)s") % words
