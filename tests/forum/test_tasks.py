"""Every task that the clock or an act sends is known to the worker: one that is not would be dropped."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from tests.servers import HOUSE

pytestmark = pytest.mark.once
APPS = {"forum", "accounts", "events", "pledges"}
SAYS = """
import django; django.setup()
from forum.celery import app
app.loader.import_default_modules()
print(*sorted(app.tasks))
"""


def test_the_worker_knows_every_task() -> None:
    """Asked of a process of its own: this one has imported what the worker may not."""
    given = {**os.environ, "DJANGO_SETTINGS_MODULE": "forum.settings"}
    done = subprocess.run([sys.executable, "-c", SAYS], env=given, cwd=HOUSE, capture_output=True, text=True)
    known = set(done.stdout.split())
    assert {each["task"] for each in settings.CELERY_BEAT_SCHEDULE.values()} - known == set(), done.stderr
    files = [path for path in HOUSE.glob("*/*/tasks.py") if path.parent.parent.name in APPS]
    modules = {".".join(path.relative_to(HOUSE).with_suffix("").parts) for path in files}
    assert modules - {name.rpartition(".")[0] for name in known} == set()
