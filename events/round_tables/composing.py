"""Logging who decided who sits in a policy debate, and holding it back until that is logged."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from events.round_tables.models import Composition
from events.sessions.kinds import SessionKind
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.history import acts
from forum.kit.refusals import Refused


@transaction.atomic
def set_composition(
    session: Session, *, by: Any, decided_by: str, decided_on: date, how: str, version: int | None = None
) -> Composition:
    acts.permit("set_composition", session, by)
    if session.kind != SessionKind.POLICY_DEBATE:
        raise Refused(_("Only of a policy debate it is logged who set its composition."))
    said = {"decided_by": decided_by.strip(), "decided_on": decided_on, "how": how.strip()}
    held = Composition.objects.filter(session=session).first()
    if held is None:
        held = Composition.objects.create(session=session, **said)
        acts.record("set_composition", session, by=by, after=said)
    else:
        held.session = session
        acts.edit(held, by=by, changes=said, version=version)
    return held


def unlogged(edition: Edition, sessions: Iterable[Session]) -> list[str]:
    """`RELEASE_RULES`: policy debates of which it is not known who set their composition."""
    debates = [each for each in sessions if each.kind == SessionKind.POLICY_DEBATE and not each.is_archive]
    logged = set(Composition.objects.filter(session__in=debates).values_list("session", flat=True)) if debates else ()
    return [
        _("“%(session)s” has no logged decision on who set its composition. Log it on its page first.")
        % {"session": each}
        for each in debates
        if each.pk not in logged
    ]
