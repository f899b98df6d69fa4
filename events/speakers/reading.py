"""Which of the people in a session have a page, for links."""

from collections.abc import Iterable

from events.sessions.models import SessionRole
from events.speakers.models import SpeakerPage
from forum.editions.models import Edition


def pages_of(edition: Edition, roles: Iterable[SessionRole]) -> dict[int, str]:
    """Addresses by person."""
    people = {role.user_id for role in roles if role.user_id}
    if not people:
        return {}
    found = SpeakerPage.objects.public().filter(edition=edition, user__in=people)
    for page in found:
        page.edition = edition
    return {page.user_id: page.get_absolute_url() for page in found}
