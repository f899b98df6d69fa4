"""Bringing an input into a session, and saying what became of it."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events.inputs.models import Input
from events.sessions.models import Session
from forum.history.acts import move, permit, record
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.links.models import Relation
from forum.links.reading import link


@transaction.atomic
def propose(session: Session, *, by: Any, **source: Any) -> Input:
    """`source`: a session, an edition, or the title and address of a text; with a note."""
    found = Input(edition=session.edition, session=session, made_by_id=by.pk, **source)
    permit("propose", found, by)
    if not (found.source_session or found.source_edition or found.title):
        raise Refused(_("Choose a meeting or a regional review, or give the title of a text."), field="title")
    if found.source_session == session:
        raise Refused(_("A session does not feed itself. Choose another one."))
    try:
        with transaction.atomic():
            found.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("This input is there already.")) from None
    record("propose", found, by=by, after={**source, "session": session.pk})
    return found


@transaction.atomic
def accept(found: Input, *, by: Any, version: int | None = None) -> Entry:
    entry = move(found, "accept", by=by, version=version)
    keep_link(found)
    return entry


@transaction.atomic
def use(found: Input, *, by: Any, version: int | None = None) -> Entry:
    entry = move(found, "use", by=by, version=version)
    keep_link(found)
    return entry


def set_aside(found: Input, *, by: Any, reason: str, version: int | None = None) -> Entry:
    return move(found, "set_aside", by=by, reason=reason, changes={"reason": reason.strip()}, version=version)


def keep_link(found: Input) -> None:
    """The chain that can be walked both ways, from what was taken up."""
    if found.source is not None:
        link(found.source, Relation.FEEDS_INTO, found.session, edition_id=found.edition_id)
