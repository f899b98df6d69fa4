"""Waking a worker for what it would do later anyway."""

import logging

from kombu.exceptions import OperationalError

from forum.kit.dotted import load

log = logging.getLogger(__name__)


def wake(task: str, *arguments: int) -> None:
    """Asks for a task by its dotted path. Without a broker the regular sweep does it: the rows are there."""
    try:
        load(task).delay(*arguments)  # type: ignore[attr-defined]
    except (OperationalError, OSError) as error:
        log.warning("%s %s left to the sweep: %s", task, arguments, type(error).__name__)
