"""Every page of the site, found from the routes, and a member of the cast who may read it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpResponse

from events.models import Proposal
from forum.editions.models import Edition, Stage
from forum.outcomes.actions import build
from forum.outcomes.models import Document
from pledges.models import Pledge
from tests.cast import CAST
from tests.matrix import EVERYBODY, NOBODY, ROWS, SIGNED_IN
from tests.routes import Route, all_routes
from tests.world import World, address, first, ngo

FILE = "a file to keep"
DATA = "data for programs"
LEADS_ON = "who may read it is always led on"
# Routes that may be read and are no page. Whatever else has a row to be read must have a page.
NO_PAGES = {
    "agenda_ics": FILE,
    "account_confirm_login_code": LEADS_ON,
    "account_set_password": LEADS_ON,
    "application_document": FILE,
    "document_file": FILE,
    "editor_data": DATA,
    "editor_would_break": DATA,
    "edition_move_check": LEADS_ON,
    "healthz": DATA,
    "job_progress": DATA,
    "mfa_authenticate": LEADS_ON,
    "mfa_download_recovery_codes": FILE,
    "mfa_login_webauthn": DATA,
    "pledge_attachment": FILE,
    "pledge_json": DATA,
    "programme_ics": FILE,
    "programme_paper": FILE,
    "programme_part_ics": FILE,
    "proposal_concept_note": FILE,
    "readyz": DATA,
    "room_ics": FILE,
    "schedule_json": DATA,
    "schedule_xml": DATA,
    "session_ics": FILE,
    "speaker_ics": FILE,
    "update_attachment": FILE,
}
PAGES = sorted(
    route.name
    for route in all_routes()
    if ROWS.get(route.name, (EVERYBODY, NOBODY))[0] != NOBODY and route.name not in NO_PAGES
)


def at_stage(stage: Stage) -> Callable[[World], object]:
    return lambda world: Edition.objects.filter(pk=world.here.pk).update(status=stage)


# The sample of the matrix is past these pages: what must be so before they are read. It is undone afterwards.
FIRST: dict[str, Callable[[World], object]] = {
    "edition_announce": at_stage(Stage.DRAFT),
    "edition_open_registration": at_stage(Stage.ANNOUNCED),
    "edition_close": at_stage(Stage.RUNNING),
    "edition_archive": at_stage(Stage.CLOSED),
    "outcome_freeze": lambda world: build(world.here, by=world.people["secretariat"]),
    "proposal_report": lambda world: Proposal.objects.filter(reference="RF27-SE-002").update(organisation=ngo(world)),
}
# Or another object than the sample of the matrix.
AT: dict[str, Callable[[World], str]] = {
    "outcome_freeze": lambda world: f"/rehearsal/outcome/{drafts(Document, edition=world.here).number}/freeze/",
    "pledge_edit": lambda world: f"/pledges/{drafts(Pledge, organisation__name='Republic of Exemplia').pk}/edit/",
    "proposal_report": lambda world: "/rehearsal/side-events/proposals/RF27-SE-002/report/",
    "proposal_schedule": lambda world: "/rehearsal/manage/side-events/RF27-SE-004/schedule/",
}


def drafts(model: Any, **asked: Any) -> Any:
    return first(model.objects.filter(status="draft", **asked))


@dataclass(frozen=True)
class Found:
    who: str
    address: str
    html: bytes
    headers: dict[str, str]


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers.get("Content-Type", "").startswith("text/html")


def readers(cell: str) -> list[str]:
    if cell == EVERYBODY:
        return list(CAST)
    return [name for name in CAST[1:] if cell == SIGNED_IN or name in cell.split()]


def read(world: World, names: Iterable[str], at: str) -> Found | None:
    """As the first of these people who finds a page there."""
    for who in names:
        answer = world.ask(who, "GET", at)
        if is_page(answer):
            return Found(who, at, answer.content, dict(answer.headers))
    return None


def page(world: World, route: Route, language: str, last: bool = False) -> Found | None:
    """As the first of the cast who may and finds a page there, or as the last: who runs an edition sees more of it."""
    names = readers(ROWS[route.name][0])
    with transaction.atomic():
        FIRST.get(route.name, lambda world: None)(world)
        at = AT[route.name](world) if route.name in AT else address(route, world, world.here)
        found = read(world, reversed(names) if last else names, f"{at}?lang={language}")
        transaction.set_rollback(True)
    return found
