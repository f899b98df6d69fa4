"""Making and freezing outcome summaries."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.history.acts import edit, move, permit, record
from forum.history.models import Entry, canonical
from forum.jobs.actions import progress, start
from forum.jobs.models import Job
from forum.kit import clock, dates
from forum.kit.dotted import load
from forum.kit.refusals import Refused
from forum.outcomes.blocks import Block, Heading, Paragraph, as_data, text
from forum.outcomes.models import Document, DocumentStatus


def build(edition: Edition, *, by: Any, language: str = "en") -> Job:
    """Orders a new draft of the outcome summary; a worker makes it."""
    permit("build", edition, by)
    with transaction.atomic():
        draft = current_draft(edition, by=by, language=language)
        title = _("Outcome summary of %(edition)s") % {"edition": edition.short_title}
        return start("forum.outcomes.tasks.build", title, by=by, edition=edition, document=draft.pk)


def current_draft(edition: Edition, *, by: Any, language: str = "en") -> Document:
    """The one draft of the edition: made when there is none, numbered after the last frozen one."""
    Edition.objects.select_for_update().get(pk=edition.pk)
    draft = Document.objects.filter(edition=edition, status=DocumentStatus.DRAFT).first()
    if draft is None:
        last = Document.objects.filter(edition=edition).aggregate(last=Max("number"))["last"] or 0
        draft = Document.objects.create(edition=edition, number=last + 1, language=language, made_by=user_or_none(by))
        record("create", draft, by=by)
    return draft


def user_or_none(by: Any) -> Any:
    return by if by is not None and by.pk else None


def fill(document: Document, *, by: Any, job: Job | None = None) -> None:
    """Asks every section for its blocks, in the order of `OUTCOME_SECTIONS`, and stores them in the draft."""
    sections = settings.OUTCOME_SECTIONS
    with translation.override(document.language):
        blocks = title_of(document.edition)
        for done, path in enumerate(sections):
            blocks += load(path)(document.edition)
            if job is not None:
                progress(job, done + 1, len(sections))
    edit(
        document,
        verb="build",
        by=by,
        changes={"blocks": as_data(blocks), "made_at": clock.now(), "made_by_id": by.pk},
    )


def title_of(edition: Edition) -> list[Block]:
    """A document keeps the name, place and dates that the edition had when it was made."""
    where = f"{edition.where}, {dates.days(edition.start, edition.end)}"
    return [Heading(edition.title, level=1), Paragraph(text(where))]


def code_of(document: Document) -> str:
    """The code that the content of a document makes; anybody can check it."""
    digest = hashlib.sha256(canonical([document.edition_id, document.number, document.blocks]).encode()).hexdigest()
    return f"CS-{digest[:4]}-{digest[4:8]}".upper()


def freeze(document: Document, *, by: Any, version: int | None = None) -> Entry:
    """Closes the draft for ever under its code."""
    if not document.blocks:
        raise Refused(_("Nothing has been made yet. Make the summary first, then freeze it."))
    return move(document, "freeze", by=by, version=version, changes={"code": code_of(document)})
