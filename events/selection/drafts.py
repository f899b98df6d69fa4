"""Acts on drafts of the selection: nobody is told of them, and several may be kept and compared."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.calls.models import Call
from events.selection.models import Choice, Pick, Selection
from events.selection.pool import Entrant, ranked
from events.selection.suggestion import Suggestion, suggest
from events.selection.targets import Yardstick
from forum.history.acts import compare, edit, permit, record
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused

OUT, UP, DOWN = "out", "up", "down"
MOST = 12  # drafts of one call that are open


def begin(
    call: Call,
    *,
    by: Any,
    name: str,
    picks: Sequence[Pick] = (),
) -> Selection:
    """An empty draft, or one that begins as another one is."""
    selection = Selection(call=call, name=name.strip(), made_by=by if by.pk else None)
    permit("add", selection, by)
    drafts = Selection.objects.filter(call=call)
    if drafts.filter(name=selection.name).exists():
        raise Refused(_("There is a draft of this name. Give this one another."), field="name")
    if drafts.open().count() >= MOST:
        raise Refused(_("There are %(count)s drafts. Remove one first.") % {"count": MOST}, field="name")
    with transaction.atomic():
        selection.save(force_insert=True)
        Pick.objects.bulk_create(
            Pick(selection=selection, proposal_id=each.proposal_id, choice=each.choice, order=each.order)
            for each in picks
        )
        record("create", selection, by=by, after={"name": selection.name, "picks": told(selection)})
    return selection


def told(selection: Selection) -> dict[str, str]:
    """What a draft says, as the history keeps it."""
    rows = Pick.objects.filter(selection=selection).values_list("proposal__reference", "choice", "order")
    return {reference: f"{choice} {order}" if order else choice for reference, choice, order in rows}


def changing(selection: Selection, verb: str, by: Any, version: int | None) -> None:
    permit(verb, selection, by)
    compare(selection, version)
    if selection.committed_at is not None:
        raise Refused(_("This draft was decided. Begin another for what is still open."))


def written(selection: Selection, *, by: Any, before: Any, verb: str = "pick") -> None:
    """The entry of a change of the picks; whoever had an older copy is refused."""
    also = {"picks": (before, told(selection))}
    if before == also["picks"][1]:
        return
    edit(selection, verb=verb, by=by, changes={"saved_at": clock.now()}, also=also)


def pick(selection: Selection, entrant: Entrant, to: str, *, by: Any, version: int | None = None) -> None:
    """Into the places, onto the reserve, out again, or up and down on the reserve."""
    changing(selection, "pick", by, version)
    if to in Choice.values and to != Choice.DECLINE and not entrant.may_be_chosen:
        raise Refused(why_not(entrant))
    with transaction.atomic():
        if not Selection.objects.select_for_update().filter(pk=selection.pk, version=selection.version).exists():
            raise ChangedMeanwhile
        before = told(selection)
        reserve = list(selection.picks.filter(choice=Choice.RESERVE).order_by("order", "pk"))
        mine = selection.picks.filter(proposal=entrant.pk)
        if to in (UP, DOWN):
            shift(reserve, entrant.pk, -1 if to == UP else 1)
        else:
            reserve = [each for each in reserve if each.proposal_id != entrant.pk]
            if to == OUT:
                mine.delete()
            else:
                made, _new = Pick.objects.update_or_create(
                    selection=selection, proposal_id=entrant.pk, defaults={"choice": to, "order": None}
                )
                reserve += [made] if to == Choice.RESERVE else []
        for order, each in enumerate(reserve, 1):
            Pick.objects.filter(pk=each.pk).exclude(order=order).update(order=order)
        written(selection, by=by, before=before)


def why_not(entrant: Entrant) -> str:
    if entrant.tied:
        return _("You belong to an organiser of %(reference)s. Somebody else picks it.") % vars(entrant)
    if not entrant.is_waiting:
        return _("%(reference)s does not wait for a decision.") % vars(entrant)
    return _("%(scores)s of %(needed)s reviewers of %(reference)s have scored. Wait for the others.") % vars(entrant)


def shift(reserve: list[Pick], proposal_id: int, by: int) -> None:
    here = next((place for place, each in enumerate(reserve) if each.proposal_id == proposal_id), None)
    if here is not None and 0 <= here + by < len(reserve):
        reserve[here], reserve[here + by] = reserve[here + by], reserve[here]


def fill_by_rank(selection: Selection, entrants: list[Entrant], *, by: Any, version: int | None = None) -> Suggestion:
    """The machine's suggestion instead of what the draft says; the next by rank stand on the reserve."""
    changing(selection, "pick", by, version)
    call = selection.call
    made = suggest(ranked(entrants), call.places, Yardstick(call.targets, entrants))
    taken = {each.pk for each in made.chosen}
    chosen = [each for each in made.chosen if not each.held]
    rest = [each for each in ranked(entrants) if each.may_be_chosen and not each.held and each.pk not in taken]
    rows = [Pick(selection=selection, proposal_id=each.pk, choice=Choice.SELECT) for each in chosen]
    reserve = rest[: max(call.places // 4, 2)]
    rows += [
        Pick(selection=selection, proposal_id=each.pk, choice=Choice.RESERVE, order=order)
        for order, each in enumerate(reserve, 1)
    ]
    with transaction.atomic():
        if not Selection.objects.select_for_update().filter(pk=selection.pk, version=selection.version).exists():
            raise ChangedMeanwhile
        before = told(selection)
        selection.picks.all().delete()
        Pick.objects.bulk_create(rows)
        written(selection, by=by, before=before, verb="pick")
    return made


def keep_words(selection: Selection, reasons: Mapping[int, str], *, by: Any, version: int | None = None) -> None:
    """The reasons as they are so far; whoever is in no list of the draft is kept as not selected."""
    changing(selection, "write", by, version)
    with transaction.atomic():
        held = {each.proposal_id: each for each in selection.picks.select_for_update()}
        changed = {pk: text for pk, text in reasons.items() if (held[pk].reason if pk in held else "") != text}
        for pk, text in changed.items():
            defaults = {"reason": text} | ({} if pk in held else {"choice": Choice.DECLINE})
            Pick.objects.update_or_create(selection=selection, proposal_id=pk, defaults=defaults)
        if changed:
            edit(
                selection,
                verb="write",
                by=by,
                changes={"saved_at": clock.now()},
                also={"reasons": ({pk: held[pk].reason for pk in changed if pk in held}, changed)},
            )


@transaction.atomic
def remove(selection: Selection, *, by: Any, version: int | None = None) -> None:
    changing(selection, "remove", by, version)
    record("remove", selection, by=by, before={"name": selection.name, "picks": told(selection)})
    selection.delete()


def set_targets(
    call: Call,
    *,
    by: Any,
    targets: list[dict[str, Any]],
    anonymous_review: bool,
    confirm_days: int,
    version: int | None = None,
) -> None:
    """What a selection is held against, whether reviewers learn who applies, and how long a lead has to confirm."""
    if anonymous_review != call.anonymous_review and call.proposals.filter(reviews__scored_at__isnull=False).exists():
        raise Refused(
            _("Scores were given already. Whether applicants are named to reviewers can no longer change."),
            field="anonymous_review",
        )
    changes = {"targets": targets, "anonymous_review": anonymous_review, "confirm_days": confirm_days}
    edit(call, verb="set_targets", by=by, changes=changes, version=version)
