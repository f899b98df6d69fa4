"""Which pledges answer a commitment."""

from collections import defaultdict
from collections.abc import Iterable

from forum.links.models import Link, Relation
from pledges.commitments.models import Commitment
from pledges.pledges.models import Pledge


def answers_to(commitments: Iterable[Commitment]) -> dict[int, list[Pledge]]:
    """By commitment, the published pledges that say they answer it."""
    rows = Link.objects.filter(
        relation=Relation.ANSWERS,
        source_type=Pledge._meta.label_lower,
        target_type=Commitment._meta.label_lower,
        target_id__in=[each.pk for each in commitments],
    ).values_list("target_id", "source_id")
    pairs = list(rows)
    pledges = {pledge.pk: pledge for pledge in Pledge.objects.public().filter(pk__in=[source for _t, source in pairs])}
    found: dict[int, list[Pledge]] = defaultdict(list)
    for target, source in pairs:
        if source in pledges:
            found[target].append(pledges[source])
    return found
