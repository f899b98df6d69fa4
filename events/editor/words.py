"""What the page's script says; names stand in the place of what is in brackets."""

from typing import Any

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, Any] = {
    "where": _("[day], [start] to [end], [room]"),
    "lifted": _("“[title]”: [where]. Enter puts it there, Escape leaves it where it was."),
    "left": _("“[title]” stays where it was."),
    "done": _("“[title]” is now at: [where]."),
    "unplaced": _("“[title]” waits for a room and a time."),
    "pinned": _("“[title]” is pinned."),
    "unpinned": _("“[title]” is not pinned any more."),
    "fixed": _("“[title]” has taken place. It stays where it was."),
    "is_pinned": _("“[title]” is pinned. Unpin it before you move it."),
    "taken": _("Taken by “[title]”, [start] to [end]. Choose another room or time."),
    "free": _("Nothing stands in the way."),
    "asking": _("Looking at what this would break"),
    "theirs": _("[who] changed “[title]”."),
    "alone": _("Nobody else is here."),
    "here": _("Here too: [names]"),
    "offline": _("The line is down. What you see may be old; it is asked for again."),
    "signed_out": _("You are signed out. Load the page again."),
    "undo": _("Undo: “[name]”"),
    "redo": _("Redo: “[name]”"),
    "nothing_undo": _("Nothing to undo"),
    "nothing_redo": _("Nothing to redo"),
    "hours": _("[start] to [end]"),
    "close": _("Close"),
    "minutes": _("[count] min"),
    "and": _("[one], [two]"),
}


def words() -> dict[str, str]:
    return {name: str(text) for name, text in WORDS.items()}
