"""The public list of side events, searched and filtered."""

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from events.programme.filters import OfRelease
from events.sessions.kinds import SessionStatus
from events.sessions.models import Session
from forum.kit import dates
from forum.taxonomy.models import Lens, Objective
from forum.taxonomy.reading import ReferenceFilter

SHOWN = (SessionStatus.PUBLISHED, SessionStatus.HELD, SessionStatus.REPORTED, SessionStatus.CANCELLED)


class SideEventFilter(OfRelease):
    q = django_filters.CharFilter(label=_("Search"), max_length=200)
    objective = ReferenceFilter(
        label=_("Objective"),
        field_name="objectives",
        to_field_name="number",
        queryset=Objective.objects.all(),
        empty_label=_("All 23 objectives"),
    )
    lens = ReferenceFilter(
        label=_("Lens"),
        to_field_name="code",
        queryset=Lens.objects.all(),
        empty_label=_("All lenses"),
    )
    day = django_filters.ChoiceFilter(label=_("Day"), empty_label=_("All days"))
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=[(s.value, s.label) for s in SHOWN], empty_label=_("All states")
    )

    class Meta:
        model = Session
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = sorted({each.day for each in self.sessions if each.day})
        self.filters["day"].extra["choices"] = [(day.isoformat(), dates.day(day, "week")) for day in days]

    def kept(self, found: list[Session], asked: dict[str, Any]) -> list[Session]:
        if lens := asked.pop("lens", None):
            reported = self.reported(lens)
            found = [each for each in found if each.pk in reported or lens in each.lenses.all()]
        if state := asked.pop("state", ""):
            found = [each for each in found if each.status == state]
        return super().kept(found, asked)

    def reported(self, lens: Lens) -> set[int]:
        """Those whose report names the lens: before or after, their organisers did."""
        return set(
            Session.objects.filter(edition=self.edition, proposal__report__lenses=lens).values_list("pk", flat=True)
        )
