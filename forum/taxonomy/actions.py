"""The verb of reference entries."""

from collections.abc import Mapping
from typing import Any

from forum.history import acts
from forum.taxonomy.models import Reference


def edit(entry: Reference, *, by: Any, changes: Mapping[str, Any], version: int | None) -> None:
    acts.edit(entry, by=by, changes=changes, version=version)
