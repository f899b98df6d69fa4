"""Rooms and what they have, the ways between them, interpreters and technicians. A virtual room is a room."""

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.editions.querysets import EditionPartQuerySet
from forum.kit.moves import Versioned
from forum.kit.translated import Translated


class RoomKind(models.TextChoices):
    PHYSICAL = "physical", _("In a building")
    VIRTUAL = "virtual", _("Online")


class Layout(models.TextChoices):
    """How the chairs of a room stand; each has seats of its own."""

    THEATRE = "theatre", _("Theatre: rows of chairs")
    CLASSROOM = "classroom", _("Classroom: rows of tables")
    BOARDROOM = "boardroom", _("Boardroom: one table")
    HORSESHOE = "horseshoe", _("Horseshoe: tables open to one side")
    ROUNDS = "rounds", _("Rounds: tables of eight to ten")
    STANDING = "standing", _("Standing")


class EquipmentKind(Translated):
    """What rooms have and sessions ask for, such as a projector; each edition keeps its own list."""

    TRANSLATED = ("name",)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="equipment_kinds")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("name"), max_length=80)

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="equipment_code_in_edition")]

    def __str__(self) -> str:
        return self.said.name


class Room(Translated):
    """`link` is the way into a virtual room: shown to those who belong there, from `link_minutes` before a session.

    `capacity` holds whatever the layout; `layouts` maps a layout to its seats, `hours` a day (ISO) to opening and
    closing in the venue's time; `closed` lists `{starts, ends, why}`. Empty means: not known, hence no rule.
    """

    TRANSLATED = ("name", "place")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=RoomKind.choices, default=RoomKind.PHYSICAL)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty means not known."))
    layouts = models.JSONField(default=dict, blank=True, editable=False)
    place = models.CharField(_("where it is"), max_length=200, blank=True)
    building = models.CharField(_("building"), max_length=80, blank=True)
    floor = models.SmallIntegerField(_("floor"), null=True, blank=True, help_text=_("0 is the ground floor."))
    equipment = models.JSONField(default=list, blank=True, editable=False)
    booths = models.PositiveSmallIntegerField(
        _("interpretation booths"), null=True, blank=True, help_text=_("Empty means not known.")
    )
    booth_languages = models.JSONField(default=list, blank=True, editable=False)
    step_free = models.BooleanField(_("step-free way in"), null=True, blank=True)
    streaming = models.BooleanField(_("can be shown live on the web"), null=True, blank=True)
    turnaround_minutes = models.PositiveSmallIntegerField(
        _("minutes to turn it around"), default=0, validators=[MaxValueValidator(480)]
    )
    hours = models.JSONField(default=dict, blank=True, editable=False)
    closed = models.JSONField(default=list, blank=True, editable=False)
    link = models.URLField(_("link to join"), max_length=500, blank=True)
    link_minutes = models.PositiveSmallIntegerField(
        _("link shown so many minutes before"), default=30, validators=[MaxValueValidator(1440)]
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="room_name_in_edition"),
            models.CheckConstraint(condition=models.Q(kind__in=RoomKind.values), name="room_kind"),
        ]

    def __str__(self) -> str:
        return self.said.name

    @property
    def is_virtual(self) -> bool:
        return self.kind == RoomKind.VIRTUAL

    @property
    def seats(self) -> list[tuple[Any, int]]:
        """Layouts with their seats, in the order of the list."""
        return [(each.label, self.layouts[each.value]) for each in Layout if each.value in self.layouts]


class Venue(Versioned):
    """The ways between the rooms of an edition, in minutes; `walking` maps `"3-7"`, two rooms, to theirs."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="venue_plan")
    floor_minutes = models.PositiveSmallIntegerField(
        _("minutes to another floor"), default=3, validators=[MaxValueValidator(240)]
    )
    building_minutes = models.PositiveSmallIntegerField(
        _("minutes to another building"), default=10, validators=[MaxValueValidator(240)]
    )
    walking = models.JSONField(default=dict, blank=True, editable=False)

    def __str__(self) -> str:
        return str(_("Ways between the rooms of %(edition)s") % {"edition": self.edition})


class ResourceKind(models.TextChoices):
    INTERPRETATION = "interpretation", _("Interpretation team")
    TECHNICIAN = "technician", _("Technician")


class Resource(Versioned):
    """A team or a person that sessions need; nobody is named who does not want to be."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="resources")
    kind = models.CharField(_("kind"), max_length=14, choices=ResourceKind.choices)
    name = models.CharField(_("name"), max_length=120)
    languages = models.JSONField(default=list, blank=True, editable=False)
    begins = models.TimeField(_("works from"), null=True, blank=True)
    finishes = models.TimeField(_("works until"), null=True, blank=True)
    longest_minutes = models.PositiveSmallIntegerField(
        _("longest stretch in minutes"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(1440)],
        help_text=_("Without a pause. Empty means no limit."),
    )
    pause_minutes = models.PositiveSmallIntegerField(
        _("pause in minutes"), default=0, validators=[MaxValueValidator(480)]
    )

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "kind", "name"], name="resource_name_in_edition"),
            models.CheckConstraint(condition=models.Q(kind__in=ResourceKind.values), name="resource_kind"),
        ]

    def __str__(self) -> str:
        return self.name
