"""Invitations to answer; for officers, categories that are short of their target when it is time to warn."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from events.attendance.models import Invited, Reply, Target
from events.attendance.numbers import expected_of
from events.sessions.kinds import SessionStatus
from forum.desk.items import Item, Standing, as_role
from forum.editions.models import RoleName
from forum.kit import clock
from forum.milestones.models import Milestone


def panel(user: Any) -> Iterator[Item | Standing]:
    yield from answers(user)
    yield from short(user)


def answers(user: Any) -> Iterator[Item | Standing]:
    asked = Invited.objects.filter(
        organisation__in=user.acts_for,
        session__ends_at__gt=clock.now(),
        session__status__in=[SessionStatus.SCHEDULED, SessionStatus.PUBLISHED],
    )
    for each in asked.select_related("session__edition", "organisation").order_by("session__starts_at", "pk"):
        session = each.session
        if each.status == Reply.INVITED:
            yield Item(
                title=_("Answer the invitation to %(session)s") % {"session": session},
                why=_("%(organisation)s is invited. The organisers plan with your answer.")
                % {"organisation": each.organisation},
                role=_("As focal point"),
                url=session.get_absolute_url(),
                button=_("Answer"),
                zone=session.edition.timezone,
            )
        else:
            yield Standing(str(session), session.get_absolute_url(), each.state, str(each.organisation))


def short(user: Any) -> Iterator[Item]:
    runs = [pk for pk, roles in user.edition_roles.items() if RoleName.PROGRAMME in roles]
    if not runs:
        return
    now = clock.now()
    due = Milestone.objects.open().filter(
        edition__in=runs, object_type="events.target", slug="organisers", due_at__lte=now
    )
    targets = Target.objects.filter(
        pk__in=due.values("object_id"), session__starts_at__gt=now, session__status=SessionStatus.PUBLISHED
    )
    for target in targets.select_related("session__edition", "category"):
        session, expected = target.session, expected_of(target)
        if expected >= target.wanted:
            continue
        words = {"category": target.category, "expected": expected, "wanted": target.wanted}
        yield Item(
            title=_("%(category)s: %(expected)s of %(wanted)s expected") % words,
            why=_("In %(session)s. Invite more of them, or ask those who are silent.") % {"session": session},
            role=as_role(user, session.edition, RoleName.PROGRAMME),
            url=reverse("session_attendance", args=[session.edition.slug, session.reference]),
            button=_("Look"),
            due=session.starts_at,
            zone=session.edition.timezone,
        )
