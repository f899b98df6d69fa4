"""What `docs/operations.md` says is so: every variable, every command, and the files for a deployment."""

import ast
import re
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.source import calls, chain, modules

pytestmark = pytest.mark.once

DOCS = Path(__file__).resolve().parent.parent / "docs"
TEXT = (DOCS / "operations.md").read_text()
DEPLOY = sorted((DOCS / "deploy").iterdir())


def read() -> set[str]:
    """The variables that the code reads: `env.str("NAME", ...)`."""
    asked = [call for name in modules() for call in calls(name) if re.fullmatch(r"env \w+", " ".join(chain(call.func)))]
    return {call.args[0].value for call in asked if isinstance(call.args[0], ast.Constant)}


def told() -> set[str]:
    table = TEXT.split("## The environment")[1].split("## ")[0]
    return set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE))


def test_every_variable_is_told_and_no_other() -> None:
    assert len(told()) > 20
    assert told() == read()


def test_settings_come_from_the_environment_through_one_door() -> None:
    others = [name for name in modules() for call in calls(name) if chain(call.func) == ["os", "getenv"]]
    assert others == []


def test_every_command_that_is_told_exists() -> None:
    told = set(re.findall(r"manage\.py ([a-z_]+)", TEXT))
    assert {"backup", "restore_check", "migrate", "verify_history"} <= told
    assert told <= set(get_commands())


def test_every_part_of_readyz_is_told() -> None:
    parts = {"database", "migrations", "triggers", "scheduler", "mail", "broker", "cache"}
    monitoring = TEXT.split("## Monitoring")[1].split("## ")[0]
    assert parts <= set(re.findall(r"`([a-z]+)`", monitoring))


def test_files_for_a_deployment_say_that_they_were_not_tried_and_set_known_variables() -> None:
    for path in DEPLOY:
        text = path.read_text()
        assert path.name.endswith(".env") or "Not " in text.splitlines()[0], path.name
        assigned = set(re.findall(r"^\s*(?:ENV )?([A-Z_]+)[=:]", text, re.MULTILINE))
        assert {name for name in assigned if not name.startswith("POSTGRES_")} <= told(), path.name
    assert {path.name for path in DEPLOY} >= {"Dockerfile", "compose.yaml", "common-space-web.service"}
