"""The lists that the register is filtered by: each read once a page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from forum.editions.models import Edition
from forum.taxonomy.models import Category, Lens, Objective
from forum.taxonomy.reading import entries


@dataclass(frozen=True)
class Lists:
    editions: list[Any]  # of Edition, each with `pledge_count`
    objectives: list[Objective]
    categories: list[Category]
    lenses: list[Lens]

    def edition(self, slug: str) -> Edition | None:
        return next((edition for edition in self.editions if edition.slug == slug), None)


def read(asked: str = "") -> Lists:
    """Editions with published pledges, and the one that is asked for."""
    published = Count("pledges", filter=Q(pledges__status="published"))
    editions = Edition.objects.public().select_related("series").annotate(pledge_count=published)
    return Lists(
        editions=list(editions.filter(Q(pledge_count__gt=0) | Q(slug=asked)).newest_first()),
        objectives=entries(Objective),
        categories=entries(Category),
        lenses=entries(Lens),
    )
