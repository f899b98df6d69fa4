"""Acts on roles: offered by the organisers, answered by the holder."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from accounts.people.models import User
from events.sessions.kinds import RoleKind, RoleStatus
from events.sessions.models import Session, SessionRole
from events.sessions.people import people_behind
from forum.history import acts
from forum.history.models import Entry
from forum.kit.dotted import load_all
from forum.kit.refusals import Refused
from forum.notifications.actions import notify


def offer(
    session: Session,
    *,
    by: Any,
    role: RoleKind,
    organisation: Organisation | None = None,
    user: User | None = None,
    is_private: bool = False,
    note: str = "",
) -> SessionRole:
    """Offers a role to a person, an organisation, or a person for an organisation; whoever it is answers."""
    acts.permit("offer", session, by)
    if organisation is None and user is None:
        raise Refused(
            _("Nobody is named. Choose an organisation, or a person by e-mail address."), field="organisation"
        )
    with transaction.atomic():
        same = session.roles.filter(role=role, user=user).exclude(status=RoleStatus.DECLINED)
        if (same if user else same.filter(organisation=organisation)).exists():
            raise Refused(_("This role is already offered there. Choose another role or another holder."), field="role")
        offered = SessionRole.objects.create(
            session=session,
            role=role,
            organisation=organisation,
            user=user,
            is_private=is_private,
            note=note,
            order=list(RoleKind).index(RoleKind(role)),
        )
        entry = acts.record(
            "offer",
            offered,
            by=by,
            after={"session": session, "role": role, "organisation": organisation, "user": user},
        )
        holders = people_behind(SessionRole.objects.filter(pk=offered.pk))
        notify(holders, "role_offered", offered, entry=entry, url="/desk/")
        return offered


def name(session: Session, role: RoleKind, *, organisation_id: int, by: Any, order: int = 0) -> SessionRole:
    """A role that its holder takes by another act, such as answering as a co-organiser: confirmed from the start."""
    with transaction.atomic():
        Session.objects.filter(pk=session.pk).touch()
        named = SessionRole.objects.create(
            session=session, role=role, organisation_id=organisation_id, order=order, status=RoleStatus.CONFIRMED
        )
        after = {"session": session, "role": role, "organisation": organisation_id}
        acts.record("add", named, by=by, organisation_id=organisation_id, after=after)
        return named


def confirm(role: SessionRole, *, by: Any, version: int | None = None) -> Entry:
    """From now on the role is shown in public, unless it is private."""
    acts.permit("confirm", role, by)
    with transaction.atomic():
        if not role.is_private:
            Session.objects.filter(pk=role.session_id).touch()
        return acts.move(role, "confirm", by=by, version=version, organisation_id=role.organisation_id)


def decline(role: SessionRole, *, by: Any, reason: str, version: int | None = None) -> Entry:
    acts.permit("decline", role, by)
    with transaction.atomic():
        leave(role)
        return acts.move(role, "decline", by=by, reason=reason, version=version, organisation_id=role.organisation_id)


def remove(role: SessionRole, *, by: Any) -> None:
    """Takes back a role; what was said about it stays in the history."""
    acts.permit("remove", role, by)
    with transaction.atomic():
        leave(role)
        acts.record(
            "remove",
            role,
            by=by,
            before={"role": role.role, "organisation": role.organisation_id, "user": role.user_id, "name": role.name},
        )
        role.delete()


def leave(role: SessionRole) -> None:
    """What follows when somebody leaves a session; before the act itself, whose entry is locked last."""
    if role.is_shown:
        Session.objects.filter(pk=role.session_id).touch()
    for follow in load_all(settings.ON_LEAVE):
        follow(role)
