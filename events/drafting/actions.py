"""Asking for a draft, making it, and taking from it what is wanted: each place becomes an act on its session."""

from collections import Counter
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from events.conflicts.plan import Plan, load
from events.drafting.answering import answer
from events.drafting.models import AutomaticDraft, DraftPlace, Fate
from events.drafting.posing import tasks_in
from events.drafting.puzzle import Reason
from events.drafting.taking import Taking
from events.drafting.wishes import Wishes
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.history import acts
from forum.jobs.actions import is_to_stop, progress, start
from forum.jobs.models import Job, JobStatus
from forum.kit import clock
from forum.kit.refusals import Refused

SECONDS = 25.0
LISTEN = 0.5  # seconds between two looks at whether it is to stop
SHOWN = 8  # reasons that are kept of a session without a place


def add(edition: Edition, *, by: Any, wishes: Wishes) -> AutomaticDraft:
    """Writes what is wanted and starts the work; the programme stays as it is."""
    draft = AutomaticDraft(edition=edition, wishes=wishes.as_json(), begun_by=by)
    acts.permit("add", draft, by)
    if not tasks_in(load(edition), wishes):
        raise Refused(_("No session waits for a room and a time. Add sessions first, or let scheduled ones be moved."))
    with transaction.atomic():
        Edition.objects.select_for_update().get(pk=edition.pk)
        mine = AutomaticDraft.objects.filter(edition=edition)
        if mine.filter(job__status__in=(JobStatus.WAITING, JobStatus.RUNNING)).exists():
            raise Refused(_("A draft is being made already. Wait for it, or stop it first."))
        draft.number = (mine.aggregate(last=Max("number"))["last"] or 0) + 1
        draft.job = start(
            "events.drafting.tasks.make", str(draft), by=by, edition=edition, can_stop=True, draft=draft.number
        )
        draft.save(force_insert=True)
        acts.record("add", draft, by=by, after=draft.wishes)
    return draft


def make(draft: AutomaticDraft, job: Job, *, seconds: float = SECONDS) -> None:
    """The worker's part. A second run after a crash begins anew."""
    if draft.made_at:
        return
    versions = dict(Session.objects.filter(edition=draft.edition).values_list("pk", "version"))
    plan, stop = load(draft.edition), listening(job)
    found = answer(plan, draft.wished, seconds=seconds, stop=stop, tell=lambda done, total: progress(job, done, total))
    rows = [place_row(draft, plan, versions, pk, place) for pk, place in found.places.items()]
    rows += [left_row(draft, versions, pk, why) for pk, why in found.left.items() if not plan.slots[pk].is_placed]
    with transaction.atomic():
        draft.places.all().delete()
        DraftPlace.objects.bulk_create(row for row in rows if row is not None)
        counts = Counter(row.fate for row in rows if row is not None)
        acts.edit(
            draft,
            verb="build",
            by=acts.SYSTEM,
            changes={
                "made_at": clock.now(),
                "seconds": round(found.seconds, 1),
                "by_solver": found.by_solver,
                "was_stopped": stop(),
            },
            also={"places": (0, counts[Fate.PROPOSED]), "none": (0, counts[Fate.NONE])},
        )


def listening(job: Job) -> Callable[[], bool]:
    heard, asked = False, 0.0

    def stop() -> bool:
        nonlocal heard, asked
        if not heard and monotonic() - asked > LISTEN:
            asked, heard = monotonic(), is_to_stop(job)
        return heard

    return stop


def instant(minutes: int) -> datetime:
    return datetime.fromtimestamp(minutes * 60, UTC)


def place_row(
    draft: AutomaticDraft, plan: Plan, versions: dict[int, int], pk: int, place: tuple[int, int, int]
) -> DraftPlace | None:
    """None where a session stays as it lies."""
    (room, start, end), old = place, plan.slots[pk]
    if old.is_placed and (old.room, old.start, old.end) == (room, start * 60, end * 60):
        return None
    row = DraftPlace(draft=draft, session_id=pk, version=versions[pk], room_id=room)
    row.starts_at, row.ends_at = instant(start), instant(end)
    if old.is_placed:
        row.old_room_id = old.room
        row.old_starts_at, row.old_ends_at = instant(old.start // 60), instant(old.end // 60)
    return row


def left_row(draft: AutomaticDraft, versions: dict[int, int], pk: int, why: Counter[Reason]) -> DraftPlace:
    reasons = [
        {"rule": reason.rule, "subject": reason.subject or "", "other": reason.other, "count": count}
        for reason, count in why.most_common(SHOWN)
    ]
    return DraftPlace(draft=draft, session_id=pk, version=versions[pk], reasons=reasons, fate=Fate.NONE)


@transaction.atomic
def accept(
    draft: AutomaticDraft, *, by: Any, places: Collection[int], reason: str = "", version: int | None = None
) -> tuple[int, int]:
    """Puts the chosen places into the programme, each by an act on its session; how many went in, how many were left.

    What changed meanwhile or no longer fits is left as it is, and its row says why.
    """
    acts.permit("accept", draft, by)
    acts.compare(draft, version)
    rows = list(
        draft.places.filter(pk__in=places, fate__in=(Fate.PROPOSED, Fate.LEFT))
        .select_related("session__edition", "room")
        .order_by("starts_at", "pk")
    )
    if not rows:
        raise Refused(_("Nothing is ticked that could be accepted. Tick at least one session."))
    taking = Taking(load(draft.edition), by=by, reason=reason.strip())
    taking.take(rows)
    DraftPlace.objects.bulk_update(rows, ["fate", "why_left"])
    done = [row.session.reference for row in rows if row.fate == Fate.ACCEPTED]
    left = [row.session.reference for row in rows if row.fate == Fate.LEFT]
    acts.edit(
        draft,
        verb="accept",
        by=by,
        changes={},
        reason=reason.strip(),
        also={"accepted": ([], done), "left": ([], left)},
    )
    return len(done), len(left)
