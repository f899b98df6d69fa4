"""Undoing a decision on an application."""

from django.utils.translation import gettext as _

from accounts.accreditation.models import Application
from forum.history.models import Entry
from forum.kit.refusals import Refused


def accredit(application: Application, entry: Entry) -> None:
    """Not once something was done for the organisation here: people may be registered, a pledge begun."""
    later = Entry.objects.filter(chain=entry.chain, number__gt=entry.number)
    if later.filter(organisation_id=application.organisation_id).exclude(actor_id=None).exists():
        raise Refused(_("Somebody has acted on it since, so it can no longer be undone. Look at what it says now."))
