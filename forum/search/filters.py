"""The question and the kind."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from forum.search.kinds import kinds
from forum.search.models import SearchEntry
from forum.search.querysets import EntryQuerySet


class SearchFilter(django_filters.FilterSet):
    """The kind is chosen by links with their counts, so that the page counts before it narrows."""

    q = django_filters.CharFilter(label=_("Search"), method="ask", max_length=200, widget=forms.SearchInput)
    kind = django_filters.ChoiceFilter(label=_("Kind"), empty_label=_("All kinds"))

    class Meta:
        model = SearchEntry
        fields = ["q", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = list(kinds().items())

    def ask(self, entries: EntryQuerySet, _name: str, question: str) -> EntryQuerySet:
        return entries.ranked(question)
