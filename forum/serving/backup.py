"""A backup: one tar file with the database as it was at one instant, the files, and a manifest of what is in it.

`manifest.json` comes last, so that a file that was cut off is none. It holds a checksum of every part, the number of
rows of every table and the head of every chain of the history, all of the same instant as the database.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import CommandError
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from forum.history.models import Head
from forum.kit import clock

DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
MANIFEST = "manifest.json"


def write(target: Path) -> dict[str, Any]:
    """Makes the backup and returns its manifest. What exists already is never overwritten."""
    if target.exists():
        raise CommandError(f"{target} exists already. Name another file.")
    partial = target.with_name(f"{target.name}.partial")
    with TemporaryDirectory(dir=target.parent, prefix=".backup-") as home:
        manifest = dump(Path(home))
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w") as archive:
                for path, name in parts(Path(home), manifest["kind"]):
                    manifest["parts"][name] = checksum(path)
                    archive.add(path, arcname=name, recursive=False)
                text = json.dumps(manifest, indent=1).encode()
                entry = tarfile.TarInfo(MANIFEST)
                entry.size = len(text)
                archive.addfile(entry, BytesIO(text))
            file.flush()
            os.fsync(file.fileno())
        partial.rename(target)
    return manifest


def parts(home: Path, kind: str) -> Iterator[tuple[Path, str]]:
    yield home / DATABASE[kind], DATABASE[kind]
    files = Path(settings.MEDIA_ROOT)
    for path in sorted(files.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield path, f"files/{path.relative_to(files)}"


def dump(home: Path) -> dict[str, Any]:
    connection = connections["default"]
    if connection.vendor == "sqlite":
        copy = home / DATABASE["sqlite"]
        source = f"{Path(connection.settings_dict['NAME']).resolve().as_uri()}?mode=ro"
        with closed(sqlite3.connect(source, uri=True)) as ours, closed(sqlite3.connect(copy)) as theirs:
            ours.backup(theirs)
        with another_database("backup", str(copy)) as using:
            return described(using)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        [snapshot] = cursor.fetchone()
        postgres("pg_dump", "--format=custom", f"--snapshot={snapshot}", "--file", str(home / DATABASE["postgresql"]))
        return described("default")


def described(using: str) -> dict[str, Any]:
    return {
        "kind": connections[using].vendor,
        "made_at": clock.now().isoformat(),
        "rows": rows(using),
        "heads": heads(using),
        "parts": {},
    }


def rows(using: str) -> dict[str, int]:
    """How many rows every table has."""
    connection, found = connections[using], {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608, a name of its own
            found[table] = cursor.fetchone()[0]
    return found


def heads(using: str) -> dict[str, str]:
    """Each chain of the history: how long it is and what its last entry is."""
    every = Head.objects.using(using).order_by("chain")
    return {str(head.chain): f"{head.count} {head.last_hash}" for head in every}


def checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def closed(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
    finally:
        connection.close()


@contextmanager
def another_database(alias: str, name: str) -> Iterator[str]:
    """The configured server's other database `name`, under an alias while this lasts."""
    ours: BaseDatabaseWrapper = connections["default"]
    connections.databases[alias] = {**ours.settings_dict, "NAME": name}
    try:
        yield alias
    finally:
        connections[alias].close()
        del connections[alias]
        del connections.databases[alias]


def postgres(program: str, *words: str, name: str = "") -> None:
    """Runs a program of PostgreSQL against the configured server; its password never stands on a command line."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda home: int(home.parent.name), reverse=True)
    found = shutil.which(program, path=os.pathsep.join([*map(str, homes), os.environ.get("PATH", "")]))
    if found is None:
        raise CommandError(f"{program} is not installed. It comes with PostgreSQL's client programs.")
    at = connections["default"].settings_dict
    given = {"PGHOST": at["HOST"], "PGPORT": at["PORT"], "PGUSER": at["USER"], "PGPASSWORD": at["PASSWORD"]}
    environment = {**os.environ, **{key: str(value) for key, value in given.items() if value}}
    command = [found, "--no-password", f"--dbname={name or at['NAME']}", *words]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CommandError(f"{program}: {done.stderr.strip()}")
