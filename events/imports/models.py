"""What was read from a file of sessions: shown first, taken over afterwards by an act of its own."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from events.sessions.querysets import backstage_of
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.moves import Versioned


class ImportQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        return self.filter(edition__in=backstage_of(user))


class Format(models.TextChoices):
    SHEET = "sheet", _("Table")
    XML = "schedule_xml", _("schedule.xml of another system")
    JSON = "schedule_json", _("schedule.json of another system")


class Import(Versioned):
    """`rooms` and `sessions` are what the file says, `problems` what could not be read. `done` holds, once it was
    taken over, what became of each row, by the row's key."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=120)
    format = models.CharField(max_length=16, choices=Format.choices)
    kind = models.CharField(max_length=24, default=SessionKind.PANEL)
    rooms = models.JSONField(default=list)
    sessions = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    done = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    applied_at = models.DateTimeField(null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [models.CheckConstraint(condition=models.Q(format__in=Format.values), name="import_format")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.edition.slug, self.pk])


class ImportedKey(models.Model):
    """By which name another system knows a session, so that its next file finds the same one again."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="imported_key")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="imported_key_once")]

    def __str__(self) -> str:
        return self.key
