"""Worker and scheduler of a local installation, each in a thread of the web server's process.

The broker is then in memory and forgets what a stop cuts off. Nothing depends on it: reminders, notices and jobs are
rows, and a scheduler that begins asks for everything at once.
"""

import threading
import time
import warnings
from typing import Any

from celery.apps.worker import Worker
from celery.beat import Service
from celery.platforms import SecurityWarning
from celery.signals import worker_ready
from celery.worker import state

from forum.celery import app
from forum.serving.scheduler import LeasedScheduler

CONCURRENCY = 2


class Background:
    """A Celery worker with two threads, and Celery's scheduler."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SecurityWarning)  # root is usual in a container, and only JSON is accepted
            self.worker = Worker(
                app=app,
                pool_cls="threads",
                concurrency=CONCURRENCY,
                hostname="local",
                quiet=True,
                redirect_stdouts=False,
                without_gossip=True,
                without_mingle=True,
                without_heartbeat=True,
            )
        self.beat = Service(app, max_interval=1, scheduler_cls=LeasedScheduler)
        self.threads = [
            threading.Thread(target=self.worker.start, name="worker", daemon=True),
            threading.Thread(target=self.beat.start, name="scheduler", daemon=True),
        ]

    def start(self) -> None:
        """The scheduler follows when the worker listens: two threads that open one queue in memory at once may lose
        what is in it."""
        worker_ready.connect(self.start_scheduler)
        self.threads[0].start()

    def start_scheduler(self, **_signal: Any) -> None:
        self.threads[1].start()

    def stop(self, patience: float) -> bool:
        """Asks both to end after the task in hand; False when that takes longer than `patience` seconds."""
        self.beat.stop()
        state.should_stop = 0
        until = time.monotonic() + patience
        for thread in self.threads:
            if thread.ident:
                thread.join(max(until - time.monotonic(), 0))
        return not any(thread.is_alive() for thread in self.threads)
