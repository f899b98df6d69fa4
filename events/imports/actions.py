"""Reading a file, which changes nothing, and taking it over row by row through the acts on rooms and sessions."""

from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from events.imports.comparing import Step, name_of, new_rooms, start_and_end, steps_of, texts_of
from events.imports.models import Format, Import, ImportedKey
from events.imports.schedules import read_json, read_xml
from events.imports.sheets import read_csv, read_xlsx, tables
from events.sessions import actions as sessions
from events.sessions.kinds import SIDE_EVENTS, SessionStatus
from events.sessions.models import Session, SessionRole
from events.venues import actions as venues
from events.venues.models import Room, RoomKind
from forum.editions.models import Edition
from forum.history import acts
from forum.history.models import Entry
from forum.jobs.actions import progress, start
from forum.jobs.models import Job
from forum.kit import clock
from forum.kit.hostile import hidden_in
from forum.kit.refusals import Refused
from forum.kit.uploads import safe_stem, type_of
from forum.taxonomy.models import Objective

MOST = 10 * 1024 * 1024


def add(edition: Edition, *, by: Any, file: File, kind: str) -> Import:
    """Reads what the file says and keeps that; the file itself is not kept."""
    found = Import(edition=edition, name=safe_stem(file.name or ""), kind=kind, made_by=by)
    acts.permit("add", found, by)
    found.format, (rooms, rows, problems) = read(file, edition)
    if not rooms and not rows and not problems:
        raise Refused(_("Nothing stands in this file that could be taken over."), field="file")
    found.rooms, found.problems = rooms, problems
    found.sessions = [{"number": number, **row} for number, row in enumerate(rows, 1)]
    with transaction.atomic():
        found.save(force_insert=True)
        counts = {"rooms": len(rooms), "sessions": len(rows), "problems": len(problems)}
        acts.record("add", found, by=by, after={"name": found.name, "format": found.format, **counts})
    return found


def read(file: File, edition: Edition) -> tuple[str, tuple[list[Any], list[Any], list[Any]]]:
    """By its content, never by its name."""
    if (file.size or 0) > MOST:
        raise Refused(_("The file is larger than 10 MB. Send it in parts."), field="file")
    content = file.read()
    if type_of(content[: 512 * 1024]) == ".xlsx":
        if hidden := hidden_in(file, ".xlsx"):
            raise Refused(hidden, field="file")
        file.seek(0)
        return Format.SHEET, tables(read_xlsx(file), edition)
    if content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        return Format.XML, read_xml(content, edition)
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            _("This is neither a table (XLSX, CSV in UTF-8) nor a schedule (XML, JSON). Choose one of these."),
            field="file",
        ) from None
    if "\0" in words:
        raise Refused(_("This is neither a table nor a schedule. Choose one of these."), field="file")
    if words.lstrip().startswith("{"):
        return Format.JSON, read_json(words, edition)
    return Format.SHEET, tables(read_csv(words), edition)


def apply(found: Import, *, by: Any, version: int | None = None) -> Job:
    """Starts the work; each row becomes acts of its own in the history."""
    if found.applied_at:
        raise Refused(_("This was taken over already. Send the file again to see what it would change now."))
    with transaction.atomic():
        acts.edit(found, verb="apply", by=by, changes={"applied_at": clock.now()}, version=version)
        title = _("Take over “%(name)s”") % {"name": found.name}
        return start("events.imports.tasks.take_over", title, by=by, edition=found.edition, import_id=found.pk)


def take_over(found: Import, *, by: Any, job: Job) -> None:
    """Begun again after a crash it finds what it made before, and goes on."""
    for room in new_rooms(found):
        venues.add(
            found.edition, by=by, name=room["name"], kind=RoomKind.PHYSICAL, capacity=room["seats"], place=room["place"]
        )
    rooms = {name_of(each.name): each for each in Room.objects.filter(edition=found.edition)}
    steps = steps_of(found)
    done = dict(found.done)
    for number, step in enumerate(steps):
        done.setdefault(step.key, outcome_of(found, step, rooms, by))
        if number % 10 == 9:
            progress(job, number + 1, len(steps))
            Import.objects.filter(pk=found.pk).update(done=done)
    Import.objects.filter(pk=found.pk).update(done=done)
    progress(job, len(steps), len(steps))


def outcome_of(found: Import, step: Step, rooms: dict[str, Room], by: Any) -> str:
    """What became of a row, in words; empty when all of it was done."""
    if step.act == "refused":
        return step.text
    try:
        with transaction.atomic():
            session = step.session or created(found, step.row, by)
            if step.act == "changed":
                rewrite(session, step.row, by)
    except Refused as error:
        return str(error.message)
    try:
        with transaction.atomic():
            place(session, step.row, rooms, by)
    except Refused as error:
        return _("Not placed: %(why)s") % {"why": error.message}
    return ""


def created(found: Import, row: dict[str, Any], by: Any) -> Session:
    edition = found.edition
    more = {"duration_minutes": row["minutes"]} if row["minutes"] else {}
    session = sessions.create(
        edition,
        by=by,
        kind=row["kind"] or found.kind,
        title=row["title"],
        summary=row["summary"],
        language=row["language"] or edition.language,
        objectives=Objective.objects.filter(number__in=row["objectives"]),
        **more,
    )
    if row["key"]:
        ImportedKey.objects.create(session=session, edition=edition, key=row["key"])
    for order, person in enumerate(row["people"]):
        role = SessionRole.objects.create(session=session, role=person["role"], name=person["name"], order=order)
        acts.record("add", role, by=by, after={"session": session, "role": role.role})
    return session


def rewrite(session: Session, row: dict[str, Any], by: Any) -> Entry | None:
    if session.kind in SIDE_EVENTS:
        return None
    changes = texts_of(row, session)
    stated = [each.objective for each in session.session_objectives.select_related("objective") if not each.inferred]
    if not changes:
        return None
    return sessions.edit(session, by=by, objectives=stated, lenses=session.lenses.all(), **changes)


def place(session: Session, row: dict[str, Any], rooms: dict[str, Room], by: Any) -> None:
    """Into its room and time, by the rules for everybody: what they refuse stays in the tray."""
    starts_at, ends_at = start_and_end(row)
    starts_at, ends_at = starts_at or session.starts_at, ends_at or session.ends_at
    room = rooms.get(name_of(row["room"])) if row["room"] else session.room
    if not (starts_at and ends_at and room):
        return
    if (room.pk, starts_at, ends_at) == (session.room_id, session.starts_at, session.ends_at):
        return
    act = sessions.schedule if session.status == SessionStatus.DRAFT else sessions.reschedule
    reason = "" if session.published_at is None else _("Taken over from a file.")
    act(session, by=by, room=room, starts_at=starts_at, ends_at=ends_at, reason=reason)
