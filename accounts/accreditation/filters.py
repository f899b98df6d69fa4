"""The officer's queue, filtered. Without a choice it shows what is open, the longest wait first."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.models import Application, ApplicationStatus, Track
from accounts.organisations.folding import fold
from forum.taxonomy.models import Category
from forum.taxonomy.reading import KeptFilter, ReferenceFilter

OPEN = ("submitted", "under_review", "changes_requested")
US = ("submitted", "under_review")


class ApplicationFilter(django_filters.FilterSet):
    STATES = [
        ("us", _("Waits for us")),
        ("any", _("All states")),
        *((member.value, member.label) for member in ApplicationStatus if member is not ApplicationStatus.DRAFT),
    ]
    ORDERS = [("-wait", _("Shortest wait first")), ("name", _("Name"))]

    q = django_filters.CharFilter(label=_("Search"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("All open"), method="by_state")
    track = KeptFilter(label=_("Track"), queryset=Track.objects.none(), empty_label=_("All tracks"))
    category = ReferenceFilter(
        label=_("Category"),
        field_name="organisation__category",
        queryset=Category.objects.all(),
        to_field_name="code",
        empty_label=_("All categories"),
    )
    order = django_filters.ChoiceFilter(
        label=_("Order"), choices=ORDERS, empty_label=_("Longest wait first"), method="by_order"
    )

    class Meta:
        model = Application
        fields = ["q", "state", "track", "category", "order"]

    def __init__(self, *args: Any, edition: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["track"].of(Track.objects.filter(edition=edition), edition)

    @property
    def qs(self) -> "QuerySet[Application]":
        found = super().qs
        if not self.form.cleaned_data.get("state"):
            found = found.filter(status__in=OPEN)
        return found if self.form.cleaned_data.get("order") else found.order_by("status_since", "pk")

    def search(self, queryset: "QuerySet[Application]", name: str, value: str) -> "QuerySet[Application]":
        found, folded = Q(reference__iexact=value.strip()), fold(value)
        return queryset.filter(found | Q(organisation__folded_name__contains=folded) if folded else found)

    def by_state(self, queryset: "QuerySet[Application]", name: str, value: str) -> "QuerySet[Application]":
        if value == "us":
            return queryset.filter(status__in=US)
        return queryset if value == "any" else queryset.filter(status=value)

    def by_order(self, queryset: "QuerySet[Application]", name: str, value: str) -> "QuerySet[Application]":
        return queryset.order_by("organisation__name") if value == "name" else queryset.order_by("-status_since", "-pk")
