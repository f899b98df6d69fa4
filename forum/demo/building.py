"""Building the demo: the archive, and once the rehearsal."""

from django.conf import settings
from django.db import transaction

from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.dotted import load_all


def import_archive() -> None:
    """Real forums, with their sources; what is there already is left as it is."""
    for step in load_all(settings.DEMO_ARCHIVE):
        step()


def build() -> bool:
    """Imports what is missing of the archive; makes the rehearsal when there is none. True when it was made."""
    import_archive()
    if Edition.objects.filter(is_rehearsal=True).exists():
        return False
    day0 = clock.now().replace(microsecond=0)
    with transaction.atomic():
        for step in load_all(settings.DEMO_REHEARSAL):
            step(day0)
    return True
