"""Reviewers and what they have: the balanced assignment, given as one act, and a word to the slow."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.organisations.models import Membership
from events.calls.actions import ask_scores
from events.calls.models import Call
from events.side_events.models import CoOrganiser, Proposal, ProposalStatus
from events.side_events.notices import tell
from events.side_events.reviews import Review
from forum.editions.models import Role, RoleName
from forum.history.acts import compare, edit, permit, record
from forum.kit import clock
from forum.kit.refusals import Refused
from forum.notifications.actions import notify
from forum.notifications.models import Notification

OPEN = (ProposalStatus.SUBMITTED, ProposalStatus.CHANGES_REQUESTED)


@dataclass
class Row:
    """A reviewer's progress. `given` counts what is done or due, not what was set aside."""

    pk: int
    name: str
    done: int = 0
    due: int = 0
    conflicts: int = 0
    late: bool = False
    reminded: datetime | None = None

    @property
    def given(self) -> int:
        return self.done + self.due


@dataclass
class Loads:
    rows: list[Row]
    references: dict[int, str]  # of proposals that wait for scores, by id
    held: dict[int, set[int]]  # who has or had each, whatever became of it
    counted: dict[int, int]  # how many places of reviewers are filled
    tied: dict[int, set[int]]  # who may never score it
    conflicts: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Planned:
    pairs: list[tuple[int, int]]  # (proposal, reviewer)
    short: list[str]  # references that no free reviewer was left for
    code: str  # of this very plan


def loads_of(call: Call) -> Loads:
    roles = Role.objects.current().filter(edition=call.edition_id, role=RoleName.REVIEWER, user__is_active=True)
    people = dict(roles.order_by("user__name", "user").values_list("user", "user__name"))
    loads = Loads([], {}, defaultdict(set), defaultdict(int), defaultdict(set))
    organisers: dict[int, set[int]] = defaultdict(set)
    waiting = Proposal.objects.filter(call=call, status__in=OPEN).order_by("reference")
    for pk, reference, lead in waiting.values_list("pk", "reference", "organisation"):
        loads.references[pk] = reference
        organisers[pk].add(lead)
    named = CoOrganiser.objects.filter(proposal__in=loads.references).exclude(answer="declined")
    for pk, body in named.values_list("proposal", "organisation"):
        organisers[pk].add(body)
    members: dict[int, set[int]] = defaultdict(set)
    ties = Membership.objects.current().filter(user__in=people)
    for person, body in ties.values_list("user", "organisation"):
        members[body].add(person)
    for pk, bodies in organisers.items():
        loads.tied[pk] = set().union(*(members[body] for body in bodies))
    count(call, people, loads)
    return loads


def count(call: Call, people: dict[int, str], loads: Loads) -> None:
    today = call.edition.today()
    rows = {pk: Row(pk, name) for pk, name in people.items()}
    reviews = Review.objects.filter(proposal__call=call).select_related("proposal", "reviewer").order_by("pk")
    for each in reviews:
        row = rows.get(each.reviewer_id) or Row(each.reviewer_id, str(each.reviewer))
        rows[each.reviewer_id] = row
        loads.held[each.proposal_id].add(each.reviewer_id)
        if each.conflict:
            row.conflicts += 1
            loads.conflicts.append({"review": each, "proposal": each.proposal})
        if each.set_aside_at is None:
            loads.counted[each.proposal_id] += 1
        if each.counts:
            row.done += 1
        elif each.is_due and each.proposal.status == ProposalStatus.SUBMITTED:
            row.due += 1
            row.late = bool(call.scores_by and call.scores_by < today)
    told = Notification.objects.filter(kind="review_reminder", object_type="events.call", object_id=call.pk)
    for person, at in told.order_by("created_at").values_list("recipient", "created_at"):
        if person in rows:
            rows[person].reminded = at
    loads.rows = sorted(rows.values(), key=lambda row: row.name.casefold())


def plan(loads: Loads, each: int) -> Planned:
    """Fills the places of reviewers that are empty. Whoever has the least gets the next; where that leaves a proposal
    without anybody, or loads further apart than one, somebody passes one on."""
    roles = {row.pk: row.given for row in loads.rows}
    pairs: list[tuple[int, int]] = []
    free = {
        pk: [person for person in roles if person not in loads.tied[pk] and person not in loads.held[pk]]
        for pk in loads.references
    }
    wanted = [(pk, max(each - loads.counted[pk], 0)) for pk in loads.references]
    short = []
    for pk, number in sorted(wanted, key=lambda one: (len(free[one[0]]), one[0])):
        chosen = sorted(free[pk], key=lambda person: (roles[person], person))[:number]
        for person in chosen:
            pairs.append((pk, person))
            roles[person] += 1
        if len(chosen) < number:
            short.append(loads.references[pk])
    even_out(pairs, roles, free)
    pairs.sort()
    code = hashlib.sha256(repr((each, pairs)).encode()).hexdigest()[:16]
    return Planned(pairs, sorted(short), code)


