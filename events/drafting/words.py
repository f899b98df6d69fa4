"""Why a session found no place, in words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.conflicts.facts import Finding
from events.conflicts.meetings import rule_of
from events.conflicts.plan import Plan
from events.conflicts.words import subject, title, words
from events.drafting.models import DraftPlace
from events.drafting.posing import SIDE
from events.sessions.kinds import Rule


def reasons_of(row: DraftPlace, plan: Plan) -> list[str]:
    """Each with how many places it keeps from the session, the commonest first."""
    if not row.reasons:
        return [_("None of the chosen days and hours is open to it: look at its part of the forum and its length.")]
    return [
        ngettext("%(count)s place: %(why)s", "%(count)s places: %(why)s", reason["count"])
        % {"count": reason["count"], "why": reason_words(reason, row.session_id, plan)}
        for reason in row.reasons
    ]


def reason_words(reason: dict[str, Any], session: int, plan: Plan) -> str:
    rule, about, other = reason["rule"], reason["subject"], reason["other"]
    if rule == "mode":
        return _("The room is of the other mode, online or in a building.")
    if rule == "busy" and about == SIDE:
        rule, about = Rule.PARALLEL, ""
    if rule == "busy" and other in plan.slots and about in plan.tags.get(session, ()):
        return words(Finding(rule_of(plan, about), session, other, about), plan)
    if rule == Rule.REMOTE_NIGHT and about:
        return _("It is night for %(person)s.") % {"person": subject(Finding(rule, session, None, about), plan)}
    if rule == Rule.ROOM_TIME:
        return _("The room is taken.")
    if other in plan.slots:
        return _("“%(session)s” is in the way.") % {"session": title(plan.slots[other])}
    return str(Rule(rule).label) if rule in Rule.values else _("Something is in the way that is there no more.")
