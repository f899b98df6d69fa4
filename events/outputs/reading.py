"""What the outputs take from the programme beside its sessions."""

from events.releases.reading import current
from forum.editions.models import Edition, Part
from forum.pages.generation import kept


def parts_of(edition: Edition) -> dict[int, Part]:
    """By what a session carries."""
    return kept(
        f"programme parts of {edition.pk}", lambda: {each.pk: each for each in edition.parts.all()}, chain=edition.pk
    )


def version_of(edition: Edition) -> str:
    """What programs compare, and people cite: the release."""
    release = current(edition)
    return str(release) if release else ""
