"""Opening, changing and widening a call; copying it to another edition."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from events.calls.copying import copied, shifted
from events.calls.kinds import ALWAYS_ASKED, always_asked
from events.calls.models import Call, Criterion, Question, end_of
from events.conflicts.actions import edit_rulebook
from events.conflicts.models import Rulebook
from events.sessions.kinds import Rule
from forum.editions.models import Edition
from forum.history.acts import compare, edit, permit, record
from forum.history.models import Entry
from forum.kit.refusals import Refused
from forum.milestones.actions import set_milestone
from forum.milestones.models import MilestoneKind

CLOSES = "closes"
UNDECIDED = ("submitted", "changes_requested")


def open_call(
    edition: Edition,
    *,
    by: Any,
    changes: Mapping[str, Any],
    may_apply: Sequence[Any] = (),
    criteria: Sequence[Mapping[str, Any]] = (),
    questions: Sequence[Mapping[str, Any]] | None = None,
) -> Call:
    """Without questions it asks what every call asks."""
    call = Call(edition=edition, **changes)
    permit("add", call, by)
    asked = always_asked() if questions is None else need_questions(questions)
    with transaction.atomic():
        call.save(force_insert=True)
        call.may_apply.set(may_apply)
        write_criteria(call, criteria)
        write_questions(call, asked)
        set_dates(call)
        record("create", call, by=by, after={**changes, "criteria": criteria, "questions": asked})
    return call


def edit_call(
    call: Call,
    *,
    by: Any,
    changes: Mapping[str, Any],
    may_apply: Sequence[Any],
    criteria: Sequence[Mapping[str, Any]],
    questions: Sequence[Mapping[str, Any]] | None = None,
    version: int | None = None,
) -> Entry | None:
    """Everything but the places, which are raised by an act of their own. Criteria stand once a score was given, a
    question once it was answered."""
    compare(call, version)
    held = criteria_of(call)
    wanted = [dict(each) for each in criteria]
    if wanted != held and call.criteria.filter(scores__isnull=False).exists():
        raise Refused(_("Scores were given on these criteria. They can no longer change."))
    also: dict[str, tuple[Any, Any]] = {
        "may_apply": ([each.pk for each in call.may_apply.all()], [each.pk for each in may_apply]),
        "criteria": (held, wanted),
    }
    asked = questions_of(call) if questions is None else need_questions(questions)
    also["questions"] = (questions_of(call), asked)
    with transaction.atomic():
        entry = edit(call, by=by, changes=changes, version=version, also=also)
        if entry is not None:
            call.may_apply.set(may_apply)
            if wanted != held:
                call.criteria.all().delete()
                write_criteria(call, wanted)
            change_questions(call, *also["questions"])
            set_dates(call)
    return entry


def set_place_rules(edition: Edition, *, by: Any, levels: Mapping[str, str]) -> None:
    """How strict the rules for time and place are: they stand among the rules for conflicts of the edition."""
    book = Rulebook.objects.filter(edition=edition).first() or Rulebook(edition=edition)
    if any(book.level(Rule(rule)) != level for rule, level in levels.items()):
        edit_rulebook(edition, by=by, levels={**book.levels, **levels})


def raise_places(call: Call, *, by: Any, places: int, reason: str, version: int | None = None) -> Entry | None:
    compare(call, version)
    if not reason.strip():
        raise Refused(_("Say why. The reason is kept."), field="reason")
    if places <= call.places:
        raise Refused(
            _("The call has %(count)s places. Write a higher number.") % {"count": call.places}, field="places"
        )
    return edit(call, verb="raise_places", by=by, changes={"places": places}, reason=reason.strip(), version=version)


def take_place(call: Call) -> None:
    """Takes one place or refuses; part of the act of selecting. The database refuses once more below it."""
    refusal = Refused(
        _(
            "All %(count)s places are taken. Places are a quota: put this one on the reserve, "
            "or raise the places of the call with a reason."
        )
        % {"count": call.places}
    )
    try:
        with transaction.atomic():
            if not Call.objects.with_a_place().filter(pk=call.pk).take():
                raise refusal
    except IntegrityError:
        raise refusal from None
    call.refresh_from_db(fields=["selected_count", "places"])


def return_place(call: Call) -> None:
    """Gives one place back; part of the act by which a selected side event does not take place."""
    Call.objects.filter(pk=call.pk).free()
    call.refresh_from_db(fields=["selected_count", "places"])


def criteria_of(call: Call) -> list[dict[str, Any]]:
    rows = call.criteria.all()
    return [{"code": row.code, "label": row.label, "weight": row.weight, "meanings": row.meanings} for row in rows]


def write_criteria(call: Call, criteria: Sequence[Mapping[str, Any]]) -> None:
    Criterion.objects.bulk_create(Criterion(call=call, order=order, **each) for order, each in enumerate(criteria, 1))


ASKED = ("code", "kind", "text", "help", "options", "is_required", "is_public")


def questions_of(call: Call) -> list[dict[str, Any]]:
    return [{name: getattr(each, name) for name in ASKED} for each in call.questions.all()]


def need_questions(questions: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Policy intervention and lens are asked once each, in every call."""
    asked = [str(each["kind"]) for each in questions]
    if any(asked.count(kind) != 1 for kind in ALWAYS_ASKED):
        raise Refused(_("A call asks once for the policy intervention and once for the lenses. Correct the questions."))
    return [dict(each) for each in questions]


