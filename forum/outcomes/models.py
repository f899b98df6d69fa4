"""Outcome documents: made from the records, then frozen."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.kit.guards import guard
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.states import States
from forum.outcomes.querysets import DocumentQuerySet


class DocumentStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    FROZEN = "frozen", "lock", "positive", _("Frozen")


class Document(Stateful):
    """A numbered outcome summary of an edition. Once frozen, neither people nor later data can change it."""

    MOVES = moves(freeze=([DocumentStatus.DRAFT], DocumentStatus.FROZEN))

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="outcomes")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10, default="en")
    status = models.CharField(max_length=8, choices=DocumentStatus.choices, default=DocumentStatus.DRAFT)
    blocks = models.JSONField(default=list)
    code = models.CharField(max_length=24, blank=True)
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            status_constraint(DocumentStatus, "document_status"),
            models.UniqueConstraint(fields=["edition", "number"], name="document_number"),
            models.CheckConstraint(
                condition=models.Q(status="draft") | ~models.Q(code=""), name="document_frozen_has_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition.short_title}, {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("outcome_version", args=[self.edition.slug, self.number])

    @property
    def state(self) -> DocumentStatus:
        return DocumentStatus(self.status)


for _event in ("UPDATE", "DELETE"):
    guard(
        f"document_frozen_no_{_event.lower()}",
        "forum_document",
        sqlite=(
            f"CREATE TRIGGER document_frozen_no_{_event.lower()} BEFORE {_event} ON forum_document "
            "WHEN OLD.status = 'frozen' BEGIN SELECT RAISE(ABORT, 'a frozen document never changes'); END"
        ),
        postgres=(
            f"CREATE OR REPLACE FUNCTION document_frozen_no_{_event.lower()}_fn() "
            "RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN IF OLD.status = 'frozen' THEN RAISE EXCEPTION 'a frozen document never changes' "
            f"USING ERRCODE = 'check_violation'; END IF; RETURN {'NEW' if _event == 'UPDATE' else 'OLD'}; END $$; "
            f"CREATE TRIGGER document_frozen_no_{_event.lower()} BEFORE {_event} ON forum_document "
            f"FOR EACH ROW EXECUTE FUNCTION document_frozen_no_{_event.lower()}_fn()"
        ),
    )
