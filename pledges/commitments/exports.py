"""The commitments of an edition as a file, in our words; its rows are those of the page."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, choice


def its(value: str | Callable[[Any], Any]) -> Callable[[dict[str, Any]], Any]:
    """Of the commitment in the row."""
    read = attrgetter(value) if isinstance(value, str) else value
    return lambda row: read(row["commitment"])


COMMITMENTS = Export(
    "commitments",
    _("Commitments"),
    (
        Column("paragraph", _("Paragraph"), its("number")),
        Column("subject", _("Subject, in our words"), its("subject")),
        Column("type", _("Type"), its(choice("type"))),
        Column("addressee", _("Who is to act"), its(choice("addressee"))),
        Column("objectives_inferred", _("Objectives, our reading"), its("numbers")),
        Column("due", _("Due"), its("due")),
        Column("due_date", _("Last day"), its("due_date")),
        Column("state", _("State"), its("state")),
        Column("overdue", _("Overdue"), lambda row: row["overdue"]),
        Column("answered_by", _("Answered by"), lambda row: [pledge.reference for pledge in row["answers"]]),
        Column("basis", _("Basis"), its("basis")),
        Column("source", _("Source"), its("source")),
    ),
)