def even_out(pairs: list[tuple[int, int]], roles: dict[int, int], free: dict[int, list[int]]) -> None:
    """Along chains: one passes a proposal to a second, who passes another one to a third, until none has two more
    than another who could have had it."""
    while chain := way(pairs, roles, free):
        for pk, giver, taker in chain:
            pairs.remove((pk, giver))
            pairs.append((pk, taker))
            roles[giver] -= 1
            roles[taker] += 1


def way(pairs: list[tuple[int, int]], roles: dict[int, int], free: dict[int, list[int]]) -> list[tuple[int, int, int]]:
    """The shortest chain from somebody with much to somebody with two fewer."""
    has: dict[int, set[int]] = defaultdict(set)
    for pk, person in pairs:
        has[person].add(pk)
    for start in sorted(roles, key=lambda person: -roles[person]):
        seen = {start}
        todo: list[tuple[int, list[tuple[int, int, int]]]] = [(start, [])]
        while todo:
            giver, chain = todo.pop(0)
            for pk in sorted(has[giver]):
                for taker in free[pk]:
                    if taker in seen or pk in has[taker]:
                        continue
                    longer = [*chain, (pk, giver, taker)]
                    if roles[taker] <= roles[start] - 2:
                        return longer
                    seen.add(taker)
                    todo.append((taker, longer))
    return []


def assign_all(call: Call, *, by: Any, each: int, code: str, version: int | None = None) -> int:
    """Gives the whole assignment that was shown under this code, as one act. Returns how many were given."""
    permit("assign_all", call, by)
    compare(call, version)
    with transaction.atomic():
        Call.objects.select_for_update().get(pk=call.pk)
        loads = loads_of(call)
        planned = plan(loads, each)
        if planned.code != code:
            raise Refused(_("Proposals, reviewers or conflicts changed meanwhile. Look at the assignment anew."))
        if not planned.pairs:
            raise Refused(_("There is nothing to give: every proposal has its reviewers."))
        reviews = Review.objects.bulk_create(Review(proposal_id=pk, reviewer_id=who) for pk, who in planned.pairs)
        proposals = Proposal.objects.select_related("edition", "call").in_bulk({pk for pk, _who in planned.pairs})
        given: dict[int, list[Any]] = defaultdict(list)
        for review in reviews:
            review.proposal = proposals[review.proposal_id]
            given[review.proposal_id].append(review)
        ask_scores(call, reviews)
        for pk, mine in given.items():
            entry = record("assign", proposals[pk], by=by, after={"reviewers": [one.reviewer_id for one in mine]})
            for one in mine:
                tell([one.reviewer], "review_assigned", proposals[pk], entry, url=one.get_absolute_url())
        if each != call.reviewers_per_proposal:
            edit(call, verb="assign_all", by=by, changes={"reviewers_per_proposal": each})
        else:
            record("assign_all", call, by=by, after={"given": len(reviews)})
    return len(reviews)


def remind(call: Call, *, by: Any, version: int | None = None) -> int:
    """One mail to each who has something to score, at most one a day. Returns how many are told."""
    permit("remind", call, by)
    compare(call, version)
    due = Review.objects.to_score().filter(proposal__call=call).select_related("reviewer")
    people = {each.reviewer_id: each.reviewer for each in due}
    told = Notification.objects.filter(
        kind="review_reminder",
        object_type="events.call",
        object_id=call.pk,
        created_at__gte=clock.now() - timedelta(days=1),
    )
    for pk in told.values_list("recipient", flat=True):
        people.pop(pk, None)
    if not people:
        raise Refused(_("Nobody is to be reminded: all have scored, or were reminded in the last day."))
    with transaction.atomic():
        entry = record("remind", call, by=by, after={"people": sorted(people)})
        return notify(people.values(), "review_reminder", call, entry=entry, url=review_address(call))


def review_address(call: Call) -> str:
    return f"{call.edition.get_absolute_url()}manage/side-events/review/"
