"""Imports the sessions of past editions with their provenance; what a source does not say stays empty.

Events beside meetings that are no edition here (a congress, a commission) are left out.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.organisations.models import Organisation
from accounts.organisations.names import find_organisation
from events.sessions.actions import create
from events.sessions.kinds import Precision, RoleKind, RoleStatus, SessionKind, SessionStatus
from events.sessions.models import Session, SessionRole
from events.venues.models import Room
from forum.editions import archive as editions
from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.kit import clock
from forum.kit.archive import read
from forum.links.models import Relation
from forum.links.reading import link
from forum.taxonomy.models import Country, Objective

ROLES = {"lead": RoleKind.LEAD}
NOTES = ("segments", "opens_with", "paper", "session_of", "place", "sub_forum", "co_chairs_note")


def run() -> None:
    summits = read(editions.__file__, "gfmd_summits.json")["records"]
    rows = [
        *read(__file__, "imrf_2022_sessions.json")["records"],
        *read(__file__, "gfmd_round_tables_and_side_events_2007_2012.json")["records"],
        *(row for summit in summits for row in round_tables_of(summit)),
    ]
    bring_in(rows)


def round_tables_of(summit: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Round tables that a summit's record lists; they share its source."""
    for place, row in enumerate(summit.get("round_tables", []), 1):
        yield {
            "id": f"{summit['id']}-round-table-{place}",
            "edition": summit["id"],
            "kind": SessionKind.ROUND_TABLE,
            "title": row["title"],
            "number": row["number"],
            "note": "" if row.get("title_complete", True) else "the source gives only part of the title",
            "organisers": [{"name": name, "role": RoleKind.CO_CHAIR} for name in row.get("co_chairs", [])],
            "basis": summit.get("round_table_numbers_basis", summit["basis"]),
            "source": summit["source"],
            "also": summit.get("also", []),
        }


@transaction.atomic
def bring_in(rows: Iterable[dict[str, Any]]) -> None:
    """Imports records that are not there yet, then the links between them. Other areas bring their own rows."""
    known = set(Session.objects.exclude(record_id="").values_list("record_id", flat=True))
    editions_by_id = {edition.record_id: edition for edition in Edition.objects.exclude(record_id="")}
    new = []
    for row in rows:
        edition = editions_by_id.get(row.get("edition") or row["forum"])
        if edition is not None and row["id"] not in known:
            new.append((row, bring(row, edition)))
    for row, session in new:
        for target_id in row.get("feeds_into", []):
            target = editions_by_id.get(target_id) or Session.objects.filter(record_id=target_id).first()
            if target is not None:
                link(session, Relation.FEEDS_INTO, target, edition_id=session.edition_id, basis=row["source"])


def bring(row: dict[str, Any], edition: Edition) -> Session:
    now = clock.now()
    objectives = list(Objective.objects.filter(number__in=row.get("objectives") or []))
    inferred = row.get("objectives_basis", row["basis"]) == "derived" and row["basis"] != "derived"
    session = create(
        edition,
        by=SYSTEM,
        verb="imported",
        objectives=[] if inferred else objectives,
        inferred=objectives if inferred else [],
        kind=row["kind"],
        number=str(row.get("number") or ""),
        title=row["title"] or "",
        title_is_subject=row.get("title_is_subject", False),
        part=edition.parts.filter(slug=row.get("sub_forum", "").replace("_", "-")).first(),
        room=room_of(row, edition),
        **times_of(row, edition),
        mode=row.get("mode") or "",
        livestream=row.get("livestream"),
        visibility=row.get("visibility", "public"),
        status=SessionStatus.PUBLISHED,
        published_at=now,
        outcome=row.get("outcome", ""),
        notes={name: row[name] for name in (*NOTES, "listed_as_official") if row.get(name) is not None},
        uid=uuid5(NAMESPACE_URL, row["id"]),
        record_id=row["id"],
        imported_at=now,
        basis=row["basis"],
        source="; ".join([row["source"], *row.get("also", [])]),
        source_note=row.get("note") or "",
    )
    SessionRole.objects.bulk_create(
        SessionRole(session=session, status=RoleStatus.CONFIRMED, order=order, **fields)
        for order, fields in enumerate(roles_of(row))
    )
    return session


def room_of(row: dict[str, Any], edition: Edition) -> Room | None:
    if not row.get("room"):
        return None
    return Room.objects.get_or_create(edition=edition, name=row["room"])[0]


def times_of(row: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """The day in the venue's zone, the instants where the source has hours, and its own words about them."""
    printed = row.get("date") or ""
    precision = {4: Precision.YEAR, 7: Precision.MONTH}.get(len(printed), Precision.DAY)
    zone = row.get("timezone") or edition.timezone
    starts_at = instant(printed, row.get("start"), zone)
    day = date.fromisoformat(f"{printed}-01-01"[:10]) if printed else None
    return {
        "date": edition.local(starts_at).date() if starts_at else day,
        "end_date": date.fromisoformat(row["end_date"]) if row.get("end_date") else None,
        "date_precision": precision,
        "starts_at": starts_at,
        "ends_at": instant(printed, row.get("end"), zone),
        "timezone": zone,
        "as_printed": row.get("as_printed") or "",
    }


def instant(day: str, hour: str | None, zone: str) -> datetime | None:
    return datetime.fromisoformat(f"{day}T{hour}").replace(tzinfo=ZoneInfo(zone)) if hour else None


def roles_of(row: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """Roles as the source tells them; a body that is known here is linked, any other keeps its name."""
    for name in ("chair", "moderator", "facilitator"):
        if row.get(name):
            yield {"role": RoleKind(name), **holder(row[name])}
    for code in row.get("co_chairs") or []:
        note = "derived" if row.get("co_chairs_basis") == "derived" else ""
        yield {"role": RoleKind.CO_CHAIR, "note": note, **state(code)}
    for code in row.get("panellists_known") or []:
        yield {"role": RoleKind.PANELLIST, **state(code)}
    for name in row.get("preparation_leads") or []:
        yield {"role": RoleKind.PREPARATION_LEAD, **holder(name)}
    for name in row.get("lead_organisers") or []:
        yield {"role": RoleKind.LEAD, **holder(name)}
    for name in row.get("co_organisers") or []:
        yield {"role": RoleKind.CO_ORGANISER, **holder(name)}
    for each in row.get("organisers") or []:
        yield {"role": ROLES.get(each["role"]) or RoleKind(each["role"]), **holder(each["name"])}


def holder(name: str) -> dict[str, Any]:
    organisation = find_organisation(name)
    return {"organisation": organisation} if organisation else {"name": name}


def state(code: str) -> dict[str, Any]:
    country = Country.objects.get(code=code.lower())
    known = Organisation.objects.filter(country=country, category__code="member_state").first()
    return {"organisation": known} if known else {"name": country.name}
