"""Whole reference lists, as many pages show them: kept until somebody edits one."""

from typing import Any, TypeVar

import django_filters
from django.db.models import Model
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from forum.pages.generation import kept

M = TypeVar("M", bound=Model)


def entries(model: type[M]) -> list[M]:
    return list(kept(model._meta.label, lambda: list(model._default_manager.all())))


class EntryIterator(ModelChoiceIterator):
    def __iter__(self) -> Any:
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        for entry in entries(self.queryset.model):
            yield self.choice(entry)


class EntryField(ModelChoiceField):
    iterator = EntryIterator


class ReferenceFilter(django_filters.ModelChoiceFilter):
    """A choice among all entries of a reference list."""

    field_class = EntryField
