"""Two proposals become one joint event: one side proposes, or an officer suggests; both leads consent."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from events.sessions.kinds import RoleKind
from events.side_events.contents import Answer, Speaker
from events.side_events.deciding import close
from events.side_events.mergers import CHOSEN, Merger, MergerState
from events.side_events.models import CoOrganiser, CoOrganiserState, Proposal, ProposalStatus
from events.side_events.notices import organisers, tell
from events.side_events.permissions import side_of
from events.side_events.querysets import acting_people
from events.side_events.versions import keep_version
from forum.history.acts import SYSTEM, compare, edit, move, permit, record
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused

OPEN = (ProposalStatus.SUBMITTED, ProposalStatus.CHANGES_REQUESTED)


def suggest(
    kept: Proposal,
    joined: Proposal,
    *,
    by: Any,
    word: str = "",
    texts: Mapping[str, str] | None = None,
    version: int | None = None,
) -> Merger:
    """Asks both leads; a lead who asks has consented. `texts`: for each text, `kept` or `joined`."""
    permit("merge", kept, by)
    compare(kept, version)
    need_open(kept, joined)
    chosen = {name: str((texts or {}).get(name) or "kept") for name in CHOSEN}
    merger = Merger(kept=kept, joined=joined, word=word.strip(), texts=chosen, proposed_by_id=by.pk)
    sides = side_of(by, merger)
    if len(sides) < 2 and not word.strip():
        raise Refused(_("Say why the two belong together. The other side reads it."), field="word")
    with transaction.atomic():
        for side in sides:
            setattr(merger, f"{side}_agreed_at", merger.made_at)
        if len(sides) == 2:
            merger.answer = MergerState.AGREED
        merger.save(force_insert=True)
        entry = record("suggest", merger, by=by, reason=merger.word, after={"texts": chosen})
        asked = [getattr(merger, side) for side in ("kept", "joined") if side not in sides]
        for proposal in asked:
            other = kept if proposal is joined else joined
            about: Any = {"other": str(other), "title": other.name, "word": merger.word}
            tell(leads_of(proposal), "merger_proposed", proposal, entry, url=merger.get_absolute_url(), **about)
        if len(sides) == 2:
            merge(joined, by=by, merger=merger)
    return merger


def need_open(kept: Proposal, joined: Proposal) -> None:
    if kept.pk == joined.pk:
        raise Refused(_("Choose another proposal than this one."), field="other")
    if kept.call_id != joined.call_id:
        raise Refused(_("Only two proposals to one call can be merged."), field="other")
    need_two_open(kept, joined)
    pair = [kept.pk, joined.pk]
    if Merger.objects.open().filter(kept__in=pair, joined__in=pair).exists():
        raise Refused(_("The two have been asked already. Their answer stands on their pages."), field="other")


def leads_of(proposal: Proposal) -> Any:
    also = [each.organisation_id for each in proposal.co_organisers.all() if each.role == RoleKind.LEAD]
    return acting_people([proposal.organisation_id, *also])


def need_waiting(merger: Merger) -> None:
    if merger.answer != MergerState.PROPOSED:
        raise Refused(_("This was answered already: %(answer)s.") % {"answer": merger.state.label})


def need_read(merger: Merger, mark: str) -> None:
    """Nobody consents to a text that was changed after the page was shown. Both proposals are held from here on."""
    pair = Proposal.objects.select_for_update().filter(pk__in=[merger.kept_id, merger.joined_id]).order_by("pk")
    now = {each.pk: each.version for each in pair}
    if mark != f"{now[merger.kept_id]}-{now[merger.joined_id]}":
        raise ChangedMeanwhile


def agree(
    merger: Merger, *, by: Any, reply: str = "", version: int | None = None, mark: str | None = None
) -> Entry | None:
    """Consent of one side; with that of the other the two are one. Who consented to what reads otherwise now is asked
    once more."""
    permit("agree", merger, by)
    need_waiting(merger)
    need_two_open(merger.kept, merger.joined)
    mine = side_of(by, merger)
    anew = [side for side in ("kept", "joined") if side not in mine and has_changed_since(merger, side)]
    changes: dict[str, Any] = {f"{side}_agreed_at": clock.now() for side in mine}
    changes |= {f"{side}_agreed_at": None for side in anew}
    is_last = all(changes.get(name, getattr(merger, name)) for name in ("kept_agreed_at", "joined_agreed_at"))
    changes |= {"reply": reply.strip(), "answer": MergerState.AGREED if is_last else merger.answer}
    with transaction.atomic():
        if mark is not None:
            need_read(merger, mark)
        entry = edit(merger, verb="agree", by=by, version=version, changes=changes)
        if is_last:
            merge(merger.joined, by=by, merger=merger)
        if entry is None:
            return None
        for side in anew:
            asked, other = getattr(merger, side), merger.other_of(side)
            about: Any = {"other": str(other), "title": other.name, "word": reply.strip() or merger.word}
            tell(leads_of(asked), "merger_proposed", asked, entry, url=merger.get_absolute_url(), **about)
    return entry


def has_changed_since(merger: Merger, side: str) -> bool:
    """The other proposal was changed after this side had consented."""
    at = getattr(merger, f"{side}_agreed_at")
    return at is not None and merger.other_of(side).versions.filter(at__gt=at).exists()


def mergers_of(proposal: Proposal) -> "QuerySet[Merger]":
    return Merger.objects.filter(Q(kept=proposal) | Q(joined=proposal)).select_related("kept__edition", "joined")


def need_two_open(kept: Proposal, joined: Proposal) -> None:
    for each in (kept, joined):
        if each.status not in OPEN:
            raise Refused(_("%(proposal)s no longer waits for a decision.") % {"proposal": each})


def decline_merger(merger: Merger, *, by: Any, reply: str, version: int | None = None) -> Entry | None:
    permit("decline", merger, by)
    need_waiting(merger)
    if not reply.strip():
        raise Refused(_("Say why. The other side reads it."), field="reply")
    changes = {"answer": MergerState.DECLINED, "reply": reply.strip()}
    with transaction.atomic():
        entry = edit(merger, verb="decline", by=by, version=version, changes=changes, reason=reply.strip())
        if entry is not None:
            for side in {"kept", "joined"} - side_of(by, merger):
                proposal = getattr(merger, side)
                about: Any = {"other": str(merger), "word": reply.strip()}
                tell(leads_of(proposal), "merger_declined", proposal, entry, url=merger.get_absolute_url(), **about)
    return entry


def withdraw_merger(merger: Merger, *, by: Any, version: int | None = None) -> Entry | None:
    """Taken back by who asked, until both have consented."""
    permit("withdraw", merger, by)
    need_waiting(merger)
    if merger.proposed_by_id != by.pk and not (asking_sides(merger) & side_of(by, merger)):
        raise Refused(_("Only who asked can take it back. You may decline it."))
    return edit(merger, verb="withdraw", by=by, version=version, changes={"answer": MergerState.WITHDRAWN})


def asking_sides(merger: Merger) -> set[str]:
    return {side for side in ("kept", "joined") if getattr(merger, f"{side}_agreed_at")}


def merge(joined: Proposal, *, by: Any, merger: Merger) -> Entry:
    """Both have consented: the texts that they chose, the organisers and speakers of both, in one proposal."""
    kept = Proposal.objects.select_for_update().select_related("call__edition", "organisation").get(pk=merger.kept_id)
    need_two_open(kept, joined)
    texts = {name: getattr(joined, name) for name, side in merger.texts.items() if side == "joined"}
    with transaction.atomic():
        keep_version(kept)
        entry = move(joined, "merge", by=by, changes={"merged_into": kept})
        unite(kept, joined)
        edit(kept, verb="merge", by=by, changes={**texts, "saved_at": clock.now()})
        keep_version(kept)
        close(joined)
        for proposal in (kept, joined):
            tell(organisers(proposal), "proposal_merged", kept, entry, other=str(joined))
    for other in Merger.objects.open().filter(Q(joined=joined) | Q(kept=joined)):
        edit(other, verb="withdraw", by=SYSTEM, changes={"answer": MergerState.WITHDRAWN})
    return entry


def unite(kept: Proposal, joined: Proposal) -> None:
    """Objectives as far as the call allows, lenses, speakers, organisers; the other lead leads as well."""
    most = kept.call.objectives_most
    numbers = [each.pk for each in kept.objectives.all()]
    more = [each.pk for each in joined.objectives.all() if each.pk not in numbers]
    kept.objectives.add(*more[: max(most - len(numbers), 0)])
    kept.lenses.add(*joined.lenses.all())
    names = {each.name.casefold() for each in kept.panel.all()}
    news = [each for each in joined.panel.all() if each.name.casefold() not in names]
    for order, each in enumerate(news, len(names) + 1):
        each.pk, each.proposal, each.order = None, kept, order
    Speaker.objects.bulk_create(news)
    answered = {each.question_id for each in kept.answers.all()}
    Answer.objects.bulk_create(
        Answer(proposal=kept, question_id=each.question_id, text=each.text)
        for each in joined.answers.all()
        if each.question_id not in answered
    )
    CoOrganiser.objects.update_or_create(
        proposal=kept,
        organisation=joined.organisation,
        defaults={"role": RoleKind.LEAD, "answer": CoOrganiserState.CONFIRMED, "answered_at": clock.now()},
    )
    named = {kept.organisation_id, *kept.co_organisers.values_list("organisation", flat=True)}
    CoOrganiser.objects.bulk_create(
        CoOrganiser(
            proposal=kept,
            organisation_id=each.organisation_id,
            role=each.role,
            answer=each.answer,
            answered_at=each.answered_at,
        )
        for each in joined.co_organisers.all()
        if each.organisation_id not in named
    )
