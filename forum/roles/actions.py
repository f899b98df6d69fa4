"""Verbs of roles: giving one to a person, and ending it."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _

from forum.editions.models import Edition, Part, Role, RoleName
from forum.history.acts import permit, record
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.notifications.actions import notify


@transaction.atomic
def grant(
    edition: Edition, *, by: Any, email: str, role: str, ends: date | None = None, part: Part | None = None
) -> Role:
    """Gives a role in `edition`, from today on, to the person with this address; of a part, to its admin."""
    permit("grant", edition, by)
    person = get_user_model().objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None:
        raise Refused(_("Nobody has an account with this address. Ask the person to sign up first."), field="email")
    if edition.roles.current().filter(user=person, role=role).exists():
        raise Refused(_("%(person)s holds this role already.") % {"person": person}, field="role")
    if (role == RoleName.PART_ADMIN) != (part is not None):
        raise Refused(_("The admin of a part needs a part, and no other role has one."), field="part")
    held = Role.objects.create(edition=edition, user=person, role=role, starts=clock.now().date(), ends=ends, part=part)
    said = {"role": role, "person": person.pk, "until": ends} | ({"part": part.pk} if part else {})
    entry = record("grant", edition, by=by, after=said)
    notify([person], "role_granted", edition, entry=entry, context={"role": role})
    return held


@transaction.atomic
def end_role(held: Role, *, by: Any, reason: str = "") -> None:
    """Ends a role; the last secretariat of an edition cannot go."""
    edition = held.edition
    permit("end_role", edition, by)
    others = edition.roles.current().filter(role=RoleName.SECRETARIAT).exclude(user_id=held.user_id)
    if held.role == RoleName.SECRETARIAT and not others.exists():
        raise Refused(_("This is the last member of the secretariat. Give the role to somebody else first."))
    if not edition.roles.current().filter(pk=held.pk).update(ends=clock.now().date() - timedelta(days=1)):
        raise Refused(_("This role has ended already."))
    before = {"role": held.role, "person": held.user_id, "held": held.pk, "until": held.ends}
    entry = record("end_role", edition, by=by, reason=reason.strip(), before=before)
    notify([held.user], "role_ended", edition, entry=entry, context={"role": held.role})


def mail_context(notification: Any) -> dict[str, Any]:
    """The role's name in the reader's language."""
    return {"role": RoleName(notification.context["role"]).label}
