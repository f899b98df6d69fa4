"""What no page may hide: a template that asks for what it was not given, and a warning or an error in the logs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.template import engines

OURS = ("django", "forum", "accounts", "events", "pledges", "celery", "allauth")


class Undefined(str):
    """Stands where a template prints a name that nobody gave it."""

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"a template asks for {name}, which it was not given")


@contextmanager
def undefined_names_refused() -> Iterator[None]:
    engine = engines["django"].engine
    before, engine.string_if_invalid = engine.string_if_invalid, Undefined("undefined")
    try:
        yield
    finally:
        engine.string_if_invalid = before


class Listener(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.split(".")[0] in OURS:
            self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@contextmanager
def quiet() -> Iterator[None]:
    listener = Listener()
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
    assert listener.heard == []
