"""The way of a pledge as steps: to the register first, then through the stored stages."""

from typing import Any

from django.utils.translation import gettext as _

from forum.kit import dates
from pledges.pledges.choices import PledgeStatus, Stage
from pledges.pledges.models import Pledge
from pledges.progress.models import Update


def life(pledge: Pledge, updates: list[Update]) -> list[dict[str, Any]]:
    """`updates` come newest first. An archive pledge without a stage has no steps."""
    if not pledge.reference:
        return to_the_register(pledge)
    return stages(pledge, updates) if pledge.stage else []


def to_the_register(pledge: Pledge) -> list[dict[str, Any]]:
    order = [PledgeStatus.DRAFT, PledgeStatus.SUBMITTED, PledgeStatus.PUBLISHED]
    if pledge.status == PledgeStatus.WITHDRAWN:
        return []
    now = 0 if pledge.status == PledgeStatus.CHANGES_REQUESTED else order.index(pledge.state)
    return [step(state.label, number, now) for number, state in enumerate(order)]


def stages(pledge: Pledge, updates: list[Update]) -> list[dict[str, Any]]:
    order = [Stage.PLANNING, Stage.IN_PROGRESS, Stage.FULFILLED]
    if pledge.stage == Stage.ON_HOLD:
        order.insert(2, Stage.ON_HOLD)
    zone, now = pledge.edition.timezone, order.index(Stage(pledge.stage))
    notes = {Stage.PLANNING: dates.day(dates.day_in(pledge.published_at, zone))} if pledge.published_at else {}
    if pledge.target_date:
        notes[Stage.FULFILLED] = _("target %(day)s") % {"day": dates.day(pledge.target_date)}
    for update in updates:
        notes[Stage(update.stage)] = dates.day(dates.day_in(update.made_at, zone))
    if pledge.stage_since:
        since = dates.day(dates.day_in(pledge.stage_since, zone))
        notes[Stage(pledge.stage)] = _("since %(day)s") % {"day": since}
    return [step(stage.label, number, now, notes.get(stage, "")) for number, stage in enumerate(order)]


def step(title: Any, number: int, now: int, note: str = "") -> dict[str, Any]:
    state = "done" if number < now else "now" if number == now else "todo"
    return {"title": title, "state": state, "note": note}
