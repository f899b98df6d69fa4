"""Searching organisations."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.organisations.folding import fold
from accounts.organisations.models import Organisation
from forum.taxonomy.models import Category, Country
from forum.taxonomy.reading import ReferenceFilter


class OrganisationFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or acronym"), method="search")
    category = ReferenceFilter(
        label=_("Category"), queryset=Category.objects.all(), to_field_name="code", empty_label=_("All categories")
    )
    country = ReferenceFilter(
        label=_("Country"), queryset=Country.objects.all(), to_field_name="code", empty_label=_("All countries")
    )

    class Meta:
        model = Organisation
        fields = ["q", "category", "country"]

    def search(self, queryset: "QuerySet[Organisation]", name: str, value: str) -> "QuerySet[Organisation]":
        folded = fold(value)
        if not folded:
            return queryset.none()
        return queryset.filter(
            Q(folded_name__contains=folded) | Q(acronym__iexact=value.strip()) | Q(aliases__icontains=value.strip())
        )