def write_questions(call: Call, questions: Sequence[Mapping[str, Any]]) -> None:
    Question.objects.bulk_create(Question(call=call, order=order, **each) for order, each in enumerate(questions, 1))


def change_questions(call: Call, held: list[dict[str, Any]], wanted: list[dict[str, Any]]) -> None:
    """Found again by their code, so that answers stay with what was asked."""
    if held == wanted:
        return
    known = {each.code: each for each in call.questions.all()}
    gone = [each for code, each in known.items() if code not in {row["code"] for row in wanted}]
    for question in gone:
        if question.answers.exists():
            said = {"question": question.text}
            raise Refused(_("“%(question)s” has been answered. It stays; you may change its words.") % said)
        question.delete()
    for order, row in enumerate(wanted, 1):
        Question.objects.update_or_create(call=call, code=row["code"], defaults={**row, "order": order})


def set_dates(call: Call) -> None:
    """The deadline is a milestone: whoever still has a draft is reminded. So is who has not scored yet."""
    if call.closes_at and not call.imported_at:
        title = _("The call for side events closes")
        set_milestone(
            call, CLOSES, edition=call.edition, kind=MilestoneKind.SUBMISSION, title=title, due_at=call.closes_at
        )
    for proposal in call.proposals.filter(status__in=UNDECIDED).prefetch_related("reviews"):
        ask_scores(call, [review for review in proposal.reviews.all() if review.is_due])


def ask_scores(call: Call, reviews: Iterable[Any]) -> None:
    """These reviews, none of them scored, are due when the call says."""
    if call.scores_by is None:
        return
    for review in reviews:
        set_milestone(
            review,
            "score",
            edition=call.edition,
            kind=MilestoneKind.DECISION,
            title=_("Score %(reference)s") % {"reference": review.proposal.reference},
            due_at=end_of(call.scores_by, call.edition),
        )


def clone(old: Edition, new: Edition, by: Any) -> None:
    """With the copy of an edition: the rules, criteria and questions of its call, unless its dates are not known."""
    call = Call.objects.filter(edition=old).exclude(opens_at=None).select_related("edition").first()
    if call is not None:
        clone_call(call, new, by=by, dates=shifted(call, new))


def clone_call(call: Call, edition: Edition, *, by: Any, dates: Mapping[str, Any]) -> Call:
    """A call that begins with another one, also of another series."""
    if Call.objects.filter(edition=edition).exists():
        raise Refused(_("This edition has a call already. Change that one."))
    return open_call(
        edition,
        by=by,
        changes={**copied(call, edition), **dates},
        may_apply=list(call.may_apply.all()),
        criteria=criteria_of(call),
        questions=questions_of(call) or None,
    )
