"""How strict a rule is, and how strict each is unless an edition says otherwise."""

from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import Rule
from forum.kit.states import States


class Level(States):
    REFUSE = "refuse", "minus-circle", "negative", _("Never passes")
    REASON = "reason", "triangle", "attention", _("Needs a reason")
    ADVISE = "advise", "info", "info", _("Advice")
    OFF = "off", "dash", "neutral", _("Off")


RANKS = {Level.REFUSE: 0, Level.REASON: 1, Level.ADVISE: 2}
STRICT = {
    Rule.ROOM_TIME: Level.REFUSE,
    Rule.PERSON: Level.REASON,
    Rule.HEADS: Level.REASON,
    Rule.INTERPRETATION: Level.REASON,
    Rule.TECHNICIAN: Level.REASON,
    Rule.ACCESS: Level.REASON,
    Rule.AVAILABILITY: Level.REASON,
    Rule.WINDOW: Level.REASON,
    Rule.DURATION: Level.REASON,
    Rule.PARALLEL: Level.REASON,
    Rule.PLACE: Level.REASON,
}
DEFAULTS: dict[str, Level] = {rule: STRICT.get(rule, Level.ADVISE) for rule in Rule}
