"""Who may do what in an edition: roles, one predicate each."""

from typing import Any

import rules

from forum.editions.models import Edition
from forum.editions.models import RoleName as Name


def edition_id_of(obj: Any) -> int | None:
    return obj.pk if isinstance(obj, Edition) else getattr(obj, "edition_id", None)


def has_role(*names: str) -> rules.Predicate:
    """True for who holds one of these roles in the edition of the object today."""

    @rules.predicate(name="has_role_" + "_or_".join(names))
    def check(user: Any, obj: Any) -> bool:
        if obj is None or not getattr(user, "is_authenticated", False):
            return False
        return bool(user.edition_roles.get(edition_id_of(obj), set()) & set(names))

    return check


@rules.predicate
def is_secretariat_anywhere(user: Any) -> bool:
    """Secretariat of some edition, or staff: who may begin another edition and keep the reference lists."""
    if not getattr(user, "is_authenticated", False):
        return False
    return user.is_staff or any(Name.SECRETARIAT in roles for roles in user.edition_roles.values())


is_secretariat = has_role(Name.SECRETARIAT)


@rules.predicate
def runs_part(user: Any, obj: Any) -> bool:
    """Admin of the part of the object, today: a session, what hangs on one, a request for a space."""
    for name in ("part_id", "session", "space"):
        if hasattr(obj, name):
            found = getattr(obj, name)
            part = found if name == "part_id" else getattr(found, "part_id", None)
            return part is not None and getattr(user, "is_authenticated", False) and part in user.parts_run
    return False


is_staff_of_edition = has_role(
    Name.SECRETARIAT, Name.ACCREDITATION, Name.PROGRAMME, Name.PLEDGES, Name.AUDITOR, Name.REVIEWER
)

rules.add_perm("forum.add_edition", is_secretariat_anywhere)
for verb in (
    "edit",
    "clone",
    "announce",
    "open_registration",
    "start",
    "close",
    "archive",
    "manage",
    "grant",
    "end_role",
    "read_mail",
    "retry_mail",
):
    rules.add_perm(f"forum.{verb}_edition", is_secretariat)
rules.add_perm("forum.set_access_space", is_secretariat)


@rules.predicate
def owns_milestone(user: Any, milestone: Any) -> bool:
    """Who holds the role that is to act on it."""
    roles = user.edition_roles.get(milestone.edition_id, set()) if getattr(user, "is_authenticated", False) else set()
    return bool(milestone.owner_role) and milestone.owner_role in roles


rules.add_perm("forum.meet_milestone", is_secretariat | owns_milestone)
rules.add_perm("forum.enter_edition", has_role(*Name.values))
rules.add_perm("forum.audit_edition", has_role(Name.SECRETARIAT, Name.AUDITOR))
for model in ("part", "space", "milestone"):
    for verb in ("add", "edit", "remove"):
        rules.add_perm(f"forum.{verb}_{model}", is_secretariat)
for model in ("objective", "principle", "category", "lens", "country"):
    rules.add_perm(f"forum.edit_{model}", is_secretariat_anywhere)


@rules.predicate
def is_secretariat_of_chain(user: Any, entry: Any) -> bool:
    """Entries stand in the chain of their edition; chain 0 belongs to no edition."""
    if not getattr(user, "is_authenticated", False):
        return False
    return Name.SECRETARIAT in user.edition_roles.get(entry.chain, set()) if entry.chain else user.is_staff


for verb in ("read", "purge"):
    rules.add_perm(f"forum.{verb}_entry", is_secretariat_of_chain)


@rules.predicate
def did_it(user: Any, entry: Any) -> bool:
    """Only who did it undoes it."""
    return getattr(user, "is_authenticated", False) and user.pk == entry.actor_id


rules.add_perm("forum.undo_entry", did_it)


@rules.predicate
def started_it(user: Any, job: Any) -> bool:
    return getattr(user, "is_authenticated", False) and user.pk == job.made_by_id


rules.add_perm("forum.retry_job", started_it)
rules.add_perm("forum.stop_job", started_it)
rules.add_perm("forum.retry_notification", is_secretariat)
