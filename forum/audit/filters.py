"""Filters of an edition's history."""

from typing import Any

import django_filters
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.history.models import Entry
from forum.history.querysets import EntryQuerySet
from forum.history.words import object_words, verb_words


class HistoryFilter(django_filters.FilterSet):
    person = django_filters.CharFilter(label=_("Person"), method="by_person")
    verb = django_filters.ChoiceFilter(label=_("Act"), empty_label=_("All acts"))
    object_type = django_filters.ChoiceFilter(label=_("Kind of object"), empty_label=_("All kinds"))
    q = django_filters.CharFilter(label=_("Object or reason"), method="by_words")

    class Meta:
        model = Entry
        fields = ["person", "verb", "object_type", "q"]

    def __init__(self, *args: Any, chain: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = Entry.objects.filter(chain=chain).values_list("verb", "object_type").distinct()
        verbs, kinds = {verb for verb, _kind in pairs}, {kind for _verb, kind in pairs}
        self.filters["verb"].extra["choices"] = sorted(((each, verb_words(each)) for each in verbs), key=second)
        self.filters["object_type"].extra["choices"] = sorted(
            ((each, object_words(each)) for each in kinds), key=second
        )

    def by_person(self, queryset: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        people = get_user_model().objects.filter(Q(name__icontains=value) | Q(email__icontains=value))
        return queryset.filter(actor_id__in=people.values("pk"))

    def by_words(self, queryset: EntryQuerySet, name: str, value: str) -> EntryQuerySet:
        return queryset.filter(Q(object_name__icontains=value) | Q(reason__icontains=value))


def second(pair: tuple[str, str]) -> str:
    return pair[1]
