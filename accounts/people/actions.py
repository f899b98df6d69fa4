"""What people do with their own record."""

from collections.abc import Mapping
from typing import Any

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.people.models import User
from forum.history import acts


def edit(user: User, *, by: Any, changes: Mapping[str, Any], version: int | None = None) -> None:
    """Changes the profile; the values stand in the erasable part of the history."""
    acts.edit(user, by=by, changes=changes, version=version)


@transaction.atomic
def end_session(session: UserSession, *, by: Any) -> None:
    acts.permit("edit", session.user, by)
    get_adapter().end_sessions([session])
    acts.record("end_session", session.user, by=by)
