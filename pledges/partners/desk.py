"""What waits for those who are named as partners."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from forum.desk.items import Item
from pledges.partners.models import Partner


def panel(user: Any) -> Iterator[Item]:
    invited = (
        Partner.objects.named_to(user)
        .unanswered()
        .filter(pledge__status__in=["draft", "submitted", "changes_requested"])
    )
    for partner in invited.select_related("pledge__organisation", "pledge__edition", "organisation"):
        yield Item(
            title=_("Confirm or decline: %(title)s") % {"title": partner.pledge.title},
            why=_("%(who)s names you as a partner; the pledge waits for your answer.") % {"who": partner.pledge.who},
            role=_("For %(organisation)s") % {"organisation": partner},
            url=partner.pledge.get_absolute_url(),
            button=_("Answer"),
        )
