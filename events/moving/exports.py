"""What a move changes, as a file."""

from django.utils.translation import gettext_lazy as _

from forum.editions.moving import Step
from forum.kit.exports import Column, Export


def what_happens(step: Step) -> object:
    return _("Moves") if step.moves else _("Stays")


STEPS = Export(
    "dates",
    _("Dates"),
    (
        Column("kind", _("Kind")),
        Column("what", _("What")),
        Column("old", _("Now")),
        Column("new", _("Then")),
        Column("also", _("Also")),
        Column("happens", _("What happens"), lambda step: str(what_happens(step))),
        Column("notes", _("To look at"), lambda step: list(step.notes)),
    ),
)
