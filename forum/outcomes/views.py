"""Reading documents and their files, making an outcome summary and freezing it."""

import re
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import posted_version
from forum.kit.dotted import load
from forum.kit.exports import Column, Export, exported
from forum.kit.refusals import Nonsense, Refused
from forum.kit.uploads import download
from forum.outcomes import actions
from forum.outcomes.models import Document, DocumentFile, DocumentStatus, FileFormat
from forum.outcomes.numbering import numbered
from forum.outcomes.paper import kind_of
from forum.pages.public import public_page

SHA256 = re.compile(r"[0-9a-fA-F]{64}")
WITH_FRAME = Edition.objects.select_related("series", "parent")


@public_page("list", "format")
@require_safe
def outcome(request: HttpRequest, edition: str) -> HttpResponseBase:
    """The latest frozen version; else the draft, for who may read it; else what will stand here."""
    found = fetch(request.user, "view", WITH_FRAME.all(), slug=edition)
    versions = versions_of(request, found)
    frozen = next((each for each in versions if each.status == DocumentStatus.FROZEN), None)
    shown = frozen or (versions[0] if versions else None)
    return document_page(request, found, shown, versions)


@public_page("list", "format")
@require_safe
def outcome_version(request: HttpRequest, edition: str, number: int) -> HttpResponseBase:
    found = fetch(request.user, "view", WITH_FRAME.all(), slug=edition)
    shown = fetch(request.user, "view", Document.objects.outcomes(), edition=found, number=number)
    return document_page(request, found, shown, versions_of(request, found))


def versions_of(request: HttpRequest, edition: Edition) -> list[Document]:
    found = Document.objects.outcomes().visible_to(request.user).filter(edition=edition)
    return list(found.defer("blocks", "translations"))


@public_page("list", "format")
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponseBase:
    """The frozen document of one object, such as a report; an outcome summary has its own address."""
    frozen = Document.objects.filter(status=DocumentStatus.FROZEN).exclude(object_type="").order_by("pk")
    number = frozen.visible_to(request.user).filter(code=code).values_list("pk", flat=True).first()
    shown = fetch(request.user, "view", frozen.select_related("edition__series", "edition__parent"), pk=number)
    return document_page(request, shown.edition, shown, [])


def document_page(
    request: HttpRequest, edition: Edition, shown: Document | None, versions: list[Document]
) -> HttpResponseBase:
    language, blocks = shown.blocks_in(request.LANGUAGE_CODE) if shown else ("", [])  # type: ignore[attr-defined]
    ready = numbered(blocks)
    for block in ready.blocks:
        if block["block"] == "figure" and (file := exported(request, figure_export(block), block["bars"])):
            return file
    draft = next((each for each in versions if each.status == DocumentStatus.DRAFT), None)
    context = {
        "document": shown,
        "language": language,
        "ready": ready,
        "about": subject_of(shown) if shown and shown.object_type else None,
        "kind": kind_of(shown) if shown else "",
        "withdrawn_at": withdrawn_at(shown) if shown else None,
        "offers": offers(request, shown) if shown and shown.blocks else [],
        "others": [each for each in versions if shown and each.number != shown.number],
        "may_build": not (shown and shown.object_type) and may(request.user, "build", edition),
        "may_freeze": bool(
            shown and shown == draft and shown.made_at and may(request.user, "freeze", shown) and ready.blocks
        ),
    }
    tab = "outcome" if not (shown and shown.object_type) else ""
    return render(request, "forum/outcomes/document.html", edition_page(request, edition, tab, **context))


def figure_export(block: dict[str, Any]) -> Export:
    columns = (
        Column("name", block["heads"][0]["text"], itemgetter("label")),
        Column("value", block["heads"][1]["text"], itemgetter("value")),
    )
    return Export(f"figure-{block['number']}", block["words"], columns, apart=True)


def subject_of(document: Document) -> Any:
    return apps.get_model(document.object_type)._default_manager.get(pk=document.object_id)


