"""The first release of every past edition: its sessions as their sources tell them."""

from django.utils import translation

from events.releases.actions import release
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.history.acts import SYSTEM


def run() -> None:
    """Of editions with public sessions and no release yet."""
    public = Session.objects.filter(published_at__isnull=False)
    for edition in Edition.objects.filter(releases=None, pk__in=public.values("edition")).order_by("pk"):
        with translation.override("en"):
            release(edition, by=SYSTEM, note=NOTE if edition.is_archive else "", quietly=True, only=None)


NOTE = "The programme as its sources tell it. Each session names its own source; what none of them says is not known."
