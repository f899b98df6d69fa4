"""The officer's list of registrations, filtered."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.organisations.folding import fold
from accounts.organisations.models import Organisation
from accounts.registration.models import RegistrationStatus, SpaceRegistration
from forum.editions.models import Space
from forum.taxonomy.models import Category
from forum.taxonomy.reading import ReferenceFilter


class SpaceRegistrationFilter(django_filters.FilterSet):
    """Without a choice of state it shows what an officer can act on: confirmed people and the waiting list."""

    STATES = [("any", _("All states")), *RegistrationStatus.choices]

    q = django_filters.CharFilter(label=_("Person or organisation"), method="search")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=STATES, empty_label=_("Waits for us"), method="by_state"
    )
    space = django_filters.ModelChoiceFilter(
        label=_("Space"), queryset=Space.objects.none(), to_field_name="slug", empty_label=_("All spaces")
    )
    category = ReferenceFilter(
        label=_("Category"),
        field_name="registration__organisation__category",
        queryset=Category.objects.all(),
        to_field_name="code",
        empty_label=_("All categories"),
    )

    class Meta:
        model = SpaceRegistration
        fields = ["q", "state", "space", "category"]

    def __init__(self, *args: Any, edition: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["space"].queryset = Space.objects.filter(edition=edition)

    @property
    def qs(self) -> "QuerySet[SpaceRegistration]":
        found = super().qs
        if not self.form.cleaned_data.get("state"):
            found = found.filter(pk__in=SpaceRegistration.objects.waiting_for_officer().values("pk"))
        return found.order_by("status_since", "pk")

    def search(self, queryset: "QuerySet[SpaceRegistration]", name: str, value: str) -> "QuerySet[SpaceRegistration]":
        found, folded = Q(registration__person_name__icontains=value.strip()), fold(value)
        return queryset.filter(found | Q(registration__organisation__folded_name__contains=folded) if folded else found)

    def by_state(self, queryset: "QuerySet[SpaceRegistration]", name: str, value: str) -> "QuerySet[SpaceRegistration]":
        return queryset if value == "any" else queryset.filter(status=value)


class ParticipantFilter(django_filters.FilterSet):
    category = ReferenceFilter(
        label=_("Category"), queryset=Category.objects.all(), to_field_name="code", empty_label=_("All categories")
    )

    class Meta:
        model = Organisation
        fields = ["category"]
