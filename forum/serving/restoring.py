"""Whether a backup can be restored: it is, into a database of its own that is dropped again, and compared."""

import json
import secrets
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import DatabaseError, OperationalError, connections
from django.db.models import FileField

from forum.history.verifier import faults as history_faults
from forum.kit import guards
from forum.serving.backup import DATABASE, MANIFEST, another_database, checksum, heads, postgres, rows


def faults(backup: Path) -> Iterator[str]:
    """One line for everything that differs from the manifest or does not fit; none when the backup is whole."""
    with TemporaryDirectory(dir=settings.DATA_DIR, prefix=".restore-") as home:
        manifest = unpacked(backup, Path(home))
        broken = list(damaged(Path(home), manifest["parts"]))
        yield from broken
        if DATABASE[manifest["kind"]] in [name for name, _words in map(split, broken)]:
            return
        try:
            with restored(Path(home), manifest["kind"]) as using:
                yield from differences("rows", manifest["rows"], rows(using))
                yield from differences("head of chain", manifest["heads"], heads(using))
                yield from (f"history: {fault}" for fault in history_faults(using))
                yield from (f"trigger {name}: missing" for name in guards.missing(using))
                yield from (f"{name}: named by the database and not in the backup" for name in absent(using, manifest))
        except (CommandError, DatabaseError) as error:
            yield f"{DATABASE[manifest['kind']]}: cannot be restored, {error}"


def absent(using: str, manifest: dict[str, Any]) -> list[str]:
    """Files that rows name and the backup does not hold."""
    named: set[str] = set()
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, FileField):
                kept = model._base_manager.using(using).exclude(**{field.name: ""}).exclude(**{field.name: None})
                named.update(f"files/{name}" for name in kept.values_list(field.name, flat=True))
    return sorted(named - manifest["parts"].keys())


def split(line: str) -> tuple[str, str]:
    name, _colon, words = line.partition(": ")
    return name, words


def unpacked(backup: Path, home: Path) -> dict[str, Any]:
    try:
        with tarfile.open(backup) as archive:
            archive.extractall(home, filter="data")
        manifest = json.loads((home / MANIFEST).read_text())
    except (OSError, EOFError, tarfile.TarError, ValueError) as error:
        raise CommandError(f"{backup} is no whole backup: {error}") from None
    if manifest["kind"] != connections["default"].vendor:
        raise CommandError(f"This is a backup of {manifest['kind']}. Set DATABASE_URL to a database of that kind.")
    return manifest


def damaged(home: Path, parts: dict[str, str]) -> Iterator[str]:
    there = {str(path.relative_to(home)) for path in home.rglob("*") if path.is_file()} - {MANIFEST}
    for name, expected in parts.items():
        if name not in there:
            yield f"{name}: missing"
        elif checksum(home / name) != expected:
            yield f"{name}: damaged, its checksum differs"
    yield from (f"{name}: not in the manifest" for name in sorted(there - parts.keys()))


def differences(what: str, expected: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield f"{what} {name}: {expected.get(name, 'none')} in the backup, {found.get(name, 'none')} restored"


@contextmanager
def restored(home: Path, kind: str) -> Iterator[str]:
    dump = home / DATABASE[kind]
    if kind == "sqlite":
        with another_database("scratch", str(dump)) as using:
            yield using
        return
    name = f"restore_check_{secrets.token_hex(6)}"
    with connections["default"].cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0")
    try:
        postgres("pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", str(dump), name=name)
        with another_database("scratch", name) as using:
            yield using
    finally:
        drop(name)


def drop(name: str) -> None:
    """A program that ended with an error may still be connected for a while."""
    for patience in reversed(range(10)):
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            return
        except OperationalError:
            if not patience:
                raise
            time.sleep(1)
