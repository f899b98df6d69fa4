"""Celery's scheduler, of which one works at a time however many run.

The others stand by and ask for the lease; when its holder ends or dies, one of them takes over within `TAKES_OVER`.
The schedule is kept in memory: who takes over asks at once for what is done every few minutes, and every task bears
being asked for twice.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from celery.beat import Scheduler
from celery.schedules import schedule
from django.db import Error, connection

from forum.notifications.leases import Lease

log = logging.getLogger(__name__)
LEASE = timedelta(seconds=15)
STEP = 5.0
TAKES_OVER = LEASE + timedelta(seconds=STEP)


class LeasedScheduler(Scheduler):
    """Renews its lease every few seconds, and sends nothing while it has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.lease = Lease("scheduler-lease", LEASE)
        self.leads: bool | None = None
        self.asked_at = 0.0
        self.asking = False
        super().__init__(*args, **kwargs)

    def tick(self, *args: Any, **kwargs: Any) -> float:
        if self.leads is None or time.monotonic() - self.asked_at >= STEP:
            self.asking = True
            try:
                self.ask()
            finally:
                self.asking = False
        return min(super().tick(*args, **kwargs) if self.leads else STEP, STEP, self.max_interval)

    def ask(self) -> None:
        led, self.asked_at = self.leads, time.monotonic()
        try:
            self.leads = self.lease.renew() if led else self.lease.take()
        except Error as error:
            log.warning("no lease, the database does not answer: %s", type(error).__name__)
            connection.close()
            self.leads = False
        if self.leads and not led:
            log.warning("this scheduler works from now on")
            for entry in self.schedule.values():
                if isinstance(entry.schedule, schedule):  # what has an hour of the day waits for it
                    entry.last_run_at = entry.default_now() - timedelta(days=1)
            self._heap = None
        elif led is not False and not self.leads:
            log.warning("another scheduler works, this one stands by")

    def close(self) -> None:
        """At the end another one may take over at once. Celery closes in its signal handler and again when its loop
        ends; a handler that cut into a query leaves the lease to the second time."""
        if not self.asking:
            self.leads = False
            try:
                self.lease.release()
            except Error as error:
                log.warning("the lease was not given back: %s", type(error).__name__)
        super().close()
