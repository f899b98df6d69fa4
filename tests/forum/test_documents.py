"""Documents as files: made by a job when a summary is frozen, kept with its rights, verified by code and by SHA-256."""

import hashlib
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from django.conf import settings as site
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

from forum.jobs.models import Job
from forum.kit import clock
from forum.outcomes.models import Document, DocumentFile
from forum.outcomes.pdf import covered, pdf_file
from forum.outcomes.tasks import build, render
from tests.cast import Cast
from tests.forum.document_blocks import WORDS

pytestmark = pytest.mark.django_db
LANGUAGES = [code for code, _name in site.LANGUAGES]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(autouse=True)
def _files_of_this_test(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.OUTCOME_SECTIONS = ["tests.forum.document_blocks.everything"]


def draft(cast: Cast) -> Document:
    cast.client("secretariat").post("/here/outcome/build/")
    build(Job.objects.latest("pk").pk)
    return Document.objects.latest("pk")


def frozen(cast: Cast, *, files: bool = True) -> Document:
    """Frozen over HTTP, with the files that its job made."""
    document = draft(cast)
    cast.client("secretariat").post(f"/here/outcome/{document.number}/freeze/", {"version": document.version})
    if files:
        render(Job.objects.latest("pk").pk)
    document.refresh_from_db()
    return document


def ordered(cast: Cast, document: Document, file_format: str, language: str) -> bytes:
    """One file, ordered over HTTP by somebody who is signed in."""
    wanted = {"format": file_format, "language": language}
    cast.client("ngo").post(f"/documents/{document.pk}/render/", wanted)
    render(Job.objects.latest("pk").pk)
    return download(cast, document.files.get(**wanted))


def download(cast: Cast, made: DocumentFile, name: str = "anonymous") -> bytes:
    answer = cast.client(name).get(f"/documents/files/{made.pk}/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


# --- making and finding ---------------------------------------------------------------------------------------


def test_freezing_makes_the_files_in_six_languages_and_whoever_froze_finds_them_on_the_desk(cast: Cast) -> None:
    document = frozen(cast)
    assert {(each.language, each.format) for each in document.files.all()} == {
        (language, each) for language in LANGUAGES for each in ("pdf", "docx")
    }
    job = Job.objects.latest("pk")
    assert (job.done, job.total, job.made_by) == (12, 12, cast["secretariat"])
    desk = cast.client("secretariat").get("/desk/").content.decode()
    assert f"Files of {document.title}" in desk
    assert 'href="/here/outcome/1/#files"' in desk
    for made in document.files.all():
        content = download(cast, made)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (made.size, made.sha256)


def test_a_visitor_sees_what_is_made_and_can_order_nothing(cast: Cast) -> None:
    document, jobs = frozen(cast), Job.objects.count()
    page = cast.client("anonymous").get("/here/outcome/?lang=ar").content.decode()
    mine = document.files.get(format="pdf", language="ar")
    assert page.index(f"/documents/files/{mine.pk}/") < page.index("<details>")
    assert "/render/" not in page
    answer = cast.client("anonymous").post(f"/documents/{document.pk}/render/", {"format": "pdf", "language": "fr"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")
    assert Job.objects.count() == jobs


def test_the_file_of_a_draft_is_seen_by_who_sees_the_draft_and_goes_with_it(cast: Cast) -> None:
    document = draft(cast)
    address = f"/documents/{document.pk}/render/"
    assert cast.client("ngo").post(address, {"format": "pdf", "language": "fr"}).status_code == 404
    assert "Make it: PDF, tagged" in cast.client("auditor").get("/here/outcome/1/").content.decode()
    answer = cast.client("auditor").post(address, {"format": "pdf", "language": "fr"})
    job = Job.objects.latest("pk")
    assert answer["Location"] == f"/jobs/{job.pk}/"
    render(job.pk)
    made = DocumentFile.objects.get()
    assert b"%PDF-1.7" in download(cast, made, "auditor")[:10]
    for name in ("anonymous", "ngo", "elsewhere"):
        assert cast.client(name).get(f"/documents/files/{made.pk}/").status_code == 404
    draft(cast)
    assert cast.client("auditor").get(f"/documents/files/{made.pk}/").status_code == 404


def test_only_what_there_is_can_be_ordered(cast: Cast) -> None:
    document, client = frozen(cast, files=False), cast.client("ngo")
    for wrong in ({"format": "exe", "language": "fr"}, {"format": "pdf", "language": "xx"}, {}):
        assert client.post(f"/documents/{document.pk}/render/", wrong).status_code == 422
    assert client.post("/documents/999/render/", {"format": "pdf", "language": "fr"}).status_code == 404


# --- verifying ------------------------------------------------------------------------------------------------


def test_code_and_sha256_verify(cast: Cast) -> None:
    document, client = frozen(cast), cast.client("anonymous")
    made = document.files.get(format="pdf", language="ru")
    page = client.get("/verify/", {"code": document.code}).content.decode()
    assert "The document is genuine." in page
    assert all(each.sha256 in page for each in document.files.all())
    page = client.get("/verify/", {"code": made.sha256.upper()}).content.decode()
    assert "The file is genuine." in page
    assert document.code in page
    page = client.get("/verify/", {"code": "0" * 64}).content.decode()
    assert "No frozen document has this code." in page


@pytest.mark.usefixtures("without_guards")
def test_every_language_is_part_of_the_code(cast: Cast) -> None:
    document = frozen(cast, files=False)
    assert set(document.translations) == set(LANGUAGES) - {"en"}
    Document.objects.filter(pk=document.pk).update(translations={**document.translations, "fr": []})
    page = cast.client("anonymous").get("/verify/", {"code": document.code}).content.decode()
    assert "The content no longer makes this code." in page


# --- the page -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_the_language_of_the_reader(cast: Cast, language: str) -> None:
    frozen(cast, files=False)
    page = cast.client("anonymous").get(f"/here/outcome/?lang={language}").content.decode()
    article = page[page.index("<article") : page.index("</article>")]
    assert WORDS[language] in article
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in article
    assert '<bdi lang="en">Words of a participant (in brackets)</bdi>' in article


def test_figures_are_tables_too_and_files(cast: Cast) -> None:
    frozen(cast, files=False)
    client = cast.client("anonymous")
    page = client.get("/here/outcome/").content.decode()
    assert 'href="?list=figure-1&amp;format=csv"' in page
    answer = client.get("/here/outcome/?list=figure-1&format=json")
    assert answer.json() == [{"name": WORDS["en"], "value": 5}, {"name": "None", "value": 0}]
    assert client.get("/here/outcome/?list=figure-1&format=csv")["Content-Type"].startswith("text/csv")


# --- PDF ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_pdf_is_tagged_titled_and_complete(cast: Cast, language: str) -> None:
    reader = PdfReader(BytesIO(ordered(cast, frozen(cast, files=False), "pdf", language)))
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].split("-")[0] == language.split("-")[0]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()
    assert reader.metadata is not None
    assert reader.metadata.title == cast.edition.title
    kinds = {str(each["/S"]) for each in elements(root["/StructTreeRoot"])}
    assert {"/Title", "/H1", "/H2", "/P", "/L", "/Table", "/TH", "/TD", "/Figure", "/Link", "/Caption"} <= kinds
    [figure] = [each for each in elements(root["/StructTreeRoot"]) if each["/S"] == "/Figure"]
    assert WORDS[language] in plain(figure["/Alt"])
    assert reader.page_labels[0] == "1"
    fonts = [font for page in reader.pages for font in embedded(page)]
    assert fonts
    assert all(fonts)
    text = plain("".join(page.extract_text() for page in reader.pages))
    assert all(word in text for word in WORDS[language].split())
    assert Document.objects.get().code in text


@pytest.mark.once
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_character_that_counts_as_covered_can_be_set(language: str) -> None:
    """The file is refused (PDF/UA-1) when one has no shape."""
    said = {"language": language, "rtl": language == "ar", "accent": "#000000", "code": "", "author": "", "foot": ""}
    said |= {"kind": "", "title": "All", "lead": [], "standing": [], "contents": []}
    words = {"page": "{page} {pages}", "contents": ""}
    runs = [{"text": chr(code), "url": "", "language": ""} for code in sorted(covered()) if chr(code).isprintable()]
    paragraph = {"block": "paragraph", "number": 1, "runs": runs}
    assert len(runs) > 25000
    assert pdf_file({**said, "words": words, "blocks": [paragraph]}, made_at=clock.now()).startswith(b"%PDF")


def elements(node: Any) -> Any:
    """Every element of the tree of structure."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict) and "/S" in kid:
            yield kid
            yield from elements(kid)


def embedded(page: Any) -> list[bool]:
    """Of each font of the page, whether its shapes are in the file."""
    found = []
    for font in page["/Resources"].get("/Font", {}).values():
        inner = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found.append("/FontFile2" in inner or "/FontFile3" in inner)
    return found


def plain(text: str) -> str:
    """Without the marks that keep directions apart."""
    return "".join(character for character in text if character not in "\u2066\u2067\u2068\u2069\u200e\u200f")


# --- Word -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_word_file_has_styles_numbering_language_and_direction(cast: Cast, language: str) -> None:
    content = ordered(cast, frozen(cast, files=False), "docx", language)
    word = docx.Document(BytesIO(content))
    by_style = {each.style.name: each.text for each in word.paragraphs if each.style and each.text}
    assert by_style["Title"] == cast.edition.title
    assert {"Heading 1", "Heading 2", "List Number", "List Bullet", "Caption"} <= by_style.keys()
    assert by_style["Heading 2"] == by_style["List Number"] == WORDS[language]
    assert word.core_properties.title == cast.edition.title
    assert word.core_properties.language.split("-")[0] == language.split("-")[0]
    body = etree.fromstring(ZipFile(BytesIO(content)).read("word/document.xml"))
    tables = body.findall(f".//{W}tbl")
    assert len(tables) == 2
    assert all(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in tables)
    [picture] = body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert WORDS[language] in picture.get("descr")
    rtl = language == "ar"
    written = [each for each in body.iter(f"{W}p") if "".join(each.itertext()).strip()]
    assert all((each.find(f"{W}pPr/{W}bidi") is not None) == rtl for each in written)
    assert all((table.find(f"{W}tblPr/{W}bidiVisual") is not None) == rtl for table in tables)
    said = [each for each in body.iter(f"{W}r") if "".join(each.itertext()) == WORDS[language]]
    assert said
    assert all((each.find(f"{W}rPr/{W}rtl") is not None) == rtl for each in said)
    numbers = word.styles["Heading 1"].element.find(f".//{qn('w:numPr')}")
    assert numbers is not None
    links = {each.target_ref for each in word.part.rels.values() if each.is_external}
    assert f"{site.BASE_URL}/here/programme/" in links


# --- what people should never write ---------------------------------------------------------------------------


def test_hostile_text_breaks_no_format_and_says_what_it_said(cast: Cast, settings: Any) -> None:
    settings.OUTCOME_SECTIONS = ["tests.forum.document_blocks.hostile"]
    document = frozen(cast, files=False)
    for language in ("en", "ar"):
        reader = PdfReader(BytesIO(ordered(cast, document, "pdf", language)))
        text = "".join(page.extract_text() for page in reader.pages)
        assert '#import "x.typ"' in text
        assert "</w:t><w:p/>" in text.replace("\n", "")
        assert not [link for link in links_of(reader) if not link.startswith(site.BASE_URL)]
        word = docx.Document(BytesIO(ordered(cast, document, "docx", language)))
        assert any("</w:t><w:p/> &amp; ]]> <script>" in each.text for each in word.paragraphs)
        assert all(each.target_ref.startswith(site.BASE_URL) for each in word.part.rels.values() if each.is_external)
    page = cast.client("anonymous").get("/here/outcome/").content.decode()
    assert "<script>alert" not in page
    answer = cast.client("anonymous").get("/here/outcome/?list=figure-3&format=csv").content.decode()
    assert '"\'=HYPERLINK(1)"' in answer


def links_of(reader: PdfReader) -> list[str]:
    found = []
    for page in reader.pages:
        for note in page.get("/Annots", []):
            action = note.get_object().get("/A")
            if action and "/URI" in action:
                found.append(str(action["/URI"]))
    return found
