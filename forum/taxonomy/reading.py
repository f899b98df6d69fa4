"""Whole reference lists, as many pages show them: kept until somebody edits one."""

from typing import Any, TypeVar

import django_filters
from django.db.models import Model
from django.forms import models
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from forum.kit.fields import ManyField
from forum.pages.generation import kept
from forum.taxonomy.countries import in_order
from forum.taxonomy.models import Country

M = TypeVar("M", bound=Model)


def entries(model: type[M]) -> list[M]:
    return list(kept(model._meta.label, lambda: list(model._default_manager.all())))


class EntryIterator(ModelChoiceIterator):
    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        found = entries(self.queryset.model)
        for entry in in_order(found) if self.queryset.model is Country else found:
            yield self.choice(entry)


class EntryField(ModelChoiceField):
    iterator = EntryIterator


class ReferenceFilter(django_filters.ModelChoiceFilter):
    """A choice among all entries of a reference list."""

    field_class = EntryField


class KeptIterator(ModelChoiceIterator):
    """Asked of the database only after an act in `chain`."""

    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        name = f"{self.queryset.model._meta.label} of {self.field.chain}"
        for entry in kept(name, lambda: list(self.queryset), chain=self.field.chain):
            yield self.choice(entry)


class KeptField(ModelChoiceField):
    iterator = KeptIterator

    def __init__(self, *args: Any, chain: int = 0, **kwargs: Any) -> None:
        self.chain = chain
        super().__init__(*args, **kwargs)


class KeptFilter(django_filters.ModelChoiceFilter):
    """A choice among what an edition has few of; its queryset and `chain` are set when it is asked."""

    field_class = KeptField

    def of(self, queryset: Any, edition: Model) -> None:
        self.queryset, self.extra["chain"] = queryset, edition.pk


class CountryIterator(models.ModelChoiceIterator):
    """In the order of the reader's language."""

    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for country in in_order(entries(Country)):
            yield self.choice(country)


class CountryField(models.ModelChoiceField):
    iterator = CountryIterator


class CountriesField(ManyField):
    iterator = CountryIterator
