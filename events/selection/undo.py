"""What undoing the commitment of a list puts right: every decision in it, by the same person."""

from accounts.people.models import User
from events.selection.models import Selection
from forum.history.models import Entry
from forum.undo.actions import undo


def commit(selection: Selection, entry: Entry) -> None:
    """The last first. A decision that somebody acted on since, or whose mail has left, keeps the whole list."""
    by = User.objects.get(pk=entry.actor_id)
    for row in reversed(selection.record.get("decisions", [])):
        undo(Entry.objects.get(pk=row["entry"]), by=by)
