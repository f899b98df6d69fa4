"""Filters of editions."""

import django_filters
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition, Series


class EditionFilter(django_filters.FilterSet):
    series = django_filters.ModelChoiceFilter(
        label=_("Series"), queryset=Series.objects.all(), to_field_name="slug", empty_label=_("All series")
    )

    class Meta:
        model = Edition
        fields = ["series"]
