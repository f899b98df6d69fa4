"""Words for sets of entries of the index. The SQL is such that both databases answer alike, in the same order."""

from functools import reduce
from operator import add, and_, or_
from typing import Any, Self, TypeVar

from django.apps import apps
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Length, Replace

from forum.kit.folding import Term, asked
from forum.kit.searching import searched

Listed = TypeVar("Listed", bound="models.QuerySet[Any]")


def occurs(term: Term, field: str) -> Q:
    """All of one of the ways of a term."""

    def any_of(patterns: tuple[str, ...]) -> Q:
        return reduce(or_, (Q(**{f"{field}__contains": pattern}) for pattern in patterns))

    return reduce(or_, (reduce(and_, (any_of(either.patterns) for either in way)) for way in term.ways))


def times(pattern: str) -> Any:
    """How often it occurs: by how much the text is shorter without it."""
    without = Replace(F("folded"), Value(pattern), Value(""))
    return (Length(F("folded")) - Length(without)) / Value(len(pattern))


class EntryQuerySet(models.QuerySet):
    def visible_to(self, user: Any) -> Self:
        """Of each kind what its own rule lets `user` see."""
        seen = Q(pk__in=[])
        for searchable in searched():
            everything: Any = searchable.model._default_manager
            objects = everything.visible_to(user).filter(pk=OuterRef("object_id"))
            seen |= Q(Exists(objects), object_type=searchable.label)
        return self.filter(seen)

    def matching(self, question: str, field: str = "folded") -> Self:
        """Every word of the question has to occur; a question without a word finds nothing."""
        terms = asked(question)
        if not terms:
            return self.none()
        return self.filter(reduce(and_, (occurs(term, field) for term in terms)))

    def ranked(self, question: str) -> Self:
        """Those first with most words in the title, then with most matches; after that by kind and number."""
        terms = asked(question)
        if not terms:
            return self.none()
        in_title = [Case(When(occurs(term, "folded_title"), then=1), default=0) for term in terms]
        matches = [times(pattern) for term in terms for pattern in term.patterns]
        found = self.matching(question).annotate(in_title=reduce(add, in_title), matches=reduce(add, matches))
        return found.order_by("-in_title", "-matches", "kind", "object_id")


def found_by(queryset: Listed, question: str, *, names: bool = False) -> Listed:
    """The objects of a list that a question finds, for its field `q`; with `names` by titles and names only."""
    entries: Any = apps.get_model("forum", "SearchEntry")._default_manager
    field = "folded_title" if names else "folded"
    matching = entries.filter(object_type=queryset.model._meta.label_lower).matching(question, field)
    return queryset.filter(pk__in=matching.values("object_id"))
