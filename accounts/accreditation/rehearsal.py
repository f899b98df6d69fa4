"""Tracks and applications of the rehearsal: one in every state, at different ages."""

from datetime import datetime, time, timedelta
from typing import Any

from django.core.files.base import ContentFile

from accounts.accreditation import actions, tracks
from accounts.accreditation.models import Application, Track
from accounts.organisations.rehearsal import organisation
from accounts.people.rehearsal import person
from forum.editions.models import Edition
from forum.kit import clock
from forum.taxonomy.models import Category

STATUTES = {"code": "statutes", "label": "Statutes", "required": True}
PROOF = {"code": "proof", "label": "Proof of registration", "required": True}
ACTIVITIES = {"code": "activities", "label": "List of main activities of the last two years", "required": True}
FUNDS = {"code": "funds", "label": "Sources of funds", "required": False}
MANDATE = {"code": "mandate", "label": "Letter that names who may speak for you", "required": True}
CARD = {"code": "press", "label": "Press card or letter of the editor", "required": True}
STATUS = {"code": "status", "label": "Proof of status under the Paris Principles", "required": True}
OPEN = ("civil_society", "migrant_diaspora", "refugee_led", "youth", "trade_union", "employer", "private_sector")
ALSO_OPEN = ("academia", "faith", "foundation", "humanitarian", "other")
DELEGATIONS = ("member_state", "observer_state", "un_system", "igo", "regional_body")

TRACKS: list[tuple[str, str, tuple[str, ...], list[dict[str, Any]], int | None, int | None]] = [
    (
        "Delegations",
        "States, observers, the UN system and other intergovernmental bodies.",
        DELEGATIONS,
        [],
        None,
        None,
    ),
    ("Special accreditation", "Organisations without a status of their own.", OPEN + ALSO_OPEN, [], 24, 20),
    ("Local authorities", "Cities, regions and parliaments, in their own right.", (), [MANDATE], 60, 14),
    ("Human rights institutions", "National institutions under the Paris Principles.", ("nhri",), [STATUS], 60, 14),
    ("Press", "Media with an editor who answers for them.", ("media",), [CARD], 100, 10),
]
# Who, on which track, submitted how many days ago.
SUBMITTED = [
    ("city", "Local authorities", 30),
    ("cities", "Local authorities", 28),
    ("rights", "Human rights institutions", 27),
    ("academia", "Special accreditation", 26),
    ("youth", "Special accreditation", 25),
    ("consult", "Special accreditation", 24),
    ("fund", "Special accreditation", 22),
    ("diaspora", "Special accreditation", 17),
    ("borders", "Special accreditation", 15),
    ("ngo", "Special accreditation", 13),
    ("union", "Special accreditation", 8),
    ("faith", "Special accreditation", 3),
    ("press", "Press", 1),
]


def run(day0: datetime) -> None:
    edition = Edition.objects.get(is_rehearsal=True)
    with clock.moved(day0 - timedelta(days=43)):
        add_tracks(edition, day0)
    for name, track, days in SUBMITTED:
        with clock.moved(day0 - timedelta(days=days + 2)):
            application = begin(edition, name, track)
        with clock.moved(day0 - timedelta(days=days)):
            actions.submit(application, by=person(name))
    with clock.moved(day0 - timedelta(days=1, hours=3)):
        begin(edition, "stories", "Special accreditation", complete=False)
    decide(edition, day0)


def add_tracks(edition: Edition, day0: datetime) -> None:
    categories = {category.code: category for category in Category.objects.all()}
    documents = {"Special accreditation": [STATUTES, PROOF, ACTIVITIES, FUNDS]}
    codes = {"Local authorities": ("local_government", "parliament")}
    for order, (name, who, chosen, asked, closes, promised) in enumerate(TRACKS, 1):
        tracks.add(
            edition,
            by=person("secretariat"),
            categories=[categories[code] for code in codes.get(name, chosen)],
            name=name,
            who=who,
            how="" if closes else "No application: the delegation registers its people through its focal point.",
            decided_by="The accreditation officer of the secretariat" if closes else "",
            needs_application=closes is not None,
            opens_at=day0 - timedelta(days=42) if closes else None,
            closes_at=evening(edition, day0 + timedelta(days=closes)) if closes else None,
            promised_answer_days=promised,
            documents=documents.get(name, asked),
            order=order,
        )


def evening(edition: Edition, moment: datetime) -> datetime:
    return datetime.combine(moment.astimezone(edition.zone).date(), time(17), edition.zone)


def begin(edition: Edition, name: str, track: str, *, complete: bool = True) -> Application:
    by, body = person(name), organisation(name)
    application = actions.add(
        edition=edition, organisation=body, track=Track.objects.get(edition=edition, name=track), by=by
    )
    actions.edit(application, by=by, changes=texts(name, complete))
    for row in application.track.documents if complete else []:
        actions.attach(application, row["code"], paper(f"{row['label']}: {body.name}", row["code"]), by=by)
    return application


def texts(name: str, complete: bool) -> dict[str, str]:
    earlier = {"borders": "Accredited to an earlier rehearsal.", "rights": "Compliant with the Paris Principles."}
    return {
        "head": f"{person(name).name}, director" if complete else "",
        "prior_status": earlier.get(name, "None"),
        "activities": "2025: advice to 1,200 people on arrival.\n2026: three studies with two cities."
        if complete
        else "",
        "statement": "We bring what our members live through to the round tables, and answer for what we say.",
    }


def paper(text: str, code: str) -> ContentFile:
    """A small true PDF of one page that says what it stands for."""
    line = "".join(char for char in text if char.isascii() and char not in "()\\")
    stream = f"BT /F1 14 Tf 60 760 Td ({line}) Tj 0 -24 Td (Rehearsal paper: made up.) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body, offsets = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    body += f"xref\n0 5\n0000000000 65535 f \n{table}trailer << /Size 5 /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return ContentFile(body.encode("ascii"), name=f"{code}.pdf")


def decide(edition: Edition, day0: datetime) -> None:
    def of(name: str) -> Application:
        return Application.objects.get(edition=edition, organisation=organisation(name))

    def officer() -> Any:
        return person("accreditation")

    with clock.moved(day0 - timedelta(days=20)):
        actions.withdraw(of("fund"), by=person("fund"), reason="We support others' travel instead of coming ourselves.")
    for name, days in [("city", 27), ("cities", 26), ("rights", 24), ("academia", 21), ("youth", 18), ("consult", 16)]:
        with clock.moved(day0 - timedelta(days=days)):
            actions.review(of(name), by=officer())
    for name, days in [("city", 25), ("cities", 24), ("rights", 22), ("academia", 19), ("youth", 15)]:
        with clock.moved(day0 - timedelta(days=days)):
            actions.accredit(of(name), by=officer())
    with clock.moved(day0 - timedelta(days=11)):
        actions.decline(
            of("consult"),
            by=officer(),
            reason="The activities are recruitment for a fee. The track is for bodies that work without profit.",
        )
    for name, days in [("diaspora", 14), ("borders", 12)]:
        with clock.moved(day0 - timedelta(days=days)):
            actions.review(of(name), by=officer())
    with clock.moved(day0 - timedelta(days=5)):
        actions.ask_changes(
            of("ngo"),
            by=officer(),
            reason="The list of activities ends in 2025. Add what you did in 2026; one line each is enough.",
            answer_by=(day0 + timedelta(days=2)).astimezone(edition.zone).date(),
        )
