"""The words of sessions: kinds, formats, roles, states."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.kit.states import States


class SessionKind(models.TextChoices):
    PLENARY = "plenary", _("Plenary")
    GENERAL_DEBATE = "general_debate", _("General debate")
    OPENING = "opening", _("Opening")
    CLOSING = "closing", _("Closing")
    HEARING = "hearing", _("Multi-stakeholder hearing")
    POLICY_DEBATE = "policy_debate", _("Policy debate")
    ROUND_TABLE = "round_table", _("Round table")
    SIDE_EVENT = "side_event", _("Side event")
    RELATED_SIDE_EVENT = "related_side_event", _("Related side event")
    COMMON_SPACE = "common_space", _("Common Space")
    CIVIL_SOCIETY = "civil_society_session", _("Civil society session")
    PANEL = "panel", _("Panel")
    EXCHANGE = "exchange", _("Exchange")
    BIG_TABLE = "big_table", _("Big Table")
    SPECIAL = "special_session", _("Special session")
    CLOSED = "closed_session", _("Closed session")
    THEMATIC_MEETING = "thematic_meeting", _("Thematic meeting")
    PREPARATORY_MEETING = "preparatory_meeting", _("Preparatory meeting")
    REGIONAL_REVIEW = "regional_review", _("Regional review")
    WORKSHOP = "workshop", _("Workshop")


SIDE_EVENTS = (SessionKind.SIDE_EVENT, SessionKind.RELATED_SIDE_EVENT)
PLENARIES = (SessionKind.PLENARY, SessionKind.GENERAL_DEBATE, SessionKind.OPENING, SessionKind.CLOSING)
PREPARATIONS = (SessionKind.PREPARATORY_MEETING, SessionKind.THEMATIC_MEETING, SessionKind.REGIONAL_REVIEW)


class SessionFormat(models.TextChoices):
    STATEMENTS = "statements", _("Statements")
    PANEL = "panel", _("Panel and discussion")
    INTERACTIVE = "interactive", _("Interactive discussion")
    EXCHANGE = "exchange", _("Exchange: questions and answers, no statements")
    BIG_TABLE = "big_table", _("Big Table: timed rounds, no formal statements")
    BREAKOUTS = "breakouts", _("Breakouts and reporting plenary")
    WORKSHOP = "workshop", _("Workshop")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Open to everybody")
    REGISTERED = "registered", _("For registered participants")
    CLOSED = "closed", _("Closed: only its title, date and questions are shown")


class Precision(models.TextChoices):
    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")


class SessionStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    SCHEDULED = "scheduled", "calendar", "info", _("Scheduled")
    PUBLISHED = "published", "globe", "positive", _("Published")
    HELD = "held", "open-check", "neutral", _("Held")
    REPORTED = "reported", "document", "positive", _("Reported")
    CANCELLED = "cancelled", "minus-circle", "negative", _("Cancelled")


ACTIVE = (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED, SessionStatus.HELD, SessionStatus.REPORTED)


class RoleKind(models.TextChoices):
    """Real roles differ: who wrote, chaired, paid or hosted is never one "organiser"."""

    CHAIR = "chair", _("Chair")
    CO_CHAIR = "co_chair", _("Co-chair")
    FACILITATOR = "facilitator", _("Facilitator")
    CO_FACILITATOR = "co_facilitator", _("Co-facilitator")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    GRAND_RAPPORTEUR = "grand_rapporteur", _("Grand rapporteur")
    GENDER_RAPPORTEUR = "gender_rapporteur", _("Gender rapporteur")
    MODERATOR = "moderator", _("Moderator")
    OPENING_SPEAKER = "opening_speaker", _("Opening speaker")
    KEYNOTE = "keynote", _("Keynote")
    PANELLIST = "panellist", _("Panellist")
    DISCUSSANT = "discussant", _("Discussant")
    EXPERT = "expert_speaker", _("Expert speaker")
    PRESENTER = "presenter", _("Presenter")
    RESOURCE_PERSON = "resource_person", _("Resource person")
    LEAD = "lead_organiser", _("Lead organiser")
    ORGANISER = "organiser", _("Organiser")
    CO_ORGANISER = "co_organiser", _("Co-organiser")
    CO_SPONSOR = "co_sponsor", _("Co-sponsor")
    HOST = "host", _("Host")
    CO_HOST = "co_host", _("Co-host")
    COORDINATING_PARTNER = "coordinating_partner", _("Coordinating partner")
    OFFICIAL_PARTNER = "official_partner", _("Official partner")
    PARTNER = "partner", _("Partner")
    GOVERNMENT_TEAM = "government_team", _("Government team member")
    PREPARATION_LEAD = "preparation_lead", _("Lead of the preparation")
    TECHNICAL_SUPPORT = "technical_support", _("Technical support")
    PAPER_AUTHOR = "paper_author", _("Paper author")
    SECTION_AUTHOR = "paper_section_author", _("Author of a section of the paper")
    INPUT = "input", _("Input")
    FUNDER = "funder", _("Funder")
    ADVISORY = "advisory", _("Advisory body member")
    SECONDING = "seconding_agency", _("Seconding agency")
    OBSERVER = "observer", _("Observer")
    PARTICIPANT = "participant", _("Participant")


ORGANISERS = (RoleKind.LEAD, RoleKind.ORGANISER, RoleKind.CO_ORGANISER, RoleKind.HOST, RoleKind.CO_HOST)


class RoleStatus(States):
    OFFERED = "offered", "clock", "neutral", _("To be confirmed")
    CONFIRMED = "confirmed", "filled-check", "positive", _("Confirmed")
    DECLINED = "declined", "minus-circle", "neutral", _("Declined")


class Rule(models.TextChoices):
    """What a programme is checked for. A taken room is always refused; an edition says how strict the others are."""

    ROOM_TIME = "room_time", _("Two sessions in one room")
    PERSON = "person", _("A person in two places")
    ORGANISER = "organiser", _("An organisation beside itself")
    HEADS = "head_of_delegation", _("Heads of delegation split")
    INTERPRETATION = "interpretation", _("Interpretation")
    TECHNICIAN = "technician", _("Technicians")
    CAPACITY = "capacity", _("More people than seats")
    EQUIPMENT = "equipment", _("Equipment missing")
    ACCESS = "access", _("Access needs not met")
    BUFFER = "buffer", _("Too little time between")
    OBJECTIVE = "objective", _("Objectives kept apart")
    LENS = "lens", _("Lenses kept apart")
    OFFICIAL_HOURS = "official_hours", _("Outside the official hours")
    REMOTE_NIGHT = "remote_night", _("At night for who joins from afar")
    AVAILABILITY = "availability", _("Room closed")
    UNPLACED = "unplaced", _("No room and time yet")
    WINDOW = "window", _("Outside the windows of the call")
    DURATION = "duration", _("Longer than its window")
    PARALLEL = "parallel", _("Beside another side event")
    PLACE = "place", _("Off the place rule of the call")
