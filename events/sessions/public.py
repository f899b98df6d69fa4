"""The public sessions of an edition, for areas that stand before the releases."""

from typing import cast

from django.conf import settings

from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit.dotted import load


def public_sessions(edition: Edition) -> list[Session]:
    """In the order of the programme, as the current release shows them; read, never saved."""
    return cast(list[Session], load(settings.RELEASED)(edition))
