"""Every form that changes something carries the version that was seen; a stale one is refused and keeps what was typed.

The forms are found by opening every page of the site as who may, so that a new one is asked too.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from django.conf import settings
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve

from tests.matrix import EVERYBODY, NOBODY, ROWS, SIGNED_IN
from tests.routes import all_routes
from tests.world import World, address

pytestmark = [pytest.mark.once, pytest.mark.django_db, pytest.mark.xdist_group("stale forms")]  # reads all pages

TYPED = "Typed while somebody else saved"
REFUSAL = "Somebody changed this meanwhile"

MAKES_SOMETHING_NEW = {
    "agendalink_make",
    "application_add",
    "automatic_drafts",
    "call_clone",
    "conflict_settle",
    "document_render",
    "edition_clone",
    "edition_new",
    "equipment_add",
    "imports",
    "input_add",
    "input_feed",
    "milestone_add",
    "organisation_add",
    "organisation_invite",
    "organisation_join",
    "outcome_build",
    "outcomeline_add",
    "part_add",
    "pledge_invite",
    "pledge_link",
    "pledge_new",
    "release_add",
    "proposal_new",
    "registration_add",
    "registration_add_for",
    "resource_add",
    "role_grant",
    "room_add",
    "selection_add",
    "session_add",
    "session_invite",
    "session_offer",
    "session_seat",
    "session_set_composition",
    "session_sign_up",
    "space_add",
    "track_add",
    "update_verify",
}
# No text of theirs can be lost, and who comes second is told that it is done.
ENDS_ONCE = {
    "account_logout",
    "editor_redo",
    "editor_undo",
    "conflict_unsettle",
    "equipment_remove",
    "history_purge",
    "invitation_cancel",
    "join_request_answer",
    "membership_end",
    "notice_retry",
    "outbox_retry_mail",
    "pledge_meet",
    "pledge_unlink",
    "resource_remove",
    "role_end_role",
    "session_star",
    "session_unstar",
    "sessionrole_remove",
}
CARRIES_THEM_BY_ROW = {"registration_check", "delegation_pre_confirm"}  # a version with every person chosen


@dataclass
class Form:
    """A form as `who` finds it on the page `at`, filled in as a person would."""

    who: str
    at: str
    action: str
    values: dict[str, str] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    @property
    def version(self) -> int:
        """0: without one, or of something that is not there yet."""
        return int(self.values.get("version") or 0)

    @property
    def name(self) -> str:
        return resolve(urlsplit(self.action).path).url_name or ""


def sensible(kind: str, place: int) -> str:
    """Something that fits an empty control; of two hours the later control has the later one."""
    begins = date.today() + timedelta(weeks=20)  # about when the rehearsal does
    hour, before = f"{begins}T{8 + place:02}:00", str(begins - timedelta(weeks=5))
    return {"date": before, "datetime-local": hour, "number": "99", "text": TYPED}.get(kind, "")


def filled(who: str, at: str, tag: Tag) -> Form:
    form = Form(who, at, urljoin(at, str(tag.get("action", ""))))
    for control in tag.select("input[name], textarea[name], select[name]"):
        name, kind = str(control["name"]), str(control.get("type", control.name))
        value = str(control.get("value", ""))
        if kind == "textarea":
            form.values[name] = TYPED
            form.texts.append(name)
        elif kind == "select":
            options = [option for option in control.select("option") if option.get("value")]
            chosen = [option for option in options if option.has_attr("selected")] or options
            if chosen:
                form.values[name] = str(chosen[0]["value"])
        elif kind == "radio" or (kind == "checkbox" and control.has_attr("checked")):
            if control.has_attr("checked") or not tag.select(f'[name="{name}"][checked]'):
                form.values[name] = value or "on"  # the last of them: the one that asks for a reason
        elif kind == "text" and not form.texts and " " in value:
            form.values[name] = TYPED
            form.texts.append(name)
        elif kind not in ("file", "submit", "checkbox"):
            form.values[name] = value or (sensible(kind, len(form.values)) if control.has_attr("required") else "")
    form.values.pop("csrfmiddlewaretoken", None)
    return form


def readers(cell: str) -> list[str]:
    """Enough of who may read a page to see every form on it."""
    if cell == EVERYBODY:
        return ["state", "programme"]
    if cell == SIGNED_IN:
        return ["ngo"]
    names = cell.split()
    return list(dict.fromkeys([*names[:2], *({"secretariat"} & set(names))]))


@pytest.fixture(scope="module")
def forms(world: World) -> dict[str, Form]:
    """One of each kind: by the name of the route it is sent to."""
    found: dict[str, Form] = {}
    for route in all_routes():
        cell = ROWS.get(route.name, (NOBODY, NOBODY))[0]
        if cell == NOBODY or route.path.startswith("/accounts/") or route.name == "style":
            continue
        at = address(route, world, world.here)
        for who in readers(cell):
            answer = world.ask(who, "GET", at)
            if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
                continue
            for tag in BeautifulSoup(answer.content, "html.parser").select('form[method="post"]'):
                form = filled(who, at, tag)
                known = found.get(form.name)
                if known is None or len(form.texts) > len(known.texts):
                    found[form.name] = form
    return found


def sent(world: World, form: Form, values: dict[str, str]) -> HttpResponse:
    """What comes of sending the form; whatever it changes is undone."""
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.cookies[form.who]
    with transaction.atomic():
        answer = client.post(form.action, values)
        transaction.set_rollback(True)
    return answer


def button_of_the_next_page(answer: HttpResponse, form: Form) -> Form | None:
    """A decision is shown before it is sent: the form of that page, which carries on what was typed and the version."""
    tags = BeautifulSoup(answer.content, "html.parser").select('form[method="post"]')
    forms = [filled(form.who, form.action, tag) for tag in tags]
    return next((each for each in forms if each.action != form.action and "version" in each.values), None)


def test_every_form_carries_a_version_or_is_known_to_need_none(forms: dict[str, Form]) -> None:
    without = {name for name, form in forms.items() if not form.version}
    assert without - MAKES_SOMETHING_NEW - ENDS_ONCE - CARRIES_THEM_BY_ROW == set()
    assert "application_edit" in forms
    assert len(forms) - len(without) > 30


def test_a_stale_form_is_refused_and_keeps_what_was_typed(world: World, forms: dict[str, Form]) -> None:
    faults = []
    for name, form in sorted(forms.items()):
        if not form.version:
            continue
        stale = {**form.values, "version": str(form.version - 1)}
        answer = sent(world, form, stale)
        if answer.status_code == 200 and (confirming := button_of_the_next_page(answer, form)):
            answer = sent(world, confirming, confirming.values)
        words = answer.content.decode()
        if answer.status_code == 302:
            words = " ".join(str(message) for message in get_messages(answer.wsgi_request))
        if REFUSAL not in words:
            said = " ".join(
                each.get_text(" ", strip=True) for each in BeautifulSoup(words, "html.parser").select(".error")
            )
            faults.append(f"{name}: {answer.status_code} for a stale version, at {form.at}: {said[:200]}")
        elif form.texts and TYPED not in words:
            faults.append(f"{name}: what was typed is lost, at {form.at}")
    assert not faults, "\n".join(faults)
