"""The tables of `events`, from its areas."""

from events.agenda.models import AgendaLink, Star
from events.attendance.models import Invited, Target
from events.calls.models import Call, Criterion
from events.conflicts.models import Needs, Rulebook
from events.imports.models import Import, ImportedKey
from events.outputs.models import Embedding
from events.reports.models import Presence, Report
from events.round_tables.models import Agreement, RoundTable, Summary
from events.selection.models import Pick, Selection
from events.sessions import double_booking  # noqa: F401, its triggers are known once it is imported
from events.sessions.models import Override, Session, SessionObjective, SessionRole
from events.side_events.models import CoOrganiser, Proposal, Review, Score
from events.signups.models import Seats, SignUp
from events.speakers.models import SpeakerPage
from events.venues.models import EquipmentKind, Resource, Room, Venue

__all__ = [
    "AgendaLink",
    "Agreement",
    "Call",
    "CoOrganiser",
    "Criterion",
    "Embedding",
    "EquipmentKind",
    "Import",
    "ImportedKey",
    "Invited",
    "Needs",
    "Override",
    "Pick",
    "Presence",
    "Proposal",
    "Report",
    "Review",
    "Resource",
    "Room",
    "RoundTable",
    "Rulebook",
    "Score",
    "Seats",
    "Selection",
    "Session",
    "SessionObjective",
    "SessionRole",
    "SignUp",
    "SpeakerPage",
    "Star",
    "Summary",
    "Target",
    "Venue",
]
