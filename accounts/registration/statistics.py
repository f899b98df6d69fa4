"""Who took part, by category: organisations and people. The public reads small numbers of people as words."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.urls import reverse

from accounts.accreditation import statistics as applications
from accounts.registration.models import Registration
from forum.editions.models import Edition
from forum.taxonomy.models import Category
from forum.taxonomy.reading import entries


@dataclass(frozen=True)
class Row:
    category: Category
    applied: int
    accredited: int
    declined: int
    registered: int
    approved: int


def by_category(edition: Edition) -> list[Row]:
    """Categories of which anybody applied or registered, in their order."""
    bodies = {row.category.pk: row for row in applications.by_category(edition)}
    people: dict[int, tuple[int, int]] = {
        row["organisation__category"]: (row["registered"], row["approved"])
        for row in Registration.objects.filter(edition=edition, organisation__isnull=False)
        .values("organisation__category")
        .annotate(
            registered=Count("pk", distinct=True),
            approved=Count("pk", distinct=True, filter=Q(spaces__status="approved")),
        )
        .order_by()
    }
    rows = []
    known = {*bodies, *people}
    for category in (each for each in entries(Category) if each.pk in known):
        body = bodies.get(category.pk)
        registered, approved = people.get(category.pk, (0, 0))
        rows.append(
            Row(
                category,
                applied=body.applied if body else 0,
                accredited=body.accredited if body else 0,
                declined=body.declined if body else 0,
                registered=registered,
                approved=approved,
            )
        )
    return rows


def participants_url(edition: Edition, category: Category) -> str:
    return f"{reverse('participants', args=[edition.slug])}?{urlencode({'category': category.code})}"
