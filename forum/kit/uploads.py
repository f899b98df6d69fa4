"""Files that people bring: their type is read from the content, never from the name, and only few types pass."""

import codecs
import secrets
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.conf import settings
from django.core.files import File
from django.http import FileResponse
from django.utils.translation import gettext as _

from forum.kit.hostile import hidden_in
from forum.kit.lists import listed
from forum.kit.refusals import Refused

# What the content looks like -> the word for it and the ending it is offered under.
TYPES = {
    ".pdf": ("PDF", ".pdf"),
    ".docx": ("DOCX", ".docx"),
    ".odt": ("ODT", ".odt"),
    ".png": ("PNG", ".png"),
    ".jpg": ("JPEG", ".jpg"),
    ".jpeg": ("JPEG", ".jpg"),
    ".jfif": ("JPEG", ".jpg"),
}
ALLOWED_WORDS = "PDF, DOCX, ODT, PNG, JPEG"
# The wider list of the pledge form: texts, slides and sheets of every usual kind, and no pictures.
DOCUMENTS = {
    f".{ending}": (ending.upper(), f".{ending}")
    for ending in ("txt", "rtf", "pdf", "doc", "docx", "odt", "ppt", "pptx", "odp", "xls", "xlsx", "ods")
}
OFFICE = {b"word/": ".docx", b"xl/": ".xlsx", b"ppt/": ".pptx"}
OPEN_DOCUMENT = {b"text": ".odt", b"spreadsheet": ".ods", b"presentation": ".odp"}
OLD_OFFICE = {"WordDocument": ".doc", "Workbook": ".xls", "PowerPoint Document": ".ppt"}
HEAD = 512 * 1024
# A file that a browser opens all the same is nobody: it runs nothing and has no access to this site.
SANDBOX = "default-src 'none'; sandbox; frame-ancestors 'none'"


@dataclass(frozen=True)
class Checked:
    """What was found: the safe name to offer on download, the size, the word of the type."""

    name: str
    size: int
    kind: str


def check_upload(file: File, *, field: str | None = None, types: Mapping[str, tuple[str, str]] = TYPES) -> Checked:
    """Refuses what is empty, too large or of another type than the allowed ones; the refusal names the type found."""
    size = file.size or 0
    if not size:
        raise Refused(_("The file is empty. Choose another."), field=field)
    if size > settings.MAX_UPLOAD_MB * 1024 * 1024:
        found = size // (1024 * 1024)
        raise Refused(
            _("The file has %(found)s MB. Choose one of at most %(most)s MB.")
            % {"found": found, "most": settings.MAX_UPLOAD_MB},
            field=field,
        )
    file.seek(0)
    content = file.read(size if size <= HEAD else HEAD)
    file.seek(0)
    found_type = type_of(content)
    if found_type not in types:
        raise Refused(
            _("This is no document that we take: its content is %(found)s. Choose one of these: %(allowed)s.")
            % {
                "found": found_type.lstrip(".").upper() or _("not known"),
                "allowed": listed(dict.fromkeys(word for word, _ending in types.values())),
            },
            field=field,
        )
    if hidden := hidden_in(file, found_type):
        raise Refused(hidden, field=field)
    kind, ending = types[found_type]
    return Checked(name=f"{safe_stem(file.name or '')}{ending}", size=size, kind=kind)


def safe_stem(name: str) -> str:
    """What remains of a name: no folders, no marks that turn the direction, nothing a system takes for its own."""
    stem = PurePath(unicodedata.normalize("NFC", name).replace("\\", "/")).stem
    kept = "".join(each for each in stem if each.isprintable() and each not in '/:*?"<>|%')
    return kept.strip(". ")[:100] or "file"


def type_of(content: bytes) -> str:
    """The usual ending of what this content is; empty when it is not known. A package counts by what it holds."""
    if content.startswith(b"%PDF-"):
        return ".pdf"
    if content.startswith(b"PK\x03\x04"):
        return package_type(content)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return next((end for name, end in OLD_OFFICE.items() if name.encode("utf-16-le") in content), ".ole")
    if content.startswith(b"{\\rtf"):
        return ".rtf"
    try:
        return puremagic.magic_string(content)[0].extension.lower()
    except (puremagic.PureError, ValueError, IndexError):
        return ".txt" if is_text(content) else ""


def package_type(content: bytes) -> str:
    if b"[Content_Types].xml" in content:
        return next((end for folder, end in OFFICE.items() if folder in content), ".zip")
    kind = content[:200].partition(b"mimetypeapplication/vnd.oasis.opendocument.")[2]
    return next((end for name, end in OPEN_DOCUMENT.items() if kind.startswith(name)), ".zip")


def is_text(content: bytes) -> bool:
    """Plain words: no control characters, and nothing that a browser would read as a page."""
    try:
        words = codecs.getincrementaldecoder("utf-8")().decode(content)
    except UnicodeDecodeError:
        return False
    return not words.lstrip().startswith("<") and all(char.isprintable() or char in "\r\n\t\f\ufeff" for char in words)


def random_name(folder: str) -> str:
    """Where a file is kept: under a name that says nothing and that nobody can guess."""
    return f"{folder}/{secrets.token_hex(20)}"


def download(file: File, name: str) -> FileResponse:
    """Serves a stored file as an attachment: it is never shown as a page of this site."""
    response = FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Cache-Control"] = "private, no-store"
    response["Content-Security-Policy"] = SANDBOX
    response["X-Content-Type-Options"] = "nosniff"
    return response
