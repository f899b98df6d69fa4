"""Files that people bring: what they are is read from what they hold, hostile ones are refused, names are made safe."""

import io
import os
import struct
import zipfile
import zlib
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template

from forum.kit.refusals import Refused
from forum.kit.uploads import DOCUMENTS, TYPES, check_upload, download, random_name

pytestmark = pytest.mark.once
PDF = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + b"\0" * 200 + b"\xff\xd9"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PNG += chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def package(members: dict[str, bytes], *, types: str = WORD, first: str = "[Content_Types].xml") -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(first, types)
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def docx(**more: bytes) -> bytes:
    return package({"word/document.xml": b"<w:document/>", **{name.replace("__", "/"): more[name] for name in more}})


def odt(**more: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        for name, content in {"content.xml": b"<office/>", **more}.items():
            archive.writestr(name.replace("__", "/"), content)
    return held.getvalue()


def bomb() -> bytes:
    return docx(word__media=b"\0" * 40_000_000)


def lying_bomb() -> bytes:
    """A package that says of its largest member that it is small."""
    content = bytearray(docx(word__media=b"\0" * 40_000_000))
    large = struct.pack("<I", 40_000_000)
    while (at := content.find(large)) >= 0:
        content[at : at + 4] = struct.pack("<I", 40)
    return bytes(content)


GOOD = {
    "note.pdf": PDF,
    "note.docx": docx(),
    "note.odt": odt(),
    "photo.png": PNG,
    "photo.jpg": JPEG,
}
HOSTILE = {
    "a program": b"MZ\x90\x00" + b"\0" * 60,
    "a script": b"#!/bin/sh\nrm -rf /\n",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a drawing with a script": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "an archive": package({"a.txt": b"a"}, types="x", first="a.xml"),
    "a document with macros": docx(word__vbaProject_bin=b"x"),
    "a document with macros by its type": package(
        {"word/document.xml": b""}, types="application/vnd.ms-word.document.macroEnabled.main+xml"
    ),
    "a document with a control": docx(word__activeX__activeX1=b"x"),
    "a document with a file in it": docx(word__embeddings__oleObject1=b"x"),
    "an open document with macros": odt(Basic__Standard__Module1=b"x"),
    "a bomb": bomb(),
    "a bomb that lies": lying_bomb(),
    "a member outside": docx(**{"..__..__etc__passwd": b"x"}),
    "a broken package": docx()[:-40],
    "an archive behind a picture": PNG + package({"a.txt": b"a"}),
    "an archive behind a PDF": PDF + package({"a.txt": b"a"}),
    "a page in a picture": JPEG[:-2] + b"<script>alert(1)</script>" + JPEG[-2:],
    "a PDF behind a picture": PNG + PDF,
    "a PDF with a program": PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /JavaScript /JS (x) >>"),
    "a PDF that starts one": PDF.replace(b"/Catalog", b"/Catalog /OpenAction << /S /Launch >>"),
    "a PDF with a file in it": PDF.replace(b"/Catalog", b"/EmbeddedFile"),
    "a PDF that is cut off": PDF[:-8],
    "a PDF with a page before it": b"<html>" + PDF,
    "nothing": b"",
}
HOSTILE_DOCUMENTS = {
    "an old document with macros": OLE + "WordDocument".encode("utf-16-le") + "_VBA_PROJECT".encode("utf-16-le"),
    "a text with a file in it": rb"{\rtf1 {\object\objdata 0105000002}}",
    "a page as text": b"<html>hello",
    "control characters": b"hello \x07 world",
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_it_seems_is_taken(name: str) -> None:
    checked = check_upload(SimpleUploadedFile(name, GOOD[name]))
    assert checked.name == name
    assert checked.size == len(GOOD[name])


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", ["note.pdf", "note.docx", "photo.png"])
def test_what_is_hostile_is_refused_whatever_it_is_called(kind: str, name: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_upload(SimpleUploadedFile(name, HOSTILE[kind], content_type="application/pdf"), field="file")
    assert refusal.value.field == "file"
    assert str(refusal.value.message)


@pytest.mark.parametrize("kind", [*HOSTILE, *HOSTILE_DOCUMENTS])
def test_the_wider_list_of_documents_is_no_wider_for_what_is_hostile(kind: str) -> None:
    content = {**HOSTILE, **HOSTILE_DOCUMENTS}[kind]
    if kind == "a script":
        assert check_upload(SimpleUploadedFile("x.sh", content), types=DOCUMENTS).name == "x.txt"  # words, no more
        return
    with pytest.raises(Refused):
        check_upload(SimpleUploadedFile("plan.docx", content), types=DOCUMENTS)


def test_what_is_too_large_is_refused(settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    with pytest.raises(Refused, match="at most 1 MB"):
        check_upload(SimpleUploadedFile("note.pdf", PDF + b"\0" * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\me\\note.docx", "note.pdf"),
        ("note.exe", "note.pdf"),
        ("note\u202egnp.pdf", "notegnp.pdf"),
        ('a"b\r\nSet-Cookie: x.pdf', "abSet-Cookie x.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("بيان.pdf", "بيان.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("..pdf", "file.pdf"),
    ],
)
def test_the_name_is_made_safe_and_the_ending_is_ours(name: str, safe: str) -> None:
    file = SimpleUploadedFile("note.pdf", PDF)
    file._name = name  # as a client that sends it so; Django itself cuts folders off
    assert check_upload(file, types=TYPES).name == safe


def test_a_file_is_kept_outside_the_site_under_a_random_name_for_its_owner_only() -> None:
    kept = default_storage.save(random_name("tests"), SimpleUploadedFile("note.pdf", PDF))
    path = Path(default_storage.path(kept))
    try:
        assert len(path.name) == 40
        assert oct(os.stat(path).st_mode)[-3:] == "600"
        assert oct(os.stat(path.parent).st_mode)[-3:] == "700"
        assert Path(settings.STATIC_ROOT) not in path.parents
        assert settings.MEDIA_URL == "/nowhere/"
    finally:
        default_storage.delete(kept)


@pytest.mark.django_db
def test_a_download_is_never_shown_as_a_page() -> None:
    kept = default_storage.save(random_name("tests"), SimpleUploadedFile("note.pdf", b"<script>alert(1)</script>"))
    try:
        with default_storage.open(kept) as file:
            answer = download(file, 'na"me.pdf')
            assert answer.headers["Content-Disposition"].startswith("attachment")
            assert answer.headers["Content-Type"] == "application/octet-stream"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert "no-store" in answer.headers["Cache-Control"]
            answer.close()
    finally:
        default_storage.delete(kept)


# --- words of people


VECTORS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](vbscript:msgbox(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    "![x](https://elsewhere.example/track.png)",
    "![x](javascript:alert(1))",
    "<javascript:alert(1)>",
    "<https://a.example/\"onclick='alert(1)'>",
    "`<script>alert(1)</script>`",
    "```\n<script>alert(1)</script>\n```",
    "```html onload=alert(1)\nx\n```",
    "<div style=\"background:url('javascript:alert(1)')\">",
    "<form action=/desk/><button hx-post=/x>x</button></form>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=alert(1)>",
    "[x]: javascript:alert(1)\n[x]",
    "\u0000<scr\u0000ipt>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    '<a href="https://a.example" target=_blank onclick=alert(1)>x</a>',
]


@pytest.mark.parametrize("vector", VECTORS)
def test_words_of_people_carry_no_program(vector: str) -> None:
    shown = BeautifulSoup(Template("{% load ui %}{{ text|markdown }}").render(Context({"text": vector})), "html.parser")
    assert {tag.name for tag in shown.find_all(True)} <= {"p", "a", "code", "pre", "em", "strong", "h1", "ul", "li"}
    for tag in shown.find_all(True):
        assert not [name for name in tag.attrs if name.startswith(("on", "hx-")) or name in ("style", "srcdoc")]
        assert str(tag.get("href", "https:")).lower().split(":")[0] in ("https", "http", "mailto")
        if tag.name == "a":
            assert "noopener" in tag.get("rel", [])
