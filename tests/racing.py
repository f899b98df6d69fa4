"""Acts at the same moment in processes of their own, and guards that can be taken away to see what they are for."""

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, connection, connections, models

from forum.kit import guards
from forum.kit.refusals import Refused

_fork = multiprocessing.get_context("fork")


def meeting(of: int = 2) -> Any:
    """Where processes wait for each other: `.wait(20)`."""
    return _fork.Barrier(of)


def at_once(*works: Callable[[], Any], within: float = 60) -> list[str]:
    """Each in a process with a connection of its own, all let go together; what each returned, or what stopped it."""
    connections.close_all()
    gate, answers = meeting(len(works)), [_fork.SimpleQueue() for _ in works]

    def run(work: Callable[[], Any], answer: Any) -> None:
        try:
            gate.wait(20)
            answer.put(str(work()))
        except (Refused, IntegrityError) as error:
            answer.put(type(error).__name__)
        except BaseException as error:
            answer.put(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    processes = [_fork.Process(target=run, args=pair, daemon=True) for pair in zip(works, answers, strict=True)]
    for process in processes:
        process.start()
    for process in processes:
        process.join(within)
    return ["no answer" if answer.empty() else answer.get() for answer in answers]


@contextmanager
def without_constraint(model: type[models.Model], name: str, *, mend: Callable[[], Any]) -> Iterator[None]:
    """The table without this constraint. `mend` clears up what it let happen, before it is put back."""
    every = model._meta.constraints
    constraint = next(each for each in every if each.name == name)
    model._meta.constraints = [each for each in every if each is not constraint]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, constraint)
    try:
        yield
    finally:
        mend()
        model._meta.constraints = every
        with connection.schema_editor() as editor:
            editor.add_constraint(model, constraint)
        guards.install()


@contextmanager
def without_uniqueness(model: type[models.Model], name: str, *, mend: Callable[[], Any]) -> Iterator[None]:
    """The table with a column that may hold the same value twice."""
    unique = model._meta.get_field(name)
    loose = unique.clone()
    loose._unique = False
    loose.set_attributes_from_name(name)
    loose.model = model
    with connection.schema_editor() as editor:
        editor.alter_field(model, unique, loose)
    try:
        yield
    finally:
        mend()
        with connection.schema_editor() as editor:
            editor.alter_field(model, loose, unique)
        guards.install()


@contextmanager
def one_room_may_be_taken_twice(*, mend: Callable[[], Any]) -> Iterator[None]:
    """Without PostgreSQL's exclusion constraint, or without SQLite's triggers."""
    if connection.vendor == "sqlite":
        with guards.lifted():
            yield
            mend()
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'session_room_once'")
        [definition] = cursor.fetchone()
        cursor.execute("ALTER TABLE events_session DROP CONSTRAINT session_room_once")
    try:
        yield
    finally:
        mend()
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE events_session ADD CONSTRAINT session_room_once {definition}")
