"""A meeting that prepares others is not closed before it is said what it feeds into, or why nothing."""

from django.utils.translation import gettext as _

from events.inputs.models import Input
from events.sessions.kinds import PREPARATIONS
from events.sessions.models import Session
from forum.kit.refusals import Refused
from forum.links.models import Link, Relation


def feeds_something(session: Session, reason: str) -> None:
    """`REPORT_RULES`."""
    if session.kind not in PREPARATIONS or reason.strip() or feeds(session):
        return
    raise Refused(
        _("This meeting prepares others. Name what it feeds into on its page, or say here why it feeds into nothing."),
        field="reason",
    )


def feeds(session: Session) -> bool:
    linked = Link.objects.filter(
        relation=Relation.FEEDS_INTO, source_type=session._meta.label_lower, source_id=session.pk
    )
    return Input.objects.filter(source_session=session).exists() or linked.exists()
