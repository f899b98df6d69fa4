"""The tables of `events`, from its areas."""

from events.round_tables.models import Agreement, RoundTable, Summary
from events.sessions.models import Override, Session, SessionObjective, SessionRole
from events.venues.models import Room

__all__ = ["Agreement", "Override", "Room", "RoundTable", "Session", "SessionObjective", "SessionRole", "Summary"]
