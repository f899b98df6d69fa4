"""A set of proposals suggested by the machine: by rank, under the rules, each step explained. People decide."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from events.selection.pool import Entrant
from events.selection.targets import Bound, Finding, Level, Yardstick


@dataclass
class Suggestion:
    """`why` says of those left out that stand before one that is in what kept them out."""

    chosen: list[Entrant] = field(default_factory=list)
    why: dict[int, str] = field(default_factory=dict)


def suggest(entrants: list[Entrant], places: int, yardstick: Yardstick) -> Suggestion:
    """`entrants` come in rank order; those that hold a place keep it. First by rank, passing over whoever would go
    beyond a maximum; then one is exchanged for another as long as that brings the set nearer to its targets."""
    held = [each for each in entrants if each.held]
    open_ones = [each for each in entrants if each.may_be_chosen and not each.held]
    made = Suggestion(chosen=list(held))
    for each in open_ones:
        if len(made.chosen) >= places:
            break
        before = {one.text for one in excess(yardstick, made.chosen)}
        new = [one.text for one in excess(yardstick, [*made.chosen, each]) if one.text not in before]
        if new:
            made.why[each.pk] = new[0]
        else:
            made.chosen.append(each)
    for each in open_ones:  # rather a place beyond a maximum of advice than an empty place
        if len(made.chosen) >= places:
            break
        if each not in made.chosen and not rules(yardstick, [*made.chosen, each]) > rules(yardstick, made.chosen):
            made.chosen.append(each)
            made.why.pop(each.pk, None)
    exchange(made, open_ones, yardstick)
    last = max((entrants.index(each) for each in made.chosen if not each.held), default=-1)
    for each in entrants[:last]:
        if each.is_waiting and not each.is_scored:
            made.why[each.pk] = _("Its reviewers have not all scored yet.")
    return made


def excess(yardstick: Yardstick, chosen: list[Entrant]) -> list[Finding]:
    """What goes beyond a maximum in numbers; a share is looked at when the set is full."""
    numbers = [pair for pair in yardstick.asked if pair[0]["bound"] == Bound.MOST and not pair[0]["percent"]]
    most = {(target["dimension"], code) for target, code in numbers}
    return [each for each in yardstick.findings(chosen) if (each.dimension, each.value) in most]


def rules(yardstick: Yardstick, chosen: list[Entrant]) -> int:
    return sum(each.short for each in yardstick.findings(chosen) if each.level == Level.RULE)


def exchange(made: Suggestion, open_ones: list[Entrant], yardstick: Yardstick) -> None:
    """The weakest goes for the strongest that helps; each exchange lowers the cost, so this ends."""
    cost = yardstick.cost(made.chosen)
    while cost:
        step = None
        for one in reversed([each for each in made.chosen if not each.held]):
            rest = [each for each in made.chosen if each is not one]
            for other in open_ones:
                if other not in made.chosen and (now := yardstick.cost([*rest, other])) < cost:
                    step = (one, other, rest, now) if step is None or now < step[3] else step
            if step and step[3] < cost and step[0] is one:
                break
        if step is None:
            return
        one, other, rest, now = step
        missing = {each.text for each in yardstick.findings(made.chosen)}
        better = missing - {each.text for each in yardstick.findings([*rest, other])}
        made.chosen = [*rest, other]
        made.why.pop(other.pk, None)
        made.why[one.pk] = _("Gave way to %(reference)s. %(target)s") % {
            "reference": other.reference,
            "target": next(iter(sorted(better)), ""),
        }
        cost = now
