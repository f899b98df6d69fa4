"""Filters of editions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition, OutcomeKind, Series


class EditionFilter(django_filters.FilterSet):
    series = django_filters.ModelChoiceFilter(
        label=_("Series"), queryset=Series.objects.all(), to_field_name="slug", empty_label=_("All series")
    )
    outcome = django_filters.ChoiceFilter(
        label=_("Kind of outcome"), field_name="outcome_kind", choices=OutcomeKind.choices, empty_label=_("Every kind")
    )

    class Meta:
        model = Edition
        fields = ["series", "outcome"]
