"""What the board looks at: every proposal of a call as a light row, read in two statements."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Avg, CharField, Count, F, Max, Min, Q, QuerySet, StdDev, Value
from django.db.models.functions import Cast

from events.calls.models import Call
from events.side_events.contents import Gender, Speaker
from events.side_events.models import CoOrganiser, Proposal, ProposalStatus

APPLIED = (
    ProposalStatus.SUBMITTED,
    ProposalStatus.CHANGES_REQUESTED,
    ProposalStatus.RESERVE,
    ProposalStatus.SELECTED,
    ProposalStatus.DECLINED,
)
WAITING = (ProposalStatus.SUBMITTED, ProposalStatus.RESERVE)
DIMENSIONS = ("region", "category", "gender", "voice", "language", "objective", "lens", "format", "mode")
APART = 1.5  # of five points: reviewers this far apart are worth reading


@dataclass
class Entrant:
    """`traits`: for each dimension what the proposal brings, and how often (two speakers are women)."""

    pk: int
    reference: str
    title: str
    language: str
    status: ProposalStatus
    version: int
    reserve_order: int | None
    organisation: str
    category: str
    mean: float | None
    low: float | None
    high: float | None
    deviation: float | None
    scores: int
    needed: int
    held: bool  # it has a place: selected, and its session was not cancelled
    tied: bool = False  # the reader belongs to an organiser, so scores are hidden
    traits: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def apart(self) -> float | None:
        return self.high - self.low if self.high is not None and self.low is not None and self.scores > 1 else None

    @property
    def is_apart(self) -> bool:
        return (self.apart or 0) >= APART

    @property
    def is_waiting(self) -> bool:
        return self.status in WAITING

    @property
    def is_scored(self) -> bool:
        return self.scores >= self.needed

    @property
    def may_be_chosen(self) -> bool:
        return self.is_waiting and self.is_scored and not self.tied

    @property
    def is_cancelled(self) -> bool:
        return self.status == ProposalStatus.SELECTED and not self.held

    @property
    def name(self) -> str:
        return self.title


def ranked(entrants: Iterable[Entrant]) -> list[Entrant]:
    """By the mean of the reviewers; what has none, or is hidden from the reader, comes last."""
    return sorted(entrants, key=lambda each: (each.mean is None, -(each.mean or 0), each.reference))


def pool(call: Call, user: Any, *, also: tuple[ProposalStatus, ...] = ()) -> list[Entrant]:
    """All that was submitted and neither withdrawn nor merged, by rank. Of what the reader organises, no score."""
    found = {each.pk: each for each in map(entrant_of, rows(call, [*APPLIED, *also]))}
    for each in found.values():
        each.needed = call.reviewers_per_proposal
    organisers: dict[int, set[int]] = defaultdict(set)
    for dimension, pk, code in traits(call):
        if dimension == "organiser":
            organisers[pk].add(int(code))
        elif code and pk in found:
            bag = found[pk].traits.setdefault(dimension, {})
            bag[code] = bag.get(code, 0) + 1
    mine = set(getattr(user, "organisation_roles", {}))
    for pk, bodies in organisers.items():
        if bodies & mine and pk in found:
            entrant = found[pk]
            entrant.tied, entrant.mean, entrant.low, entrant.high, entrant.deviation = True, None, None, None, None
    return ranked(found.values())


NAMES = (
    "pk",
    "reference",
    "title",
    "language",
    "status",
    "version",
    "reserve_order",
    "organisation__name",
    "organisation__category__title",
    "session__status",
)


def rows(call: Call, statuses: list[ProposalStatus]) -> "QuerySet[Any, dict[str, Any]]":
    done = Q(reviews__scored_at__isnull=False, reviews__set_aside_at=None)
    return (
        Proposal.objects.filter(call=call, status__in=statuses)
        .order_by()
        .annotate(
            mean=Avg("reviews__mean", filter=done),
            low=Min("reviews__mean", filter=done),
            high=Max("reviews__mean", filter=done),
            deviation=StdDev("reviews__mean", filter=done),
            scores=Count("reviews", filter=done),
        )
        .values(*NAMES, "mean", "low", "high", "deviation", "scores")
    )


def entrant_of(row: dict[str, Any]) -> Entrant:
    given = {name: row[name] for name in NAMES[:7]}
    status = ProposalStatus(given.pop("status"))
    return Entrant(
        **given,
        status=status,
        organisation=row["organisation__name"],
        category=row["organisation__category__title"],
        mean=row["mean"],
        low=row["low"],
        high=row["high"],
        deviation=row["deviation"],
        scores=row["scores"],
        needed=0,
        held=status == ProposalStatus.SELECTED and row["session__status"] != "cancelled",
    )


def traits(call: Call) -> Iterable[tuple[str, int, str]]:
    """What each proposal brings to each dimension, and who organises it, in one statement."""
    ours = Proposal.objects.filter(call=call).exclude(status=ProposalStatus.DRAFT).order_by()

    def part(kind: str, found: Any, pk: str, code: str) -> Any:
        named = found.annotate(dimension=Value(kind), of=F(pk), brings=Cast(code, output_field=CharField()))
        return named.values_list("dimension", "of", "brings")

    named = CoOrganiser.objects.filter(proposal__in=ours).exclude(answer="declined").order_by()
    speaking = Speaker.objects.filter(proposal__in=ours).order_by()
    parts = [
        part("organiser", ours, "pk", "organisation"),
        part("organiser", named, "proposal", "organisation"),
        part("region", ours.exclude(organisation__country=None), "pk", "organisation__country__group"),
        part("category", ours, "pk", "organisation__category__code"),
        part("language", ours, "pk", "language"),
        part("objective", ours.exclude(objectives=None), "pk", "objectives__number"),
        part("lens", ours.exclude(lenses=None), "pk", "lenses__code"),
        part("gender", speaking.exclude(gender=Gender.NOT_SAID), "proposal", "gender"),
        part("gender_not_said", speaking.filter(gender=Gender.NOT_SAID), "proposal", "gender"),
        part("voice", speaking, "proposal", "stands_for"),
        part("format", ours, "pk", "format"),
        part("mode", ours, "pk", "mode"),
    ]
    return parts[0].union(*parts[1:], all=True)
