"""Who arranges sessions, and who answers for a role."""

from typing import Any

import rules

from events.sessions.joining import is_expected
from events.sessions.kinds import ORGANISERS, RoleKind, RoleStatus
from events.sessions.models import Session, SessionRole
from forum.editions.models import RoleName
from forum.editions.permissions import has_role, runs_part

is_programme = has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME)
OF_A_PART = ("edit", "schedule", "reschedule", "unschedule", "cancel", "offer")  # what the admin of a part does in it


@rules.predicate
def holds_role(user: Any, role: Any) -> bool:
    """The person of a role, or who acts for its organisation when no person is named."""
    if not getattr(user, "is_authenticated", False) or not isinstance(role, SessionRole):
        return False
    return role.user_id == user.pk if role.user_id else role.organisation_id in user.acts_for


@rules.predicate
def writes_up(user: Any, session: Any) -> bool:
    """Who organises a session, or is its rapporteur."""
    if not getattr(user, "is_authenticated", False) or not isinstance(session, Session):
        return False
    roles = (*ORGANISERS, RoleKind.RAPPORTEUR)
    return session.roles.held_by(user).filter(status=RoleStatus.CONFIRMED, role__in=roles).exists()


@rules.predicate
def expected(user: Any, session: Any) -> bool:
    """Who is let in through the link of a virtual room."""
    return isinstance(session, Session) and getattr(user, "is_authenticated", False) and is_expected(user, session)


for _verb in (
    "add",
    "edit",
    "schedule",
    "publish",
    "hold",
    "cancel",
    "reschedule",
    "unschedule",
    "pin",
    "unpin",
    "offer",
):
    rules.add_perm(f"events.{_verb}_session", is_programme | runs_part if _verb in OF_A_PART else is_programme)
rules.add_perm("events.report_session", is_programme | writes_up)
rules.add_perm("events.see_link_session", is_programme | expected)
rules.add_perm("events.confirm_sessionrole", holds_role)
rules.add_perm("events.decline_sessionrole", holds_role)
rules.add_perm("events.remove_sessionrole", is_programme | runs_part)
rules.add_perm("forum.arrange_edition", has_role(RoleName.SECRETARIAT, RoleName.PROGRAMME, RoleName.AUDITOR))
rules.add_perm("forum.publish_programme_edition", is_programme)
