"""Every form of the site, filled with what no form means: it may refuse, it may not break, repeat or half do it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from forum.history.models import Head
from tests.matrix import NOBODY, ROWS
from tests.pages import AT, FIRST, readers
from tests.routes import Route, all_routes
from tests.world import World, address

pytestmark = pytest.mark.once

SCRIPT = "<script>alert(1)</script>"
VALUES = {
    "long": "a" * 100_000,
    "nul": "\x00",
    "script": SCRIPT,
    "bidi": "\u202e\u0662\u00b2",
    "emoji": "\U0001f600",
    "quote": "' OR 1=1 --",
    "template": "%s{0}{{7*7}}",
    "digits": "9" * 30,
    "negative": "-1",
    "first day": "0001-01-01",
    "last minute": "9999-12-31T23:59",
    "superscript": "\u00b2",
}
TYPED_ALONE = {"long", "nul", "script"}  # with everything else as the form had it, so that it gets further in
WRONG_VERSION = "987654321"
LIKELY = ("version", "reason", "title", "chosen", "name", "email", "pk", "organisation")
LARGEST = 1_000_000  # a page of this site, with three times what was sent
BUTTONS = {"submit", "button", "image", "reset"}
TYPED = {"text", "search", "email", "url", "tel", "password"}
NO_FORMS = {"readyz": "asks for nothing, and answers 503 where no worker runs, as in tests"}
# A stranger finds no form there, having no organisation to act for.
WHO = {"application_add": "ngo", "pledge_new": "state", "proposal_new": "ngo"}
FORM_OF = {"application_autosave": "application_edit", "proposal_autosave": "proposal_step"}
POSTED = {
    route.name: route
    for route in all_routes()
    if ROWS.get(route.name, (NOBODY, NOBODY))[1] != NOBODY and route.name not in NO_FORMS
}


@dataclass
class Sheet:
    """The forms that post to one address: what their fields hold, and which of them are typed into."""

    filled: dict[str, list[str]] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def add(self, form: Tag) -> None:
        for control in form.select("input[name], select[name], textarea[name]"):
            name, kind = str(control["name"]), str(control.get("type", "text")).lower()
            values = self.filled.setdefault(name, []) if kind not in {"file", *BUTTONS} else []
            if kind == "file":
                self.files.add(name)
            elif control.name == "select":
                options = control.select("option[selected]") or control.select('option:not([value=""])')[:1]
                values += [str(option.get("value", option.text)) for option in options]
            elif control.name == "textarea" or kind in TYPED:
                self.typed.add(name)
                values.append(control.text if control.name == "textarea" else str(control.get("value", "")))
            elif kind not in {"checkbox", "radio"} or control.has_attr("checked"):
                values.append(str(control.get("value", "on")))

    def with_(self, value: str, names: set[str]) -> dict[str, Any]:
        return {**self.filled, **dict.fromkeys(sorted(names), value)}


def browser(world: World, who: str) -> Client:
    client = Client()
    if who != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[who]
    return client


def sheet(world: World, who: str, at: str) -> Sheet:
    """From the page itself, or from the nearest page above it that has a form for this address."""
    parts = at.strip("/").split("/")
    for length in range(len(parts), 0, -1):
        page = "/" + "/".join(parts[:length]) + "/"
        answer = browser(world, who).get(page)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        forms = [
            form
            for form in BeautifulSoup(answer.content, "html.parser").select("form[method=post]")
            if urlsplit(urljoin(page, str(form.get("action") or page))).path == at
        ]
        if forms:
            found = Sheet()
            for form in forms:
                found.add(form)
            return found
    return Sheet({name: [""] for name in LIKELY}, set(LIKELY) - {"version", "pk"})


def batches(form: Sheet) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "nothing", {}
    for words, value in VALUES.items():
        yield f"{words} everywhere", form.with_(value, set(form.filled))
        if words in TYPED_ALONE and form.typed and form.typed != set(form.filled):
            yield f"{words} where one types", form.with_(value, form.typed)
    yield "a wrong version", form.with_(WRONG_VERSION, {"version"})
    for name in sorted(form.files):
        page = SimpleUploadedFile("x.pdf", f"<!DOCTYPE html><html>{SCRIPT}</html>".encode(), "application/pdf")
        yield f"a page as a file in {name}", {**form.filled, name: page}


def heads() -> list[dict[str, Any]]:
    return list(Head.objects.order_by("pk").values())


def is_said(answer: HttpResponse) -> bool:
    html = not answer.streaming and answer.headers.get("Content-Type", "").startswith("text/html")
    return html and SCRIPT.encode() in answer.content


def faults(client: Client, at: str, given: dict[str, Any]) -> Iterator[str]:
    """Of one request and of the page that it leads to."""
    before = heads()
    try:
        answer = client.post(at, given)
        if answer.status_code >= 400 and heads() != before:
            yield f"answers {answer.status_code} and writes into the history"
        led_to = urlsplit(answer.headers.get("Location", ""))
        answers = [answer] + ([client.get(led_to.path)] if led_to.path and not led_to.netloc else [])
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the finding
        yield f"breaks with {type(error).__name__}: {str(error)[:200]}"
        return
    for answer in answers:
        if answer.status_code >= 500:
            yield f"answers {answer.status_code}"
        if is_said(answer):
            yield "says the script as it is"
        if not answer.streaming and len(answer.content) > LARGEST + 3 * len(str(given)):
            yield f"answers with {len(answer.content)} bytes"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(POSTED))
def test_no_form_breaks(world: World, name: str) -> None:
    route: Route = POSTED[name]
    who = WHO.get(name) or readers(ROWS[name][1])[0]
    found = []
    with transaction.atomic():
        FIRST.get(name, lambda world: None)(world)
        at = AT[name](world) if name in AT else address(route, world, world.here)
        form_at = address(POSTED[FORM_OF[name]], world, world.here) if name in FORM_OF else at
        for words, given in batches(sheet(world, who, form_at)):
            cache.clear()
            with transaction.atomic():
                found += [f"{words}: {fault}" for fault in faults(browser(world, who), at, given)]
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert not found, f"{at} as {who}\n" + "\n".join(found)
