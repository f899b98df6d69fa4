"""Searching organisations."""

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from forum.search.querysets import found_by
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
        return found_by(queryset, value, names=True)
