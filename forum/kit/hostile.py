"""What a file of an allowed type may still hide: macros, a second file behind the first, a bomb."""

import re
import zipfile
import zlib
from typing import IO, Any

from django.utils.translation import gettext as _

MOST_MEMBERS = 5000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_FOLD = 200  # how many times larger the unpacked file may be than the packed one
PACKAGES = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}
MACRO_MEMBERS = re.compile(
    r"vbaproject|vbadata|macrosheets/|activex/|oleobject|(^|/)basic/|(^|/)scripts/", re.IGNORECASE
)
MACRO_TYPES = re.compile(rb"macroenabled|application/vnd\.ms-office\.(vba|activex)", re.IGNORECASE)
# Names of streams in the old Office container, as they stand in its directory.
OLD_MACROS = tuple(name.encode("utf-16-le") for name in ("_VBA_PROJECT", "Macros", "_VBA_PROJECT_CUR"))
RICH_OBJECTS = re.compile(rb"\\(objdata|objocx|objautlink|objupdate)\b")
PDF_ACTIONS = re.compile(rb"/(JavaScript|Launch|EmbeddedFile|RichMedia)\b")
PICTURES = {".png", ".jpg", ".jpeg", ".jfif"}
PAGES = re.compile(rb"<(script|html|svg|iframe|\?php|!doctype)|%PDF-", re.IGNORECASE)
TAIL = 4096


def hidden_in(file: IO[bytes], found_type: str) -> Any:
    """Why this file is not taken, in words; empty when nothing was found."""
    file.seek(0)
    content = file.read()
    file.seek(0)
    if found_type in PACKAGES:
        return hidden_in_package(file)
    if zipfile.is_zipfile(file):
        return _("Another file hangs on it. Save the document anew and send that.")
    if found_type in PICTURES and PAGES.search(content):
        return _("Another file hangs on the picture. Save it anew and send that.")
    if found_type == ".pdf":
        if b"%%EOF" not in content[-TAIL:]:
            return _("The PDF is cut off, or something hangs on it. Save it anew and send that.")
        if PDF_ACTIONS.search(content):
            return _("The PDF carries a program or another file. Print it into a plain PDF and send that.")
    if found_type in (".doc", ".xls", ".ppt") and any(name in content for name in OLD_MACROS):
        return _("The document carries macros. Save it without them and send that.")
    if found_type == ".rtf" and RICH_OBJECTS.search(content):
        return _("The document carries another file. Take it out and send the document again.")
    return ""


def hidden_in_package(file: IO[bytes]) -> Any:
    """Office files are packages. Sizes are counted while unpacking: what a package says of itself may be a lie."""
    broken = _("The document cannot be opened. Save it anew and send that.")
    try:
        with zipfile.ZipFile(file) as package:
            members = package.infolist()
            if len(members) > MOST_MEMBERS or len({each.filename for each in members}) < len(members):
                return broken
            if any(MACRO_MEMBERS.search(each.filename) for each in members):
                return _("The document carries macros or other files. Save it without them and send that.")
            if any(each.flag_bits & 1 for each in members):
                return _("The document is locked with a password. Send it without.")
            if any(each.filename.startswith("/") or ".." in each.filename.split("/") for each in members):
                return broken
            packed, unpacked = sum(each.compress_size for each in members), 0
            for each in members:
                with package.open(each) as stream:
                    first = stream.read(65536)
                    if each.filename == "[Content_Types].xml" and MACRO_TYPES.search(first):
                        return _("The document carries macros or other files. Save it without them and send that.")
                    unpacked += len(first)
                    while part := stream.read(65536):
                        unpacked += len(part)
                        if unpacked > MOST_UNPACKED:
                            return broken
            return broken if unpacked > max(packed, 1024) * MOST_FOLD else ""
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, RuntimeError):
        return broken
    finally:
        file.seek(0)
