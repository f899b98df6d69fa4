"""The words a pledge is described with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.kit.states import States


class PledgeStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    SUBMITTED = "submitted", "clock", "info", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", "return", "attention", _("Changes asked for")
    PUBLISHED = "published", "globe", "neutral", _("Published")
    WITHDRAWN = "withdrawn", "door", "neutral", _("Withdrawn")


class Stage(States):
    PLANNING = "planning", "dashed-circle", "neutral", _("Planning stage")
    IN_PROGRESS = "in_progress", "half-circle", "info", _("In progress")
    ON_HOLD = "on_hold", "pause", "attention", _("On hold")
    FULFILLED = "fulfilled", "filled-check", "positive", _("Fulfilled")


class PledgeType(models.TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    COMMON = "common", _("Common")
    PARTNERSHIP = "partnership", _("In partnership")
    MATCHING = "matching", _("Matching")


class Nature(models.TextChoices):
    FINANCIAL = "financial", _("Financial")
    HUMAN_RESOURCE = "human_resource", _("Human resource")
    PROCESS = "process", _("Process-oriented")
    POLICY = "policy", _("Policy-oriented")


class Compacts(models.TextChoices):
    GCM = "gcm", _("Global Compact for Migration")
    BOTH = "both", _("Migration and refugees (mirror pledge)")
    GCR = "gcr", _("Global Compact on Refugees")
