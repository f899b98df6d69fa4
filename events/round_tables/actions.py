"""The round table's questions, and its summary from draft to publication."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.people.models import User
from events.round_tables.models import Agreement, RoundTable, Summary, SummaryStatus
from events.sessions import actions as sessions
from events.sessions.kinds import RoleKind, SessionKind, SessionStatus
from events.sessions.models import Session, SessionRole
from events.sessions.people import people_behind
from forum.history import acts
from forum.history.models import Entry
from forum.kit import clock
from forum.kit.refusals import ChangedMeanwhile, Refused
from forum.milestones.actions import meet_milestone, set_milestone
from forum.milestones.models import MilestoneKind
from forum.notifications.actions import notify
from forum.outcomes.actions import freeze_of

TO_WRITE = timedelta(days=2)
TO_AGREE = timedelta(days=5)
TO_CHANGE = timedelta(days=3)
TO_PUBLISH = timedelta(days=3)


def round_table_of(session: Session) -> RoundTable:
    return RoundTable.objects.get_or_create(session=session)[0]


def set_questions(session: Session, *, by: Any, questions: Iterable[str], version: int | None = None) -> Entry | None:
    with transaction.atomic():
        table = round_table_of(session)
        return acts.edit(table, by=by, changes={"guiding_questions": list(questions)}, version=version)


def begin(session: Session, *, by: Any) -> Summary:
    """The empty draft of a summary."""
    with transaction.atomic():
        summary, made = Summary.objects.get_or_create(round_table=round_table_of(session))
        if made:
            acts.record("create", summary, by=by)
        return summary


def after_hold(session: Session) -> None:
    """The summary of a round table is due two days after its end."""
    if session.kind == SessionKind.ROUND_TABLE and session.ends_at:
        summary = begin(session, by=acts.SYSTEM)
        if summary.status == SummaryStatus.DRAFT:
            due(summary, "write", MilestoneKind.REPORT, _("Summary of %(session)s"), session.ends_at + TO_WRITE)


def due(summary: Summary, slug: str, kind: MilestoneKind, title: str, at: Any) -> None:
    session = summary.round_table.session
    set_milestone(summary, slug, edition=session.edition, kind=kind, title=title % {"session": session}, due_at=at)


def write(
    summary: Summary,
    *,
    by: Any,
    text: str,
    key_messages: Iterable[str],
    recommendations: Iterable[str],
    version: int | None = None,
) -> Entry | None:
    """Saves the draft; only a draft can be written in."""
    if summary.status != SummaryStatus.DRAFT:
        raise ChangedMeanwhile
    said = {"text": text, "key_messages": list(key_messages), "recommendations": list(recommendations)}
    if all(getattr(summary, name) == value for name, value in said.items()):
        return None
    return acts.edit(summary, verb="write", by=by, changes={**said, "saved_at": clock.now()}, version=version)


def co_chairs(summary: Summary) -> list[SessionRole]:
    roles = summary.round_table.session.roles.confirmed().filter(role=RoleKind.CO_CHAIR)
    return list(roles.select_related("organisation", "user"))


def awaited(summary: Summary) -> list[SessionRole]:
    """Co-chairs who have not agreed to this text yet."""
    agreed = set(summary.agreements.values_list("role_id", flat=True))
    return [role for role in co_chairs(summary) if role.pk not in agreed]


def check_complete(summary: Summary) -> None:
    """Refuses what no co-chair could be asked about: before the round table, without text, without a key message."""
    session = summary.round_table.session
    if session.starts_at and session.starts_at > clock.now():
        raise Refused(_("The round table has not begun. Submit its summary afterwards; your draft is kept."))
    if not summary.text.strip():
        raise Refused(_("The summary is empty. Write what was said and agreed."), field="text")
    if not summary.key_messages:
        raise Refused(_("No key message is named. Write at least one."), field="key_messages")


def submit(summary: Summary, *, by: Any, version: int | None = None) -> Entry:
    """To the co-chairs. Refused before the round table, without text, and when nobody could agree."""
    acts.permit("submit", summary, by)
    check_complete(summary)
    chairs = co_chairs(summary)
    if not chairs:
        raise Refused(_("No co-chair has confirmed, so nobody can agree. Ask the programme officer to name one."))
    with transaction.atomic():
        entry = acts.move(summary, "submit", by=by, changes={"asked": ""}, version=version)
        meet_milestone(summary, "write")
        due(
            summary,
            "agree",
            MilestoneKind.DECISION,
            _("Agreement to the summary of %(session)s"),
            clock.now() + TO_AGREE,
        )
        roles = summary.round_table.session.roles.filter(pk__in=[role.pk for role in chairs])
        tell(people_behind(roles), "summary_submitted", summary, entry)
        return entry


def agree(summary: Summary, *, by: Any, version: int | None = None) -> Entry:
    """One co-chair agrees to the text as it stands; with the last one the summary is agreed."""
    acts.permit("agree", summary, by)
    with transaction.atomic():
        current = Summary.objects.select_for_update().get(pk=summary.pk)
        if current.status != SummaryStatus.SUBMITTED or (version is not None and version != current.version):
            raise ChangedMeanwhile
        mine = SessionRole.objects.held_by(by).filter(pk__in=[role.pk for role in awaited(current)])
        if not mine:
            raise Refused(_("You have agreed already. The summary waits for the other co-chairs."))
        Agreement.objects.bulk_create(Agreement(summary=current, role=role, by_id=by.pk) for role in mine)
        waiting = awaited(current)
        if waiting:
            return acts.record("agree", current, by=by, after={"waits_for": [str(role) for role in waiting]})
        return settle(current, by=by)


def settle(summary: Summary, *, by: Any) -> Entry:
    """Every co-chair has agreed: what remains is to publish."""
    entry = acts.move(summary, "agree", by=by)
    meet_milestone(summary, "agree")
    due(
        summary,
        "publish",
        MilestoneKind.DELIVERY,
        _("Publication of the summary of %(session)s"),
        clock.now() + TO_PUBLISH,
    )
    tell(rapporteurs(summary), "summary_agreed", summary, entry)
    return entry


def on_leave(role: SessionRole) -> None:
    """When the last co-chair who was waited for leaves, the others have all agreed. With no other, a new one is waited
    for: whoever is named next."""
    if role.role != RoleKind.CO_CHAIR:
        return
    waiting = Summary.objects.select_for_update(of=("self",)).filter(status=SummaryStatus.SUBMITTED)
    for summary in waiting.filter(round_table__session=role.session_id):
        rest = [each for each in co_chairs(summary) if each.pk != role.pk]
        if rest and not {each.pk for each in rest} & {each.pk for each in awaited(summary)}:
            settle(summary, by=acts.SYSTEM)


def ask_changes(summary: Summary, *, by: Any, reason: str, version: int | None = None) -> Entry:
    """Back to the rapporteur with what to change; who had agreed agrees anew to the new text."""
    with transaction.atomic():
        entry = acts.move(
            summary, "ask_changes", by=by, reason=reason, changes={"asked": reason.strip()}, version=version
        )
        summary.agreements.all().delete()
        meet_milestone(summary, "agree")
        due(summary, "write", MilestoneKind.REPORT, _("Changed summary of %(session)s"), clock.now() + TO_CHANGE)
        tell(rapporteurs(summary), "summary_changes_asked", summary, entry, reason=reason.strip())
        return entry


def publish(summary: Summary, *, by: Any, version: int | None = None) -> Entry:
    """Into the public; with its summary the round table counts as reported."""
    with transaction.atomic():
        entry = acts.move(summary, "publish", by=by, version=version)
        meet_milestone(summary, "publish")
        session = summary.round_table.session
        if session.status == SessionStatus.HELD:
            sessions.report(session, by=by, outcome="\n\n".join(summary.key_messages))
        roles = session.roles.confirmed().filter(role__in=[RoleKind.CO_CHAIR, RoleKind.RAPPORTEUR])
        tell(people_behind(roles), "summary_published", summary, entry)
        freeze_of(summary, by=by)
        return entry


def rapporteurs(summary: Summary) -> QuerySet[User]:
    return people_behind(summary.round_table.session.roles.confirmed().filter(role=RoleKind.RAPPORTEUR))


def tell(people: Iterable[User], kind: str, summary: Summary, entry: Entry, **context: str) -> None:
    notify(people, kind, summary, entry=entry, context=context)
