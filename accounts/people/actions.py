"""What people do with their own record."""

from collections.abc import Mapping
from typing import Any

from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.people.models import User
from forum.history.acts import permit, record


@transaction.atomic
def edit(user: User, *, by: Any, changes: Mapping[str, Any]) -> None:
    """Changes the profile; the values stand in the erasable part of the history."""
    permit("edit", user, by)
    new = {name: value for name, value in changes.items() if getattr(user, name) != value}
    if not new:
        return
    before = {name: getattr(user, name) for name in new}
    User.objects.filter(pk=user.pk).update(**new)
    for name, value in new.items():
        setattr(user, name, value)
    record("edit", user, by=by, before=before, after=new)


@transaction.atomic
def end_session(session: UserSession, *, by: Any) -> None:
    permit("edit", session.user, by)
    get_adapter().end_sessions([session])
    record("end_session", session.user, by=by)
