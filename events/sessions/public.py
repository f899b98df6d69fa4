"""The public sessions of an edition, read once for all tabs and panels of a page."""

from events.sessions.models import Session
from forum.editions.models import Edition
from forum.editions.shared import once


@once
def public_sessions(edition: Edition) -> list[Session]:
    """In the order of the programme, without their long texts and without who takes part."""
    found = list(
        Session.objects.public().filter(edition=edition).in_order().select_related("room").defer("summary", "outcome")
    )
    for session in found:
        session.edition = edition
    return found
