"""A backup holds one instant; whether it can be restored is proven by restoring it, and a damaged one is named."""

import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from forum.history.acts import SYSTEM, edit
from forum.serving.backup import DATABASE
from tests import factories
from tests.accounts.world import make_complete
from tests.cast import Cast
from tests.production import database_url
from tests.servers import HOUSE

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("backup")]


def manage(home: Path, *words: object) -> tuple[int, str]:
    """A command as an operator gives it: how it ended, and what it said."""
    given = {"DATABASE_URL": database_url(), "DATA_DIR": str(home), "LOG_LEVEL": "ERROR"}
    command = [sys.executable, "manage.py", *map(str, words)]
    done = subprocess.run(command, env={**os.environ, **given}, cwd=HOUSE, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("backup")


@pytest.fixture
def backup(home: Path) -> Path:
    """Of an edition with a history of three acts and two files; made once, the database is emptied after a test."""
    made = home / "backup.tar"
    if not made.exists():
        edition = factories.make_edition("here")
        for number in range(3):
            edit(edition, by=SYSTEM, changes={"theme": f"Theme {number}"})
        for name in ("statutes/one.pdf", "notes/two.pdf"):
            (home / "files" / name).parent.mkdir(parents=True, exist_ok=True)
            (home / "files" / name).write_text(name)
        code, said = manage(home, "backup", made)
        assert (code, "2 files" in said) == (0, True), said
    return made


def faults(backup: Path) -> list[str]:
    code, said = manage(backup.parent, "restore_check", backup)
    assert code == bool(said.strip()) or "The backup was restored" in said
    assert scratch_databases() == []
    return said.splitlines() if code else []


def scratch_databases() -> list[str]:
    if connection.vendor == "sqlite":
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'restore_check_%'")
        return [row[0] for row in cursor.fetchall()]


def changed(backup: Path, name: str, change: Callable[[bytes], bytes], *, honest: bool = False) -> Path:
    """A copy with one part changed; `honest` gives it its new checksum, as who tampers would."""
    with tarfile.open(backup) as archive:
        parts = {member.name: archive.extractfile(member).read() for member in archive}  # type: ignore[union-attr]
    parts[name] = change(parts[name])
    if honest:
        manifest = json.loads(parts["manifest.json"])
        manifest["parts"][name] = hashlib.sha256(parts[name]).hexdigest()
        parts["manifest.json"] = json.dumps(manifest).encode()
    copy = backup.with_name("changed.tar")
    with tarfile.open(copy, "w") as archive:
        for each, content in parts.items():
            entry = tarfile.TarInfo(each)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return copy


def test_a_backup_can_be_restored_whatever_happens_after_it(backup: Path) -> None:
    factories.make_edition("later")
    assert faults(backup) == []
    assert backup.stat().st_mode & 0o077 == 0
    assert sorted(path.name for path in backup.parent.iterdir() if path.name.startswith(".")) == []


def test_it_is_never_overwritten(backup: Path) -> None:
    before = backup.read_bytes()
    code, said = manage(backup.parent, "backup", backup)
    assert (code, "exists already" in said) == (1, True)
    assert backup.read_bytes() == before


def test_a_damaged_file_is_named(backup: Path) -> None:
    damaged = changed(backup, "files/notes/two.pdf", lambda content: b"x" + content[1:])
    assert faults(damaged) == ["files/notes/two.pdf: damaged, its checksum differs"]


def test_a_damaged_database_is_named(backup: Path) -> None:
    name = DATABASE[connection.vendor]
    damaged = changed(backup, name, lambda content: content[: len(content) // 2])
    assert faults(damaged) == [f"{name}: damaged, its checksum differs"]
    found = faults(changed(backup, name, lambda content: content[: len(content) // 2], honest=True))
    assert found[0].startswith(f"{name}: cannot be restored")


def test_a_backup_that_was_cut_off_is_none(backup: Path) -> None:
    cut = backup.with_name("cut.tar")
    cut.write_bytes(backup.read_bytes()[: backup.stat().st_size // 2])
    [fault] = faults(cut)
    assert "is no whole backup" in fault


def test_other_counts_and_another_head_are_named(backup: Path) -> None:
    def wrong(content: bytes) -> bytes:
        manifest = json.loads(content)
        manifest["rows"]["forum_edition"] += 1
        manifest["heads"] = {chain: f"9 {head.split()[1]}" for chain, head in manifest["heads"].items()}
        return json.dumps(manifest).encode()

    counts, head = faults(changed(backup, "manifest.json", wrong))
    assert counts == "rows forum_edition: 2 in the backup, 1 restored"
    assert head.startswith("head of chain")


@pytest.mark.once
def test_a_history_that_was_changed_in_the_backup_is_named(backup: Path, tmp_path: Path) -> None:
    """With every checksum made to fit: the chain still shows it."""

    def tamper(content: bytes) -> bytes:
        path = tmp_path / "tampered.sqlite3"
        path.write_bytes(content)
        with sqlite3.connect(path) as database:
            database.execute("DROP TRIGGER history_entry_no_update")
            database.execute("UPDATE forum_entry SET reason = 'another' WHERE number = 2")
        database.close()
        return path.read_bytes()

    found = faults(changed(backup, "database.sqlite3", tamper, honest=True))
    assert any("tampered" in fault for fault in found)
    assert "trigger history_entry_no_update: missing" in found


def test_a_file_that_the_database_names_and_nobody_has_is_named(cast: Cast, tmp_path: Path) -> None:
    """A folder of files that was not mounted makes no whole backup."""
    document = make_complete(cast).documents.all()[0]
    made = tmp_path / "backup.tar"
    assert manage(tmp_path, "backup", made)[0] == 0
    assert f"files/{document.file.name}: named by the database and not in the backup" in faults(made)
