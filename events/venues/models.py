"""Rooms: where sessions happen. A virtual room is a room."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.editions.querysets import EditionPartQuerySet
from forum.kit.translated import Translated


class RoomKind(models.TextChoices):
    PHYSICAL = "physical", _("In a building")
    VIRTUAL = "virtual", _("Online")


class Room(Translated):
    """`link` is the way into a virtual room: shown to those who hold a role in a session there, never in public."""

    TRANSLATED = ("name", "place")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=RoomKind.choices, default=RoomKind.PHYSICAL)
    capacity = models.PositiveIntegerField(_("seats"), null=True, blank=True, help_text=_("Empty means not known."))
    place = models.CharField(_("where it is"), max_length=200, blank=True)
    link = models.URLField(_("link to join"), max_length=500, blank=True)
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
