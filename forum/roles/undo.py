"""Undoing the end of a role."""

from datetime import date

from forum.editions.models import Edition, Role
from forum.history.models import Detail, Entry


def end_role(edition: Edition, entry: Entry) -> None:
    before = Detail.objects.get(chain=entry.chain, number=entry.number).before or {}
    until = before.get("until")
    Role.objects.filter(pk=before.get("held"), edition=edition).update(
        ends=date.fromisoformat(until) if until else None
    )
