"""Making the files of documents."""

import hashlib
from collections.abc import Callable, Iterable

from django.core.files.base import ContentFile
from django.db import transaction

from forum.kit import clock
from forum.kit.dotted import load
from forum.outcomes.models import Document, DocumentFile, FileFormat
from forum.outcomes.paper import paper

WRITERS = {
    FileFormat.PDF: "forum.outcomes.pdf.pdf_file",
    FileFormat.DOCX: "forum.outcomes.docx.docx_file",
}  # heavy, and loaded where files are made: in a worker


def make_files(
    document: Document, wanted: Iterable[Iterable[str]], progress: Callable[[int], None] | None = None
) -> None:
    """`wanted`: pairs of format and language. What is there already of this very copy stays."""
    for done, (file_format, language) in enumerate(wanted, start=1):
        if not document.files.filter(format=file_format, language=language, document_version=document.version).exists():
            make_file(document, FileFormat(file_format), language)
        if progress is not None:
            progress(done)


def make_file(document: Document, file_format: FileFormat, language: str) -> DocumentFile:
    said = paper(document, language)
    made_at = document.made_at or clock.now()
    content: bytes = load(WRITERS[file_format])(said, made_at=made_at)
    with transaction.atomic():
        earlier = document.files.filter(format=file_format, language=language).first()
        made, _created = DocumentFile.objects.update_or_create(
            document=document,
            format=file_format,
            language=language,
            defaults={
                "document_version": document.version,
                "file": ContentFile(content, name=f"document.{file_format}"),
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
                "made_at": clock.now(),
            },
        )
        if earlier:
            transaction.on_commit(lambda: earlier.file.delete(save=False))
    return made
