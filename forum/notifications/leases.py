"""What only one process may do at a time: a lease in the database, which runs out by itself when its holder dies."""

from datetime import datetime, timedelta

from django.db.models import Q

from forum.kit import clock
from forum.notifications.models import Beat


class Lease:
    """`held_until` is also the holder's token: who was overtaken no longer finds its own, and knows that it lost."""

    def __init__(self, name: str, length: timedelta) -> None:
        self.name, self.length = name, length
        self.until: datetime | None = None

    def take(self) -> bool:
        """True for the one process that holds it from now on."""
        Beat.objects.bulk_create([Beat(name=self.name)], ignore_conflicts=True)
        return self._set(~Q(held_until__gt=clock.now()))

    def renew(self) -> bool:
        """False when it ran out and another process took it meanwhile."""
        return self.until is not None and self._set(Q(held_until=self.until))

    def release(self) -> None:
        if self.until is not None:
            Beat.objects.filter(name=self.name, held_until=self.until).update(held_until=None)
            self.until = None

    def _set(self, condition: Q) -> bool:
        until = clock.now() + self.length
        taken = Beat.objects.filter(condition, name=self.name).update(held_until=until)
        self.until = until if taken else None
        return bool(taken)