def offers(request: HttpRequest, document: Document) -> list[dict[str, Any]]:
    """The files in each language, that of the reader first; those not made yet for who may order them."""
    files = {(each.language, each.format): each for each in document.files.current().filter(document=document)}
    may_render = may(request.user, "render", document)
    languages = [document.language, *document.translations]
    mine = document.blocks_in(request.LANGUAGE_CODE)[0]  # type: ignore[attr-defined]
    rows = []
    for language in sorted(languages, key=lambda each: (each != mine, each)):
        items = [{"format": each, "file": files.get((language, each.value))} for each in FileFormat]
        if may_render or any(item["file"] for item in items):
            rows.append(
                {"language": language, "name": get_language_info(language)["name_local"], "items_offered": items}
            )
    return [{**row, "may_render": may_render} for row in rows]


@require_safe
def document_file(request: HttpRequest, pk: int) -> FileResponse:
    """A file that was made, under the rights of its document."""
    made = fetch(request.user, "view", DocumentFile.objects.current().select_related("document__edition"), pk=pk)
    shown = made.document
    words = shown.code or f"{shown.edition.slug} {kind_of(shown)} {shown.number}"
    return download(made.file, f"{slugify(words)}-{made.language}.{made.format}")


@login_required
@require_POST
def document_render(request: HttpRequest, pk: int) -> HttpResponse:
    shown = fetch(request.user, "render", Document.objects.select_related("edition"), pk=pk)
    file_format, language = request.POST.get("format", ""), request.POST.get("language", "")
    if file_format not in FileFormat.values or language not in (shown.language, *shown.translations):
        raise Nonsense(_("This address asks for something that there is not. Choose what the list offers."))
    return redirect(actions.render(shown, by=request.user, file_format=file_format, language=language))


@login_required
@require_POST
def build(request: HttpRequest, edition: str) -> HttpResponse:
    found = fetch(request.user, "build", WITH_FRAME.all(), slug=edition)
    job = actions.build(found, by=request.user, language=request.LANGUAGE_CODE)  # type: ignore[attr-defined]
    return redirect(job)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def freeze(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    found = fetch(request.user, "view", WITH_FRAME.all(), slug=edition)
    drafts = Document.objects.outcomes().select_related("edition")
    document = fetch(request.user, "freeze", drafts, edition=found, number=number)
    status, refusal = 200, None
    if request.method == "POST":
        try:
            actions.freeze(document, by=request.user, version=posted_version(request))
        except Refused as error:
            status, refusal = error.status, error.message
            document.refresh_from_db()
        else:
            messages.success(request, _("Version %(number)s is frozen. Its code is %(code)s.") % vars(document))
            return redirect(document)
    if document.status == DocumentStatus.FROZEN:
        return redirect(document)
    context = edition_page(request, found, "outcome", document=document, refusal=refusal)
    return render(request, "forum/outcomes/freeze.html", context, status=status)


def withdrawn_at(document: Document) -> datetime | None:
    """When a document about a person ceased to hold."""
    ask = settings.CONFIRMED.get(document.object_type)
    return load(ask)(document.object_id) if ask else None  # type: ignore[no-any-return]


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Whether a code, or the SHA-256 of a file, is that of a frozen document, and if the content still makes it."""
    code = request.GET.get("code", "").strip()
    documents: list[Document] = []
    read: set[int] = set()
    file = None
    if code:
        readable = Document.objects.visible_to(request.user)
        confirmed = Q(pk__in=readable.values("pk")) | Q(object_type__in=settings.CONFIRMED)
        frozen = Document.objects.filter(confirmed, status=DocumentStatus.FROZEN)
        frozen = frozen.select_related("edition").prefetch_related("files")
        if SHA256.fullmatch(code):
            file = DocumentFile.objects.current().filter(document__in=frozen, sha256=code.lower()).first()
            documents = list(frozen.filter(pk=file.document_id)) if file else []
        else:
            documents = list(frozen.filter(code=code.upper()[:24]))
        read = set(readable.filter(pk__in=[each.pk for each in documents]).values_list("pk", flat=True))
    found = [
        {
            "document": each,
            "kind": kind_of(each),
            "genuine": actions.code_of(each) == each.code,
            "withdrawn_at": withdrawn_at(each),
            "is_read": each.pk in read,
            "files": each.files.all() if each.pk in read else [],
        }
        for each in documents
    ]
    return render(request, "forum/outcomes/verify.html", {"code": code, "found": found, "file": file})
