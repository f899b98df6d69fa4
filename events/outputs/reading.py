"""The programme as it is public, and a mark that is another one whenever anything that is shown of it is."""

from events.sessions.models import Session
from forum.editions.models import Edition, Part
from forum.editions.shared import once
from forum.pages.generation import heads, kept


@once
def sessions_of(edition: Edition) -> list[Session]:
    """In the order of the programme, with all that a row shows."""
    found = list(Session.objects.public().filter(edition=edition).in_order().for_lists().prefetch_related("lenses"))
    for session in found:
        session.edition = edition
    return found


def mark_of(edition: Edition) -> str:
    now = heads()
    return f"{now.get(edition.pk, '')} {now.get(0, '')}"


def parts_of(edition: Edition) -> dict[int, Part]:
    """By what a session carries."""
    return kept(f"programme parts of {edition.pk}", lambda: {each.pk: each for each in edition.parts.all()}, chain=edition.pk)


def version_of(edition: Edition) -> str:
    """What programs compare: another word for another programme."""
    last = max((each.changed_at for each in sessions_of(edition)), default=None)
    return f"{last:%Y-%m-%d %H:%M}" if last else "0"
