"""The tables of `events`, from its areas."""

from events.agenda.models import AgendaLink, Star
from events.attendance.models import Invited, Target
from events.calls.models import Call, Criterion, Question
from events.certificates.models import Certificate
from events.conflicts.models import Needs, Rulebook
from events.drafting.models import AutomaticDraft, DraftPlace
from events.imports.models import Import, ImportedKey
from events.inputs.models import Input
from events.outputs.models import Embedding
from events.releases.models import Output, Release, ReleasedSession
from events.reports.models import OutcomeLine, Presence, Report
from events.round_tables.models import Agreement, Composition, RoundTable, Summary
from events.selection.models import Pick, Selection
from events.sessions import double_booking  # noqa: F401, its triggers are known once it is imported
from events.sessions.models import Override, Session, SessionObjective, SessionRole
from events.side_events.contents import Answer, Speaker, Version
from events.side_events.mergers import Merger
from events.side_events.models import CoOrganiser, Proposal
from events.side_events.reviews import Review, Score
from events.signups.models import Seats, SignUp
from events.speakers.models import SpeakerPage
from events.venues.models import EquipmentKind, Resource, Room, Venue

__all__ = [
    "AgendaLink",
    "Agreement",
    "Answer",
    "AutomaticDraft",
    "Call",
    "Certificate",
    "CoOrganiser",
    "Composition",
    "Criterion",
    "DraftPlace",
    "Embedding",
    "EquipmentKind",
    "Import",
    "ImportedKey",
    "Input",
    "Invited",
    "Merger",
    "Needs",
    "OutcomeLine",
    "Output",
    "Override",
    "Pick",
    "Presence",
    "Proposal",
    "Question",
    "Release",
    "ReleasedSession",
    "Report",
    "Resource",
    "Review",
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
    "Speaker",
    "SpeakerPage",
    "Star",
    "Summary",
    "Target",
    "Venue",
    "Version",
]
