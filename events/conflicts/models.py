"""Which rules an edition has, how strict each is, and what a session needs."""

from datetime import time
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.conflicts.kinds import DEFAULTS, Level
from events.conflicts.querysets import NeedsQuerySet, RulebookQuerySet
from events.sessions.kinds import Rule
from events.sessions.models import Session
from events.venues.models import Layout, Resource
from forum.editions.models import Edition
from forum.kit.moves import Versioned


class Rulebook(Versioned):
    """`levels` holds what differs from the defaults; `apart` is `{objectives, lenses, sets}`: what may not meet."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="rulebook")
    levels = models.JSONField(default=dict, blank=True, editable=False)
    apart = models.JSONField(default=dict, blank=True, editable=False)
    day_opens = models.TimeField(_("official hours from"), null=True, blank=True)
    day_closes = models.TimeField(_("official hours until"), null=True, blank=True)
    night_from = models.TimeField(_("night from"), default=time(22))
    night_until = models.TimeField(_("night until"), default=time(7))
    place_by = models.DateField(
        _("all placed by"), null=True, blank=True, help_text=_("Empty means two weeks before the first day.")
    )

    objects = RulebookQuerySet.as_manager()

    def __str__(self) -> str:
        return gettext("Rules for conflicts of %(edition)s") % {"edition": self.edition}

    def level(self, rule: Rule) -> Level:
        return level_of(self.levels, rule)


def level_of(levels: dict[str, str] | None, rule: str) -> Level:
    """A taken room is always refused: the database does so."""
    if rule == Rule.ROOM_TIME:
        return Level.REFUSE
    return Level((levels or {}).get(rule) or DEFAULTS[rule])


class Needs(Versioned):
    """What a session needs of its room and of those who serve it. Of people only their number, never who."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="needs")
    layout = models.CharField(_("layout"), max_length=10, choices=Layout.choices, blank=True)
    equipment = models.JSONField(default=list, blank=True, editable=False)
    languages = models.JSONField(default=list, blank=True, editable=False)
    step_free = models.BooleanField(_("needs a step-free way in"), default=False)
    streaming = models.BooleanField(_("is to be shown live on the web"), default=False)
    technician = models.BooleanField(_("needs a technician"), default=False)
    heads = models.BooleanField(_("heads of delegation are expected"), default=False)
    resources = models.ManyToManyField(
        Resource, verbose_name=_("interpretation teams and technicians"), blank=True, related_name="needs"
    )

    objects = NeedsQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "needs"

    def __str__(self) -> str:
        return gettext("What “%(session)s” needs") % {"session": self.session}

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> Any:
        return self.session.edition_id
