"""The history as a file; and that a list with personal data was taken is itself entered in the history."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from forum.history.acts import record
from forum.history.querysets import EntryQuerySet
from forum.history.reading import Line, read
from forum.kit.exports import CHUNK, Coded, Column, Export, chunked


def noted(request: HttpRequest, about: Model) -> Callable[[Export, str, int], Any]:
    """For `exported(record=...)`: who took which list, as it was filtered, with how many rows."""

    def enter(export: Export, form: str, rows: int) -> None:
        asked = {name: values for name, values in request.GET.lists() if name not in ("format", "list", "page", "lang")}
        said = {"list": export.name, "format": form, "filter": asked, "rows": rows}
        record("export", about, by=request.user, after=said)

    return enter


def lines(entries: EntryQuerySet, *, user: Any) -> Iterator[Line]:
    for chunk in chunked(entries.iterator(chunk_size=CHUNK)):
        yield from read(chunk, user, details=True)


HISTORY = Export(
    "history",
    _("History"),
    (
        Column("number", _("No."), "entry.number"),
        Column("at", _("When"), "entry.at"),
        Column("act", _("Act"), lambda line: Coded(line.entry.verb, line.verb)),
        Column("kind", _("Kind of object"), lambda line: Coded(line.entry.object_type, line.kind)),
        Column("object", _("Object"), "name"),
        Column("who", _("Who"), "who"),
        Column("for_whom", _("For whom"), "for_whom"),
        Column("reason", _("Reason"), "entry.reason"),
        Column("changed", _("What changed"), "changed"),
        Column("hash", _("Hash"), "entry.hash"),
    ),
)


def history_of(user: Any) -> Export:
    """Names and objects as far as `user` may see them; values before and after are in no file, since they may go."""
    return replace(HISTORY, prepare=partial(lines, user=user))
