"""Reading outcome summaries, making a new one and freezing it."""

from itertools import count
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch, may
from forum.kit.answers import posted_version
from forum.kit.refusals import Refused
from forum.outcomes import actions
from forum.outcomes.models import Document, DocumentStatus
from forum.pages.public import public_page

WITH_FRAME = Edition.objects.select_related("series", "parent")


def prepared(blocks: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Blocks with their numbers, and the contents. A table's or figure's number is that of its kind."""
    numbers = {kind: count(1) for kind in ("section", "table", "figure")}
    contents, ready = [], []
    for block in blocks:
        block = {**block}
        if block["block"] == "heading" and block["level"] == 2:
            number = next(numbers["section"])
            block |= {"number": number, "id": f"s{number}-{slugify(block['text'])}"}
            contents.append(block)
        elif block["block"] in ("table", "figure"):
            block["number"] = next(numbers[block["block"]])
        if block["block"] == "table":
            block["rows"] = [
                [{"runs": runs, "numeric": column in block["numeric"]} for column, runs in enumerate(row)]
                for row in block["rows"]
            ]
            block["heads"] = [
                {"text": head, "numeric": column in block["numeric"]} for column, head in enumerate(block["columns"])
            ]
        ready.append(block)
    return ready, contents


@public_page()
@require_safe
def outcome(request: HttpRequest, edition: str) -> HttpResponse:
    """The latest frozen version; else the draft, for who may read it; else what will stand here."""
    found = fetch(request.user, "view", WITH_FRAME.all(), slug=edition)
    versions = list(Document.objects.visible_to(request.user).filter(edition=found).defer("blocks"))
    frozen = next((each for each in versions if each.status == DocumentStatus.FROZEN), None)
    shown = frozen or (versions[0] if versions else None)
    return document_page(request, found, shown, versions)


@public_page()
@require_safe
def outcome_version(request: HttpRequest, edition: str, number: int) -> HttpResponse:
    found = fetch(request.user, "view", WITH_FRAME.all(), slug=edition)
    shown = fetch(request.user, "view", Document.objects, edition=found, number=number)
    versions = list(Document.objects.visible_to(request.user).filter(edition=found).defer("blocks"))
    return document_page(request, found, shown, versions)


def document_page(
    request: HttpRequest, edition: Edition, shown: Document | None, versions: list[Document]
) -> HttpResponse:
    title, body = (shown.blocks[:2], shown.blocks[2:]) if shown else ([], [])
    blocks, contents = prepared(body)
    draft = next((each for each in versions if each.status == DocumentStatus.DRAFT), None)
    context = {
        "document": shown,
        "title": title,
        "blocks": blocks,
        "contents": contents,
        "others": [each for each in versions if shown and each.number != shown.number],
        "may_build": may(request.user, "build", edition),
        "may_freeze": bool(
            shown and shown == draft and shown.made_at and may(request.user, "freeze", shown) and blocks
        ),
    }
    return render(request, "forum/outcomes/document.html", edition_page(request, edition, "outcome", **context))


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
    document = fetch(request.user, "freeze", Document.objects.select_related("edition"), edition=found, number=number)
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


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Whether a code belongs to a frozen document, and whether its content still makes that code."""
    code = request.GET.get("code", "").strip().upper()
    document = None
    if code:
        readable = Document.objects.visible_to(request.user).filter(status=DocumentStatus.FROZEN)
        document = readable.filter(code=code).select_related("edition").first()
    context = {"code": code, "document": document, "genuine": document and actions.code_of(document) == document.code}
    return render(request, "forum/outcomes/verify.html", context)
