"""Filters of the programme; the page, the calendar file and the JSON file use the same."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import Precision, SessionKind, SessionStatus
from events.sessions.models import Session
from events.sessions.querysets import SessionQuerySet
from events.venues.models import Room
from forum.editions.models import Edition
from forum.kit import dates
from forum.search.querysets import found_by
from forum.taxonomy.models import Lens, Objective
from forum.taxonomy.reading import ReferenceFilter

PROGRAMME = "programme"


class SessionFilter(django_filters.FilterSet):
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
        every_day = sorted({*days, *edition.days})
        self.filters["day"].extra["choices"] = [(day.isoformat(), dates.day(day, "week")) for day in every_day]
        self.filters["kind"].extra["choices"] = [
            (PROGRAMME, _("All but side events and preparations")),
            *(row for row in SessionKind.choices if row[0] in {*kinds, self.data.get("kind")}),
        ]
        self.filters["room"].queryset = Room.objects.filter(edition=edition)

    def on_day(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        return queryset.filter(date=value, date_precision=Precision.DAY)

    def of_kind(self, queryset: SessionQuerySet, _name: str, value: str) -> SessionQuerySet:
        return queryset.programme() if value == PROGRAMME else queryset.filter(kind=value)

    def lacking(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        day_known = Q(date__isnull=False, date_precision=Precision.DAY)
        conditions = {"day": ~day_known, "hour": day_known & Q(starts_at=None), "title": Q(title="")}
        return queryset.filter(conditions[value])

    def search(self, queryset: QuerySet[Session], _name: str, value: str) -> QuerySet[Session]:
        """Titles, texts, references and whoever is shown in the session; every word must occur."""
        return found_by(queryset, value)


class ManageFilter(SessionFilter):
    status = django_filters.ChoiceFilter(label=_("State"), choices=SessionStatus.choices, empty_label=_("All states"))

    class Meta(SessionFilter.Meta):
        fields = ["q", "kind", "status", "objective", "day", "room", "lens", "missing"]
