"""Making and freezing documents, and ordering their files."""

import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.history.acts import compare_and_set, move, permit, record
from forum.history.models import Entry, canonical
from forum.jobs.actions import progress, start
from forum.jobs.models import Job
from forum.kit import clock, dates
from forum.kit.dotted import load
from forum.kit.refusals import Refused
from forum.outcomes.blocks import Block, Heading, Paragraph, as_data, text
from forum.outcomes.files import make_files
from forum.outcomes.models import Document, DocumentStatus, FileFormat


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
    outcomes = Document.objects.outcomes().filter(edition=edition)
    draft = outcomes.filter(status=DocumentStatus.DRAFT).first()
    if draft is None:
        last = outcomes.aggregate(last=Max("number"))["last"] or 0
        draft = Document.objects.create(edition=edition, number=last + 1, language=language, made_by=user_or_none(by))
        record("create", draft, by=by)
    return draft


def user_or_none(by: Any) -> Any:
    return by if by is not None and by.pk else None


def fill(document: Document, *, by: Any, job: Job | None = None) -> None:
    """Asks every section for its blocks, in the order of `OUTCOME_SECTIONS`, and stores them in the draft."""
    permit("build", document, by)
    edition, sections = document.edition, [load(path) for path in settings.OUTCOME_SECTIONS]
    made = in_each_language(lambda: title_of(edition))
    for done, section in enumerate(sections):
        for language, blocks in in_each_language(lambda each=section: each(edition)).items():  # type: ignore[misc]
            made[language] += blocks
        if job is not None:
            progress(job, done + 1, len(sections))
    with transaction.atomic():
        compare_and_set(
            document, {**stored(made, document.language), "made_at": clock.now(), "made_by_id": by.pk if by else None}
        )
        record("build", document, by=by, after={"code": code_of(document)})


def in_each_language(make: Callable[[], list[Block]]) -> dict[str, list[Block]]:
    made = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            made[language] = make()
    return made


def stored(made: dict[str, list[Block]], language: str) -> dict[str, Any]:
    """What a document keeps: the blocks in the language it was made in, and in the others."""
    data = {code: as_data(blocks) for code, blocks in made.items()}
    blocks = data.pop(language)
    return {"blocks": blocks, "translations": data, "title": blocks[0]["text"][:300]}


def title_of(edition: Edition) -> list[Block]:
    """A document keeps the name, place and dates that the edition had when it was made."""
    where = f"{edition.where}, {dates.days(edition.start, edition.end)}"
    return [Heading(edition.title, level=1), Paragraph(text(where))]


def code_of(document: Document) -> str:
    """The code that the content of a document makes; anybody can check it."""
    content = [document.edition_id, document.number, document.blocks]
    if document.translations:
        content += [document.object_type, document.object_id, document.translations]
    digest = hashlib.sha256(canonical(content).encode()).hexdigest()
    return f"CS-{digest[:4]}-{digest[4:8]}".upper()


def freeze(document: Document, *, by: Any, version: int | None = None) -> Entry:
    """Closes the draft for ever under its code. Its files follow in every language."""
    if not document.blocks:
        raise Refused(_("Nothing has been made yet. Make the summary first, then freeze it."))
    with transaction.atomic():
        entry = move(document, "freeze", by=by, version=version, changes={"code": code_of(document)})
        order(document, [code for code, _name in settings.LANGUAGES], by=by)
    return entry


def freeze_of(obj: Any, *, by: Any, files: bool = True) -> Document:
    """Part of the act that publishes `obj`: what it says now is kept for good, under a code of its own.

    Without `files` whoever reads it orders those they want.
    """
    label, language = obj._meta.label_lower, get_language() or settings.LANGUAGE_CODE
    blocks = load(settings.DOCUMENTED[label])
    edition = Edition.objects.get(pk=obj.edition_id)
    earlier = Document.objects.filter(edition=edition, object_type=label, object_id=obj.pk).count()
    document = Document(
        edition=edition,
        object_type=label,
        object_id=obj.pk,
        number=earlier + 1,
        language=language,
        status=DocumentStatus.FROZEN,
        status_since=clock.now(),
        made_at=clock.now(),
        made_by=user_or_none(by),
        **stored(in_each_language(lambda: blocks(obj)), language),
    )
    document.code = code_of(document)
    with transaction.atomic():
        document.save(force_insert=True)
        record("freeze", document, by=by)
        if files:
            order(document, [language], by=by)
    return document


def render(document: Document, *, by: Any, file_format: str, language: str) -> Job:
    """Orders one file; a worker makes it."""
    permit("render", document, by)
    with transaction.atomic():
        record("render", document, by=by, after={"format": file_format, "language": language})
        return start_job(document, [[file_format, language]], by=by)


def order(document: Document, languages: list[str], *, by: Any) -> None:
    """The files in these languages: by a job of whoever acts; the system makes its own after the commit."""
    wanted = [[str(file_format), language] for language in languages for file_format in FileFormat.values]
    if user_or_none(by) is None:
        transaction.on_commit(lambda: make_files(document, wanted))
    else:
        start_job(document, wanted, by=by)


def start_job(document: Document, wanted: list[list[str]], *, by: Any) -> Job:
    title = _("Files of %(document)s") % {"document": document}
    return start(
        "forum.outcomes.tasks.render", title[:200], by=by, edition=document.edition, document=document.pk, wanted=wanted
    )
