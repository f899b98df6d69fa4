"""What waits on a desk because of pledges: to finish, to decide, to report."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.desk.items import Item, Standing, as_role
from forum.editions.models import RoleName
from forum.kit import clock
from forum.milestones.models import Milestone
from pledges.pledges.choices import PledgeStatus
from pledges.pledges.models import Pledge

AHEAD = timedelta(days=30)


def panel(user: Any) -> Iterator[Item | Standing]:
    yield from to_decide(user)
    mine = list(Pledge.objects.of_organisation(user).select_related("edition", "organisation").order_by("status_since"))
    due = milestones(mine)
    for pledge in mine:
        if pledge.status == PledgeStatus.WITHDRAWN or pledge.is_archive:
            continue
        yield from items(pledge, due.get(pledge.pk, []))
        state = pledge.stage_state if pledge.status == PledgeStatus.PUBLISHED and pledge.stage_state else pledge.state
        note = pledge.reference or _("Pledge of %(who)s") % {"who": pledge.who}
        yield Standing(title=pledge.title, url=pledge.get_absolute_url(), state=state, note=note)


def to_decide(user: Any) -> Iterator[Item]:
    editions = [pk for pk, roles in user.edition_roles.items() if RoleName.PLEDGES in roles]
    waiting = Pledge.objects.filter(edition__in=editions, status=PledgeStatus.SUBMITTED) if editions else ()
    if editions:
        waiting = waiting.select_related("edition", "organisation").order_by("status_since")  # type: ignore[union-attr]
    for pledge in waiting:
        days = (clock.now() - pledge.status_since).days
        yield Item(
            title=_("Decide on a pledge: %(title)s") % {"title": pledge.title},
            why=_("%(who)s submitted it %(days)s days ago.") % {"who": pledge.who, "days": days},
            role=as_role(user, pledge.edition, RoleName.PLEDGES),
            url=reverse("pledge_decide", args=[pledge.edition.slug, pledge.pk]),
            button=_("Decide"),
        )


def milestones(pledges: list[Pledge]) -> dict[int, list[Milestone]]:
    found: dict[int, list[Milestone]] = {}
    rows = Milestone.objects.open().filter(
        object_type=Pledge._meta.label_lower,
        object_id__in=[pledge.pk for pledge in pledges],
        due_at__lte=clock.now() + AHEAD,
    )
    for row in rows:
        found.setdefault(row.object_id or 0, []).append(row)
    return found


def items(pledge: Pledge, due: list[Milestone]) -> Iterator[Item]:
    for milestone in due:
        words = words_of(pledge, milestone)
        if words:
            title, why, url, button = words
            role = _("For %(organisation)s") % {"organisation": pledge.who}
            yield Item(title, why, role, url, button, due=milestone.due_at, zone=pledge.edition.timezone)


def words_of(pledge: Pledge, milestone: Milestone) -> tuple[str, str, str, str] | None:
    """Title, reason, address and button of what a milestone of a pledge asks; None when it asks nothing now."""
    told = {"title": pledge.title, "step": milestone.title}
    if milestone.slug == "answer" and pledge.status == PledgeStatus.CHANGES_REQUESTED:
        return (
            _("Answer the pledge officer: %(title)s") % told,
            _("Changes were asked for; the pledge waits for you."),
            pledge.get_absolute_url(),
            _("Answer"),
        )
    if pledge.status != PledgeStatus.PUBLISHED:
        return None
    if milestone.slug.startswith("update-"):
        return (
            _("Report on your pledge: %(title)s") % told,
            _("An update is asked for twice a year. No answer is shown as such."),
            reverse("pledge_report", args=[pledge.pk]),
            _("Report"),
        )
    if milestone.slug.startswith("step-"):
        return (
            _("Step of your pledge: %(step)s") % told,
            _("Say that it is done, or report why not: %(title)s") % told,
            pledge.get_absolute_url(),
            _("Open"),
        )
    return None
