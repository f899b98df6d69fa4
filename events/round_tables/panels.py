"""What round tables add to the pages of an edition and of a session."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from events.releases.reading import released
from events.round_tables.mapping import Mapping, mapping_of
from events.round_tables.models import RoundTable, Summary, SummaryStatus
from events.sessions.kinds import RoleKind, SessionKind
from events.sessions.models import Session
from events.sessions.rows import names, people_line
from forum.editions.models import Edition
from forum.kit.access import may
from forum.kit.lists import listed


def tab(edition: Edition, user: Any) -> tuple[str, str, str] | None:
    return "round-tables", _("Round tables"), reverse("round_tables", args=[edition.slug])


def rows_of(mapping: Mapping) -> list[dict[str, Any]]:
    return [{"session": table, "people": about(table), "summary": published_summary(table)} for table in mapping.tables]


def about(table: Session) -> str:
    if chairs := names(table, RoleKind.CO_CHAIR):
        derived = any(role.note == "derived" for role in table.roles.all())
        words = _("Co-chairs: %(names)s (derived from a statement)") if derived else _("Co-chairs: %(names)s")
        return words % {"names": listed(chairs)}
    if leads := names(table, RoleKind.PREPARATION_LEAD):
        return _("Prepared by %(names)s") % {"names": listed(leads)}
    if moderators := names(table, RoleKind.MODERATOR):
        return _("Moderated by %(names)s") % {"names": listed(moderators)}
    return people_line(table)


def published_summary(table: Session) -> Summary | None:
    found = getattr(getattr(table, "round_table", None), "summary", None)
    return found if found and found.status == SummaryStatus.PUBLISHED else None


def overview(request: HttpRequest, edition: Edition) -> dict[str, Any] | None:
    if not any(each.kind == SessionKind.ROUND_TABLE for each in released(edition)):
        return None
    mapping = mapping_of(edition)
    if not mapping.tables:
        return None
    return {
        "slot": "main",
        "template": "events/round_tables/_overview.html",
        "mapping": mapping,
        "rows": rows_of(mapping),
    }


def on_session(request: HttpRequest, session: Session) -> dict[str, Any] | None:
    """Questions are public even of a closed round table; the summary as far as the reader may see it."""
    if session.kind != SessionKind.ROUND_TABLE:
        return None
    table = RoundTable.objects.filter(session=session).first() or RoundTable(session=session)
    summaries = Summary.objects.visible_to(request.user).filter(round_table__session=session)
    summary = summaries.select_related("round_table__session__edition").first()
    return {
        "template": "events/round_tables/_session.html",
        "questions": table.said.guiding_questions,
        "summary": summary,
        "is_public": summary is not None and summary.status == SummaryStatus.PUBLISHED,
        "may_edit": not session.is_archive and may(request.user, "edit", table),
        "may_write": not session.is_archive and may(request.user, "write", Summary(round_table=table)),
    }
