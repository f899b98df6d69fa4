"""Published pledges of an edition, for the report on overlaps."""

from collections.abc import Iterator

from events.side_events.overlaps import PLEDGE, UN_FAMILY, Piece
from forum.editions.models import Edition
from pledges.pledges.models import Pledge


def of_pledges(edition: Edition) -> Iterator[Piece]:
    found = Pledge.objects.public().filter(edition=edition).select_related("organisation__category", "category")
    for each in found.prefetch_related("objectives", "countries"):
        body = each.organisation
        named = [country.pk for country in each.countries.all()]
        own = [body.country_id] if body and body.country_id else []
        yield Piece(
            kind=PLEDGE,
            reference=each.reference,
            title=each.title,
            body=str(body or each.actor_name),
            bodies=frozenset([body.pk] if body else []),
            objectives=frozenset(objective.number for objective in each.objectives.all()),
            countries=frozenset(named or own),
            url=each.get_absolute_url(),
            begins=each.start_date,
            ends=each.target_date,
            is_un=bool(body and body.category.code == UN_FAMILY),
        )
