"""Documents: made from the records, then frozen; and the files made of them."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.guards import guard
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.states import States
from forum.outcomes.querysets import DocumentFileQuerySet, DocumentQuerySet


class DocumentStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    FROZEN = "frozen", "lock", "positive", _("Frozen")


class Document(Stateful):
    """A numbered outcome summary of an edition, or the document of one object of it, such as a report.

    `blocks` are in `language`, `translations` the same in the other languages. Once frozen, neither people nor later
    data can change it.
    """

    MOVES = moves(freeze=([DocumentStatus.DRAFT], DocumentStatus.FROZEN))

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="outcomes")
    object_type = models.CharField(max_length=80, blank=True)  # empty: the outcome summary of the edition itself
    object_id = models.BigIntegerField(default=0)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=10, default="en")
    status = models.CharField(max_length=8, choices=DocumentStatus.choices, default=DocumentStatus.DRAFT)
    blocks = models.JSONField(default=list)
    translations = models.JSONField(default=dict)
    code = models.CharField(max_length=24, blank=True)
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            status_constraint(DocumentStatus, "document_status"),
            models.UniqueConstraint(fields=["edition", "object_type", "object_id", "number"], name="document_number"),
            models.CheckConstraint(
                condition=models.Q(status="draft") | ~models.Q(code=""), name="document_frozen_has_code"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"{self.edition.short_title}, {self.number}"

    def get_absolute_url(self) -> str:
        if self.object_type:
            return reverse("document", args=[self.code])
        return reverse("outcome_version", args=[self.edition.slug, self.number])

    @property
    def state(self) -> DocumentStatus:
        return DocumentStatus(self.status)

    def blocks_in(self, language: str) -> tuple[str, list[dict[str, Any]]]:
        """The blocks in this language, or in the one that the document was made in."""
        if language in self.translations:
            return language, self.translations[language]
        return self.language, self.blocks


class FileFormat(models.TextChoices):
    PDF = "pdf", _("PDF, tagged")
    DOCX = "docx", _("Word (DOCX)")


def place(made: "DocumentFile", _name: str) -> str:
    return f"documents/{made.document_id}/{uuid.uuid4().hex}.{made.format}"


class DocumentFile(models.Model):
    """A document as a file, kept outside the web's root. `document_version` says of which copy of a draft."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="files")
    document_version = models.PositiveIntegerField()
    format = models.CharField(max_length=4, choices=FileFormat.choices)
    language = models.CharField(max_length=10)
    file = models.FileField(upload_to=place)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=clock.now)

    objects = DocumentFileQuerySet.as_manager()

    class Meta:
        ordering = ["language", "-format"]
        constraints = [
            models.UniqueConstraint(fields=["document", "format", "language"], name="document_file_once"),
            models.CheckConstraint(condition=models.Q(format__in=FileFormat.values), name="document_file_format"),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.language}, {self.format}"

    def get_absolute_url(self) -> str:
        return reverse("document_file", args=[self.pk])

    @property
    def language_name(self) -> str:
        """As its own speakers call it."""
        return str(get_language_info(self.language)["name_local"])


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
