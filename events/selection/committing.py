"""The list of decisions: who gets which letter and why, shown first, then done as one act."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Avg
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.organisations.models import ACTING, Membership
from events.selection.models import Choice, Pick, Selection
from events.selection.pool import Entrant
from events.selection.targets import Level, Yardstick
from events.side_events import deciding
from events.side_events.models import Proposal, ProposalStatus
from events.side_events.permissions import organiser_ids
from events.side_events.reviews import Review, Score
from forum.history.acts import compare, compare_and_set, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused


@dataclass
class Letter:
    """What the list says to one proposal."""

    entrant: Entrant
    choice: str
    order: int | None
    reason: str
    people: int = 0


def letters(selection: Selection, entrants: list[Entrant]) -> list[Letter]:
    """To all that wait for a decision. Whoever is on the reserve and in no list stays there and hears nothing."""
    picks = {each.proposal_id: each for each in selection.picks.all()}
    waiting = [each for each in entrants if each.is_waiting]
    chosen = [each for each in waiting if each.pk in picks and picks[each.pk].choice == Choice.SELECT]
    weak = Weakness(selection, entrants, chosen)
    reserve = [each for each in waiting if each.pk in picks and picks[each.pk].choice == Choice.RESERVE]
    reserve.sort(key=lambda each: picks[each.pk].order or 0)  # without those that have left the list since
    told = []
    for each in waiting:
        held = picks.get(each.pk)
        choice = held.choice if held else Choice.DECLINE
        if each.status == ProposalStatus.RESERVE and (held is None or choice == Choice.RESERVE):
            continue
        reason = held.reason if held else ""
        if choice == Choice.DECLINE and not reason and not each.tied:
            reason = weak.words(each)
        told.append(Letter(each, choice, reserve.index(each) + 1 if each in reserve else None, reason))
    rank = {Choice.SELECT: 0, Choice.RESERVE: 1, Choice.DECLINE: 2}
    return sorted(told, key=lambda letter: (rank[Choice(letter.choice)], letter.order or 0))


def count_people(letters: list[Letter]) -> None:
    """How many act today for the lead and the co-organisers of each."""
    organisers: dict[int, set[int]] = {}
    proposals = Proposal.objects.filter(pk__in=[each.entrant.pk for each in letters]).prefetch_related("co_organisers")
    for proposal in proposals:
        organisers[proposal.pk] = organiser_ids(proposal)
    acting = Membership.objects.current().filter(
        organisation__in=set().union(*organisers.values()), role__in=ACTING, user__is_active=True
    )
    people: dict[int, set[int]] = {}
    for body, person in acting.values_list("organisation", "user"):
        people.setdefault(body, set()).add(person)
    for each in letters:
        bodies = organisers.get(each.entrant.pk, set())
        each.people = len(set().union(*(people.get(body, set()) for body in bodies)))


class Weakness:
    """Where a proposal fell behind: the criterion on which it is farthest below those that are selected.

    Who is not below them on any, such as for the balance of the programme, is given no words: the officers find them.
    """

    def __init__(self, selection: Selection, entrants: list[Entrant], chosen: list[Entrant]) -> None:
        self.call = selection.call
        self.count = len(entrants)
        self.criteria = {each.pk: each for each in self.call.criteria.all()}
        self.marks = marks(self.call.pk)
        reference = [*chosen, *(each for each in entrants if each.held)]
        self.others = {
            pk: [mark for each in reference if (mark := self.marks.get((each.pk, pk))) is not None]
            for pk in self.criteria
        }

    def words(self, entrant: Entrant) -> str:
        gaps = [
            (mark - sum(others) / len(others), pk, mark, sum(others) / len(others))
            for pk, others in self.others.items()
            if others and (mark := self.marks.get((entrant.pk, pk))) is not None
        ]
        gap, pk, mark, mean = min(gaps, default=(0.0, 0, 0.0, 0.0))
        if gap >= 0:
            return ""
        places = ngettext(
            "There is %(places)s place for %(count)s proposals.",
            "There are %(places)s places for %(count)s proposals.",
            self.call.places,
        ) % {"places": self.call.places, "count": self.count}
        weak = _("On “%(criterion)s” the reviewers gave this one %(mark)s of 5; those selected have %(mean)s.") % {
            "criterion": self.criteria[pk],
            "mark": number_format(mark, 1),
            "mean": number_format(mean, 1),
        }
        return f"{places} {weak}"


def marks(call_id: int) -> dict[tuple[int, int], float]:
    """The mean of the counted points, by proposal and criterion."""
    counted = Score.objects.filter(
        review__proposal__call=call_id, review__scored_at__isnull=False, review__set_aside_at=None
    )
    means = counted.order_by().values_list("review__proposal", "criterion").annotate(mean=Avg("points"))
    return {(proposal, criterion): mean for proposal, criterion, mean in means}


# --- the act --------------------------------------------------------------------------------------------------


def commit(
    selection: Selection,
    entrants: list[Entrant],
    *,
    by: Any,
    reasons: Mapping[int, str],
    versions: Mapping[int, int],
    confirm_by: date,
    exception: str = "",
    version: int | None = None,
) -> Entry:
    """All letters of the list, or none. What was seen when it was decided is kept for the record."""
    permit("commit", selection, by)
    compare(selection, version)
    if selection.committed_at is not None:
        raise ChangedMeanwhile
    found = letters(selection, entrants)
    check(selection, entrants, found, reasons=reasons, versions=versions, confirm_by=confirm_by, exception=exception)
    proposals = {
        each.pk: each
        for each in Proposal.objects.filter(pk__in=[letter.entrant.pk for letter in found])
        .select_related("call__edition", "edition", "organisation", "session")
        .prefetch_related("co_organisers", "reviews", "objectives", "lenses")
    }
    done: list[dict[str, Any]] = []
    with transaction.atomic():
        for letter in found:
            proposal, reason = proposals[letter.entrant.pk], reasons.get(letter.entrant.pk, "").strip()
            seen: dict[str, Any] = {"by": by, "reason": reason, "version": letter.entrant.version}
            try:
                entry = decide(proposal, letter, confirm_by, seen)
            except Refused as refused:
                words = _("%(reference)s: %(why)s") % {"reference": proposal.reference, "why": refused.message}
                raise Refused(words) from None
            row = {"reference": proposal.reference, "choice": letter.choice, "order": letter.order}
            done.append({**row, "reason": reason, "entry": entry.pk})
        kept = memory(selection, entrants, done, exception=exception.strip(), by=by)
        before = {"committed_at": None, "committed_by": None}
        compare_and_set(selection, {"committed_at": clock.now(), "committed_by": by, "record": kept})
        after = {name: getattr(selection, name) for name in before} | {"decisions": [brief(row) for row in done]}
        return record("commit", selection, by=by, reason=exception.strip(), before=before, after=after)


def brief(row: Mapping[str, Any]) -> str:
    return f"{row['reference']} {row['choice']} {row['order'] or ''}".strip()


def decide(proposal: Proposal, letter: Letter, confirm_by: date, seen: dict[str, Any]) -> Entry:
    match letter.choice:
        case Choice.SELECT:
            return deciding.select(proposal, confirm_by=confirm_by, **seen)
        case Choice.RESERVE:
            return deciding.reserve(proposal, order=letter.order, **seen)
        case _:
            return deciding.decline(proposal, **seen)


def check(
    selection: Selection,
    entrants: list[Entrant],
    found: list[Letter],
    *,
    reasons: Mapping[int, str],
    versions: Mapping[int, int],
    confirm_by: date,
    exception: str,
) -> None:
    """Refuses what cannot be decided in this way, each with its cure."""
    call = selection.call
    if not found:
        raise Refused(_("Nothing waits for a decision. The list is empty."))
    if {letter.entrant.pk: letter.entrant.version for letter in found} != dict(versions):
        raise ChangedMeanwhile
    refuse_tied(found)
    chosen = [letter.entrant for letter in found if letter.choice == Choice.SELECT]
    if len(chosen) > call.places_left:
        raise Refused(
            _("%(count)s are picked and %(left)s places are left. Take some out, or raise the places with a reason.")
            % {"count": len(chosen), "left": call.places_left}
        )
    for letter in found:
        if letter.choice == Choice.DECLINE and not reasons.get(letter.entrant.pk, "").strip():
            raise Refused(
                _("%(reference)s has no reason. Say why it is not selected: it is sent in these words.")
                % vars(letter.entrant),
                field=f"reason_{letter.entrant.pk}",
            )
    if chosen and confirm_by <= call.edition.today():
        raise Refused(_("Choose a day after today until which leads confirm."), field="confirm_by")
    held = [each for each in entrants if each.held]
    broken = [each for each in Yardstick(call.targets, entrants).findings([*held, *chosen]) if each.level == Level.RULE]
    if broken and not exception.strip():
        raise Refused(
            _("A rule is broken. %(rule)s Change the draft, or say why it is right all the same.")
            % {"rule": broken[0].text},
            field="exception",
        )


def memory(
    selection: Selection, entrants: list[Entrant], done: list[dict[str, Any]], *, exception: str, by: Any
) -> dict[str, Any]:
    """What the justification is written from, as it stood: later scores, names and targets do not change it."""
    call = selection.call
    reviews = Review.objects.filter(proposal__call=call).select_related("reviewer", "proposal").order_by("pk")
    return {
        "places": call.places,
        "held": [each.reference for each in entrants if each.held],
        "targets": call.targets,
        "criteria": [{"label": each.label, "weight": each.weight} for each in call.criteria.all()],
        "needed": call.reviewers_per_proposal,
        "anonymous": call.anonymous_review,
        "entrants": [asdict(each) for each in entrants],
        "decisions": done,
        "exception": exception,
        "by": str(by),
        "made_by": str(selection.made_by or ""),
        "reviewers": sorted({str(each.reviewer) for each in reviews if each.scored_at}),
        "conflicts": [
            [each.proposal.reference, str(each.reviewer), each.conflict] for each in reviews if each.conflict
        ],
        "set_aside": [[each.proposal.reference, str(each.reviewer)] for each in reviews if each.set_aside_at],
    }


def remembered(kept: Mapping[str, Any]) -> list[Entrant]:
    """The proposals as they stood when the list was decided."""
    return [Entrant(**{**row, "status": ProposalStatus(row["status"])}) for row in kept["entrants"]]


def picked(selection: Selection) -> dict[int, Pick]:
    return {each.proposal_id: each for each in selection.picks.all()}


def refuse_tied(found: list[Letter]) -> None:
    """Who organises one of the proposals does not read its reasons, and commits no list that decides on it."""
    if tied := next((letter.entrant for letter in found if letter.entrant.tied), None):
        raise Refused(
            _("You belong to an organiser of %(reference)s, which this list decides on. Somebody else commits it.")
            % vars(tied)
        )
