"""Filters of the programme; the page, the calendar file and the JSON file use the same."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import reduce
from operator import and_
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import PREPARATIONS, SIDE_EVENTS, Precision, SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.querysets import SessionQuerySet
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit import dates
from forum.search.querysets import found_by
from forum.taxonomy.models import Lens, Objective
from forum.taxonomy.reading import ReferenceFilter

PROGRAMME = "programme"


class Choices(django_filters.FilterSet):
    """What can be asked of a programme, public or drafted."""

    q = django_filters.CharFilter(label=_("Search"), method="search", widget=forms.SearchInput)
    kind = django_filters.ChoiceFilter(label=_("Kind"), method="of_kind", empty_label=_("All kinds"))
    objective = ReferenceFilter(
        label=_("Objective"),
        field_name="objectives",
        queryset=Objective.objects.all(),
        to_field_name="number",
        empty_label=_("All 23 objectives"),
    )
    day = django_filters.ChoiceFilter(label=_("Day"), method="on_day", empty_label=_("All days"))
    room = django_filters.ModelChoiceFilter(label=_("Room"), queryset=Room.objects.none(), empty_label=_("All rooms"))
    lens = ReferenceFilter(
        label=_("Lens"),
        field_name="lenses",
        queryset=Lens.objects.all(),
        to_field_name="code",
        empty_label=_("All lenses"),
    )

    missing = django_filters.ChoiceFilter(
        label=_("Not known"),
        choices=[("day", _("Day")), ("hour", _("Hour")), ("title", _("Title"))],
        method="lacking",
        empty_label=_("Known or not"),
    )

    class Meta:
        model = Session
        fields = ["q", "kind", "objective", "day", "room", "lens", "missing"]

    def __init__(self, *args: Any, edition: Edition, kinds: set[str], days: Iterable[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        every_day = sorted({*days, *edition.days})
        self.filters["day"].extra["choices"] = [(day.isoformat(), dates.day(day, "week")) for day in every_day]
        self.filters["kind"].extra["choices"] = [
            (PROGRAMME, _("All but side events and preparations")),
            *(row for row in SessionKind.choices if row[0] in {*kinds, self.data.get("kind")}),
        ]
        self.filters["room"].queryset = Room.objects.filter(edition=edition)


Keeps = Callable[[Session, Any], bool]
KEEPS: dict[str, Keeps] = {
    "kind": lambda session, kind: (
        session.kind not in (*SIDE_EVENTS, *PREPARATIONS) if kind == PROGRAMME else session.kind == kind
    ),
    "objective": lambda session, objective: objective.number in {*session.stated, *session.inferred},
    "day": lambda session, day: session.day is not None and session.day.isoformat() == day,
    "room": lambda session, room: session.room_id == room.pk,
    "lens": lambda session, lens: lens.pk in {each.pk for each in session.lenses.all()},
    "missing": lambda session, what: {
        "day": session.day is None,
        "hour": session.day is not None and session.starts_at is None,
        "title": not session.title,
    }[what],
}
HIDDEN = ("objective", "room", "lens")  # of a closed session


class SessionFilter(Choices):
    """Among the sessions of a release, which are in memory."""

    def __init__(self, *args: Any, sessions: list[Session], **kwargs: Any) -> None:
        days = {each.day for each in sessions if each.day}
        kinds = {each.kind for each in sessions}
        super().__init__(*args, queryset=Session.objects.none(), kinds=kinds, days=days, **kwargs)
        self.sessions = sessions

    @property
    def qs(self) -> list[Session]:
        if not self.is_bound or not self.form.is_valid():
            return self.sessions
        asked = {name: value for name, value in self.form.cleaned_data.items() if value not in (None, "")}
        found = self.sessions
        if words := asked.pop("q", ""):
            hits = set(found_by(Session.objects.filter(edition=self.edition), words).values_list("pk", flat=True))
            found = [each for each in found if each.pk in hits]
        if any(name in asked for name in HIDDEN):
            found = [each for each in found if not each.is_closed]
        return [each for each in found if all(KEEPS[name](each, value) for name, value in asked.items())]


class ManageFilter(Choices):
    """Among all sessions, as they are drafted."""

    status = django_filters.ChoiceFilter(label=_("State"), choices=SessionStatus.choices, empty_label=_("All states"))

    class Meta(Choices.Meta):
        fields = ["q", "kind", "status", "objective", "day", "room", "lens", "missing"]

    def on_day(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        return queryset.filter(date=value, date_precision=Precision.DAY)

    def of_kind(self, queryset: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        return queryset.programme() if value == PROGRAMME else queryset.filter(kind=value)

    def lacking(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        day_known = Q(date__isnull=False, date_precision=Precision.DAY)
        conditions = {"day": ~day_known, "hour": day_known & Q(starts_at=None), "title": Q(title="")}
        return queryset.filter(conditions[value])

    def search(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        """The index knows what is public; what is drafted has its own words, and every one must occur."""
        fields = ("title", "reference", "number", "summary", "roles__organisation__name", "roles__user__name")
        words = [Q(*((f"{name}__icontains", word) for name in fields), _connector=Q.OR) for word in value.split()]
        drafted = queryset.filter(reduce(and_, words, Q())).values("pk")
        return queryset.filter(Q(pk__in=drafted) | Q(pk__in=found_by(queryset, value).values("pk")))
