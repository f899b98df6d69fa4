"""The access matrix: which spaces a category may ask for, and why not the others."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.organisations.models import Organisation
from forum.editions.models import Edition, EntryRule, Space
from forum.kit.lists import listed
from forum.kit.refusals import Refused

ALONE = "independent_expert"  # the category of who comes for no organisation


@dataclass(frozen=True)
class Door:
    """A space as one category finds it: open, or closed with a reason."""

    space: Space
    is_open: bool
    reason: str


def doors(edition: Edition, organisation: Organisation | None) -> list[Door]:
    """A space without a rule for the category is open to it."""
    rules = EntryRule.objects.filter(space__edition=edition, allowed=False)
    if organisation is not None:
        rules = rules.filter(category=organisation.category_id)
    else:
        rules = rules.filter(category__code=ALONE)
    closed = dict(rules.values_list("space_id", "reason"))
    return [Door(space, space.pk not in closed, closed.get(space.pk, "")) for space in edition.spaces.all()]


def check_spaces(edition: Edition, organisation: Organisation | None, spaces: Iterable[Space]) -> None:
    found = {door.space.pk: door for door in doors(edition, organisation)}
    chosen = list(spaces)
    if not chosen:
        raise Refused(_("Choose at least one space."), field="spaces")
    offered = listed(str(door.space) for door in found.values() if door.is_open) or _("none")
    for space in chosen:
        door = found.get(space.pk)
        if door is None or not door.is_open:
            reason = door.reason if door else _("it belongs to another edition")
            raise Refused(
                _("%(space)s is not open to your category: %(reason)s. Open to you: %(offered)s.")
                % {"space": space, "reason": reason.rstrip("."), "offered": offered},
                field="spaces",
            )
