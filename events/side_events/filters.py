"""The public list of side events, searched and filtered."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.kit import dates
from forum.search.querysets import found_by
from forum.taxonomy.models import Lens, Objective
from forum.taxonomy.reading import ReferenceFilter

SHOWN = (SessionStatus.PUBLISHED, SessionStatus.HELD, SessionStatus.REPORTED, SessionStatus.CANCELLED)


class SideEventFilter(django_filters.FilterSet):
    search = django_filters.CharFilter(label=_("Search"), method="by_words", max_length=200)
    objective = ReferenceFilter(
        label=_("Objective"),
        field_name="objectives",
        to_field_name="number",
        queryset=Objective.objects.all(),
        empty_label=_("All 23 objectives"),
    )
    lens = ReferenceFilter(
        label=_("Lens"),
        method="by_lens",
        to_field_name="code",
        queryset=Lens.objects.all(),
        empty_label=_("All lenses"),
    )
    day = django_filters.ChoiceFilter(label=_("Day"), field_name="date", empty_label=_("All days"))
    state = django_filters.ChoiceFilter(
        label=_("State"), field_name="status", choices=[(s.value, s.label) for s in SHOWN], empty_label=_("All states")
    )

    class Meta:
        model = Session
        fields: list[str] = []

    def __init__(self, *args: Any, days: Iterable[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["day"].extra["choices"] = [(day.isoformat(), dates.day(day, "week")) for day in days]

    def by_words(self, found: QuerySet, name: str, value: str) -> QuerySet:
        return found_by(found, value)

    def by_lens(self, found: QuerySet, name: str, lens: Lens) -> QuerySet:
        """As named by its organisers, before or in the report."""
        reported = Q(proposal__report__lenses=lens)
        return found.filter(pk__in=Session.objects.filter(Q(lenses=lens) | reported).values("pk"))
