"""How many applied and were accredited, by category. In public, numbers under five are withheld."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from accounts.accreditation.models import Application
from forum.editions.models import Edition
from forum.taxonomy.models import Category
from forum.taxonomy.reading import entries

SMALL = 5


@dataclass(frozen=True)
class Row:
    category: Category
    applied: int
    accredited: int
    declined: int


def by_category(edition: Edition) -> list[Row]:
    """Categories from which anybody applied, in their order."""
    counts = (
        Application.objects.filter(edition=edition)
        .submitted_once()
        .values("organisation__category")
        .annotate(
            applied=Count("organisation", distinct=True),
            accredited=Count("pk", filter=Q(status="accredited")),
            declined=Count("pk", filter=Q(status="declined")),
        )
        .order_by()
    )
    found = {row["organisation__category"]: row for row in counts}
    return [
        Row(category, found[category.pk]["applied"], found[category.pk]["accredited"], found[category.pk]["declined"])
        for category in entries(Category)
        if category.pk in found
    ]


def shown(number: int) -> str:
    """A number as the public may read it."""
    return str(number) if number == 0 or number >= SMALL else _("fewer than 5")
