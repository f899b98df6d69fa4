"""Words for sets of sessions and roles. `public()` is the only door to public output."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q

from events.sessions.kinds import ACTIVE, PREPARATIONS, SIDE_EVENTS, RoleStatus, SessionKind, SessionStatus
from forum.editions.models import RoleName
from forum.kit import clock

BACKSTAGE = {RoleName.SECRETARIAT, RoleName.PROGRAMME, RoleName.AUDITOR}


def backstage_of(user: Any) -> list[int]:
    """Editions whose unpublished programme `user` sees."""
    if not getattr(user, "is_authenticated", False):
        return []
    return [pk for pk, roles in user.edition_roles.items() if roles & BACKSTAGE]


def related(model: Any, name: str) -> Any:
    """Everything of the model at the other end of a relation; the models themselves import this module."""
    return getattr(model, name).rel.related_model.objects.all()


class SessionQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What was published by an act, even when it was cancelled since. Of a closed one, see `Session.shows`."""
        return self.filter(published_at__isnull=False).exclude(edition__status="draft")

    def visible_to(self, user: Any) -> Self:
        shown = Q(published_at__isnull=False) & ~Q(edition__status="draft")
        if not getattr(user, "is_authenticated", False):
            return self.filter(shown)
        roles = related(self.model, "roles").held_by(user).filter(session=OuterRef("pk"))
        return self.filter(shown | Q(edition__in=backstage_of(user)) | Q(part__in=user.parts_run) | Exists(roles))

    def active(self) -> Self:
        return self.filter(status__in=ACTIVE)

    def side_events(self) -> Self:
        return self.filter(kind__in=SIDE_EVENTS)

    def besides_side_events(self) -> Self:
        return self.exclude(kind__in=SIDE_EVENTS)

    def told_in_words(self) -> Self:
        """Reported in a few sentences: a side event has a report of its own, a round table its agreed summary."""
        return self.besides_side_events().exclude(kind=SessionKind.ROUND_TABLE)

    def programme(self) -> Self:
        """Sessions of the programme itself: no side events and no meetings that prepare it."""
        return self.exclude(kind__in=(*SIDE_EVENTS, *PREPARATIONS))

    def round_tables(self) -> Self:
        return self.filter(kind=SessionKind.ROUND_TABLE)

    def ended(self, now: datetime) -> Self:
        return self.filter(status=SessionStatus.PUBLISHED, ends_at__lte=now, imported_at=None)

    def touch(self) -> int:
        """Calendars that follow fetch them anew: who is shown in them has changed."""
        published = self.filter(published_at__isnull=False)
        return published.update(sequence=F("sequence") + 1, changed_at=clock.now())

    def overlapping(self, starts_at: datetime, ends_at: datetime) -> Self:
        return self.filter(starts_at__lt=ends_at, ends_at__gt=starts_at)

    def in_order(self) -> Self:
        return self.order_by(
            F("date").asc(nulls_last=True),
            F("starts_at").asc(nulls_last=True),
            F("room__order").asc(nulls_last=True),
            "number",
            "serial",
        )

    def for_lists(self) -> Self:
        """With all that a row of a list shows, in three queries."""
        roles = related(self.model, "roles").select_related("organisation__category", "user")
        named = related(self.model, "session_objectives").select_related("objective")
        return self.select_related("room", "edition").prefetch_related(
            Prefetch("session_objectives", named), Prefetch("roles", roles)
        )


class SessionRoleQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        if not getattr(user, "is_authenticated", False):
            return self.shown()
        return self.filter(
            Q(status=RoleStatus.CONFIRMED, is_private=False, session__published_at__isnull=False)
            | Q(session__edition__in=backstage_of(user))
            | Q(user=user)
            | Q(organisation__in=user.acts_for)
        )

    def shown(self) -> Self:
        return self.filter(status=RoleStatus.CONFIRMED, is_private=False, session__published_at__isnull=False)

    def confirmed(self) -> Self:
        return self.filter(status=RoleStatus.CONFIRMED)

    def held_by(self, user: Any) -> Self:
        """Roles of this person, or of an organisation for which this person acts; a declined role is nobody's."""
        return self.filter(Q(user=user) | Q(user=None, organisation__in=user.acts_for)).exclude(
            status=RoleStatus.DECLINED
        )
