"""The outcome summary of the archive's one full edition, made and frozen once."""

from typing import Any

from django.db import transaction

from forum.editions.models import Edition
from forum.history.acts import SYSTEM
from forum.outcomes.actions import current_draft, fill, freeze
from forum.outcomes.models import Document

SUMMARISED = "imrf-2022"


def run() -> None:
    edition = Edition.objects.get(slug=SUMMARISED)
    if not Document.objects.outcomes().filter(edition=edition).exists():
        make_once(edition, by=SYSTEM)


@transaction.atomic
def make_once(edition: Edition, *, by: Any) -> None:
    draft = current_draft(edition, by=by)
    fill(draft, by=by)
    freeze(draft, by=by)
