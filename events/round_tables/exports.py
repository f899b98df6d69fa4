"""The round tables of an edition as a file: the columns of the programme, and what came of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from events.programme.exports import PUBLIC
from events.round_tables.panels import published_summary
from events.sessions.models import Session
from forum.kit.exports import Column, Export


def said(field: str, session: Session) -> Any:
    """A part of the summary, once it is published."""
    summary = published_summary(session)
    return getattr(summary, field) if summary else None


ROUND_TABLES = Export(
    "round-tables",
    _("Round tables"),
    (
        *(column for column in PUBLIC if column.name not in ("lenses", "record")),
        Column("result", _("Summary"), lambda session: said("text", session)),
        Column("key_messages", _("Key messages"), lambda session: said("key_messages", session)),
        Column("recommendations", _("Recommendations"), lambda session: said("recommendations", session)),
    ),
)
