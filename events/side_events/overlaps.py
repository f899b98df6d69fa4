"""Where different bodies work on one objective in one country at one time: events and pledges beside each other.

What is compared is listed in `OVERLAPS`: `(edition) -> Iterable[Piece]`, each with a fixed number of questions.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from events.side_events.likeness import OPEN as COUNTED
from events.side_events.likeness import UN_FAMILY
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal
from forum.editions.models import Edition
from forum.kit.dotted import load_all
from forum.kit.folding import fold
from forum.taxonomy.models import Country

EVENT, PLEDGE = "event", "pledge"
KINDS = {EVENT: _("Side event"), PLEDGE: _("Pledge")}


@dataclass(frozen=True)
class Piece:
    """An event or a pledge of some bodies; an unknown begin or end is open."""

    kind: str
    reference: str
    title: str
    body: str
    bodies: frozenset[int]
    objectives: frozenset[int]
    countries: frozenset[int]
    url: str
    begins: date | None = None
    ends: date | None = None
    is_un: bool = False
    merge_url: str = ""

    @property
    def word(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class Overlap:
    one: Piece
    other: Piece
    objectives: list[int]
    countries: list[Country]
    nearness: int

    @property
    def both_un(self) -> bool:
        return self.one.is_un and self.other.is_un

    @property
    def merge_url(self) -> str:
        """Two proposals that wait for a decision may become one."""
        return (
            f"{self.one.merge_url}?with={self.other.reference}" if self.one.merge_url and self.other.merge_url else ""
        )


def of_events(edition: Edition) -> Iterator[Piece]:
    """Proposals from the day they are sent, with their lead and those who confirmed."""
    confirmed = Prefetch("co_organisers", CoOrganiser.objects.filter(answer=CoOrganiserState.CONFIRMED))
    found = Proposal.objects.filter(edition=edition, status__in=COUNTED)
    for each in found.select_related("organisation__category").prefetch_related("objectives", confirmed):
        days = each.wished_days
        country = each.organisation.country_id
        at = [edition.slug, each.reference]
        yield Piece(
            kind=EVENT,
            reference=each.reference,
            title=each.name,
            body=str(each.organisation),
            bodies=frozenset([each.organisation_id, *(one.organisation_id for one in each.co_organisers.all())]),
            objectives=frozenset(objective.number for objective in each.objectives.all()),
            countries=frozenset([country] if country else []),
            url=reverse("selection_proposal", args=at),
            begins=min(days, default=edition.start),
            ends=max(days, default=edition.end),
            is_un=each.organisation.category.code == UN_FAMILY,
            merge_url=reverse("proposal_merge", args=at) if each.status in ("submitted", "changes_requested") else "",
        )


def meet(one: Piece, other: Piece) -> bool:
    """Their periods touch."""
    return (one.ends or date.max) >= (other.begins or date.min) and (other.ends or date.max) >= (one.begins or date.min)


def overlaps(edition: Edition) -> list[Overlap]:
    """Pairs of different bodies with an objective and a country in common, those with the nearest titles first."""
    pieces: list[Piece] = [piece for pieces in load_all(settings.OVERLAPS) for piece in pieces(edition)]
    places: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        for objective in piece.objectives:
            for country in piece.countries:
                places[objective, country].append(number)
    shared: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for place, numbers in places.items():
        for pair in combinations(numbers, 2):
            shared[pair].append(place)
    known = Country.objects.in_bulk({country for _objective, country in places})
    titles = [fold(piece.title) for piece in pieces]
    found = [
        Overlap(
            pieces[a],
            pieces[b],
            sorted({objective for objective, _country in common}),
            [known[country] for country in sorted({country for _objective, country in common})],
            round(fuzz.token_set_ratio(titles[a], titles[b])),
        )
        for (a, b), common in shared.items()
        if not pieces[a].bodies & pieces[b].bodies and pieces[a].body != pieces[b].body and meet(pieces[a], pieces[b])
    ]
    return sorted(found, key=lambda each: (-each.nearness, each.one.reference, each.other.reference))


def chosen(found: Iterable[Overlap], said: dict[str, Any]) -> list[Overlap]:
    """Those that a filter lets through."""

    def fits(each: Overlap) -> bool:
        kinds = {each.one.kind, each.other.kind}
        return (
            (not said.get("objective") or said["objective"].number in each.objectives)
            and (not said.get("country") or said["country"] in each.countries)
            and (not said.get("kinds") or kinds == set(said["kinds"].split("+")))
            and (not said.get("un") or each.both_un)
        )

    return [each for each in found if fits(each)]
