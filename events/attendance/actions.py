"""Inviting organisations to a session, answering, targets by category, and who came."""

from collections.abc import Collection, Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Membership, Organisation
from accounts.people.models import User
from events.attendance.models import Invited, Target
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.history.acts import compare, edit, move, permit, record
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.milestones.actions import drop_milestones, set_milestone
from forum.milestones.models import MilestoneKind
from forum.notifications.actions import notify
from forum.taxonomy.models import Category

WARNINGS = ("organisers", "silent")


@transaction.atomic
def invite(session: Session, *, by: Any, organisations: Iterable[Organisation]) -> int:
    """Asks organisations to come; those that were asked are not asked again. Returns how many are new."""
    permit("invite", session, by)
    if session.ends_at is None or session.status not in (SessionStatus.SCHEDULED, SessionStatus.PUBLISHED):
        raise Refused(_("Give the session its room and time first: an invitation says when and where."))
    known = set(Invited.objects.filter(session=session).values_list("organisation", flat=True))
    new = [each for each in organisations if each.pk not in known]
    if not new:
        raise Refused(_("All of them are invited already."))
    Invited.objects.bulk_create(Invited(session=session, organisation=each, made_by_id=by.pk) for each in new)
    entry = record("invite", session, by=by, after={"organisations": [each.pk for each in new]})
    people = Membership.objects.acting().filter(organisation__in=new)
    notify(User.objects.filter(pk__in=people.values("user"), is_active=True), "session_invited", session, entry=entry)
    return len(new)


def confirm(invited: Invited, *, by: Any, version: int | None = None) -> Entry:
    return move(invited, "confirm", by=by, organisation_id=invited.organisation_id, version=version)


def decline(invited: Invited, *, by: Any, reason: str = "", version: int | None = None) -> Entry:
    return move(invited, "decline", by=by, organisation_id=invited.organisation_id, reason=reason, version=version)


@transaction.atomic
def set_targets(
    session: Session, *, by: Any, wanted: Mapping[str, tuple[int, int]], version: int | None = None
) -> Entry | None:
    """How many organisations of which category, and how many days before to warn; the rest have no target."""
    permit("set_targets", session, by)
    compare(session, version)
    held = {each.category.code: each for each in Target.objects.filter(session=session).select_related("category")}
    before = {code: [each.wanted, each.warn_days] for code, each in held.items()}
    after = {code: list(pair) for code, pair in wanted.items()}
    for code in held.keys() - wanted.keys():
        drop_milestones(held[code])
        held[code].delete()
    for category in Category.objects.filter(code__in=wanted):
        number, days = wanted[category.code]
        values = {"wanted": number, "warn_days": days}
        target, _new = Target.objects.update_or_create(session=session, category=category, defaults=values)
        target.session = session
        keep_warning(target)
    return edit(session, verb="set_targets", by=by, changes={}, also={"targets": (before, after)}, version=version)


def keep_warning(target: Target) -> None:
    """Two duties, since they ask different things: of organisers to invite, of the silent to answer."""
    session = target.session
    if session.starts_at is None:
        return
    title = _("%(category)s in %(session)s") % {"category": target.category, "session": session}
    for slug in WARNINGS:
        set_milestone(
            target,
            slug,
            edition=session.edition,
            kind=MilestoneKind.PREPARATION,
            title=title[:200],
            due_at=session.starts_at - timedelta(days=target.warn_days),
        )


def after_release(sessions: Collection[int]) -> None:
    """`AFTER_RELEASE`: another day, another day to warn on."""
    for target in Target.objects.filter(session__in=sessions).select_related("category", "session__edition"):
        keep_warning(target)


@transaction.atomic
def mark_present(
    session: Session, *, by: Any, present: Iterable[Organisation], version: int | None = None
) -> Entry | None:
    """Which of the invited organisations came; the others did not."""
    permit("mark_present", session, by)
    compare(session, version)
    if session.status not in (SessionStatus.HELD, SessionStatus.REPORTED):
        raise Refused(_("This session has not been held. Count after its end."))
    asked = Invited.objects.filter(session=session)
    before = sorted(asked.filter(was_present=True).values_list("organisation", flat=True))
    after = sorted(each.pk for each in present)
    first = asked.filter(was_present=None).exists()
    asked.filter(organisation__in=after).update(was_present=True)
    asked.exclude(organisation__in=after).update(was_present=False)
    pair = (None if first else before, after)
    return edit(session, verb="mark_present", by=by, changes={}, also={"present": pair}, version=version)
