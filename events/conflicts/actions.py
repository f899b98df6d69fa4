"""Settling a finding with a reason, setting the rules of an edition, saying what a session needs."""

from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from events.conflicts.checking import override_of
from events.conflicts.facts import Finding
from events.conflicts.kinds import Level
from events.conflicts.models import Needs, Rulebook
from events.conflicts.plan import Plan, load
from events.sessions.models import Override, Session
from forum.editions.models import Edition
from forum.history import acts
from forum.history.models import Entry
from forum.kit.refusals import ChangedMeanwhile, Refused


def finding_of(edition: Edition, key: str) -> tuple[Plan, Finding]:
    plan = load(edition)
    found = next((each for each in plan.findings() if each.key == key), None)
    if found is None:
        raise Http404("finding")
    return plan, found


def settle(edition: Edition, key: str, *, by: Any, reason: str) -> Override:
    """Says why a finding may stay. It is open again when one of its sessions moves."""
    session = session_of(edition, key)
    acts.permit("settle", session, by)
    if not reason.strip():
        raise Refused(_("Say why it may stay so. The reason is kept."), field="reason")
    with transaction.atomic():
        plan, found = finding_of(edition, key)
        if found.level == Level.REFUSE:
            raise Refused(_("No reason passes this rule. Move one of the sessions."))
        if found.settled:
            raise ChangedMeanwhile
        override = override_of(plan, found, reason=reason, by=by)
        override.save(force_insert=True)
        acts.record("settle", session, by=by, reason=reason.strip(), after=said(found))
        return override


def unsettle(edition: Edition, key: str, *, by: Any) -> None:
    """Takes the reason back: the finding is open again."""
    session = session_of(edition, key)
    acts.permit("unsettle", session, by)
    with transaction.atomic():
        _plan, found = finding_of(edition, key)
        if found.settled is None:
            raise ChangedMeanwhile
        Override.objects.filter(pk=found.settled.pk).delete()
        acts.record("unsettle", session, by=by, before=said(found))


def session_of(edition: Edition, key: str) -> Session:
    """The session that a key names first."""
    number = key.split(".")[1] if key.count(".") >= 3 else ""
    found = Session.objects.filter(edition=edition, pk=int(number)).first() if number.isdecimal() else None
    if found is None:
        raise Http404("finding")
    return found


def said(found: Finding) -> dict[str, Any]:
    return {"rule": found.rule, "other": found.other, "subject": found.subject}


def edit_rulebook(edition: Edition, *, by: Any, version: int | None = None, **fields: Any) -> Entry | None:
    acts.permit("edit", Rulebook(edition=edition), by)
    with transaction.atomic():
        book, _made = Rulebook.objects.get_or_create(edition=edition)
        return acts.edit(book, by=by, changes=fields, version=version)


def edit_needs(session: Session, *, by: Any, version: int | None = None, **fields: Any) -> Entry | None:
    acts.permit("edit", Needs(session=session), by)
    resources = fields.pop("resources", None)
    with transaction.atomic():
        needs, _made = Needs.objects.get_or_create(session=session)
        before = sorted(needs.resources.values_list("pk", flat=True))
        after = before if resources is None else sorted(each.pk for each in resources)
        entry = acts.edit(needs, by=by, changes=fields, version=version, also={"resources": (before, after)})
        needs.resources.set(after)
        return entry


def clone_rules(old: Edition, new: Edition, by: Any) -> None:
    """An edition begins with the rules of the one before."""
    book = Rulebook.objects.filter(edition=old).first()
    if book is not None:
        names = ("levels", "apart", "day_opens", "day_closes", "night_from", "night_until")
        edit_rulebook(new, by=by, **{name: getattr(book, name) for name in names})
