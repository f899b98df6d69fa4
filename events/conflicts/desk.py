"""What the programme officers must look at: open findings that need a reason."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from events.conflicts.checking import Shown, shown, strict
from events.conflicts.plan import load
from events.sessions.kinds import Rule
from forum.desk.items import Item, as_role
from forum.editions.models import Edition, RoleName, Stage

OVER = (Stage.CLOSED, Stage.ARCHIVED)


def panel(user: Any) -> Iterator[Item]:
    runs = [pk for pk, roles in user.edition_roles.items() if RoleName.PROGRAMME in roles]
    if not runs:
        return
    for edition in Edition.objects.filter(pk__in=runs, imported_at=None).exclude(status__in=OVER):
        plan = load(edition)
        for each in shown(plan, strict(plan.findings())):
            yield Item(
                title=title_of(each),
                why=_("“%(session)s”: %(text)s") % {"session": each.titles[0], "text": each.text},
                role=as_role(user, edition, RoleName.PROGRAMME),
                url=reverse("conflicts", args=[edition.slug]),
                button=_("Look"),
                zone=edition.timezone,
            )


def title_of(each: Shown) -> str:
    if each.rule == Rule.PERSON:
        return _("%(person)s is in two places") % {"person": each.subject}
    return str(each.rule.label)
