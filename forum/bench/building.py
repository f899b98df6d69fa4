"""Builds a forum of a named size, always the same one, past the acts: only the bench may, in a database of its own.

Everything in it is made up and marked as rehearsal data.
"""

from datetime import date

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction

from forum.bench.sizes import Size
from forum.editions.models import Edition, Part, Series, Space, Stage
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.dotted import load_all
from forum.search.indexing import index_all

SLUG = "bench"
MAIL = "@bench.example"
START = date(2027, 5, 3)


def edition_of_bench() -> Edition | None:
    return Edition.objects.filter(slug=SLUG).first()


class UnfitDatabase(Exception):
    """It holds something that a bench must not stand beside. Told to who runs the command."""


def holds_other_data() -> bool:
    others = Edition.objects.filter(imported_at=None).exclude(slug=SLUG)
    return others.exists() or get_user_model().objects.exclude(email__endswith=MAIL).exists()


def build(size: Size, *, beside: bool) -> Edition:
    """The edition of the bench: made now, or found if it has this size."""
    if holds_other_data() and not beside:
        raise UnfitDatabase("This database holds other data. Name an empty one, or say --beside to build beside it.")
    found = edition_of_bench()
    if found and found.facts.get("size") != size.name:
        raise UnfitDatabase(f"This database holds the size “{found.facts.get('size')}”. Name an empty one.")
    return found or make(size)


def make(size: Size) -> Edition:
    for step in load_all(settings.DEMO_ARCHIVE):
        step()
    with transaction.atomic():
        edition = edition_with_days(size)
        for step in load_all(settings.BENCH_BUILDERS):
            step(edition, size)
        index_all()
        record("imported", edition, by=SYSTEM)
    return edition


def edition_with_days(size: Size) -> Edition:
    end = date.fromordinal(START.toordinal() + size.days - 1)
    edition = Edition.objects.create(
        series=Series.objects.get(slug="imrf"),
        slug=SLUG,
        code="BENCH",
        short_title="Bench Forum",
        title=f"A forum of the size “{size.name}” to be measured",
        theme="Made up to be measured",
        start=START,
        end=end,
        place="Port Meridian (fictional)",
        timezone="Africa/Accra",
        contact=f"contact{MAIL}",
        status=Stage.REGISTRATION_OPEN,
        status_since=clock.now(),
        is_rehearsal=True,
        facts={"size": size.name},
    )
    Part.objects.create(edition=edition, slug="forum", title="Forum", start=START, end=end)
    titles = ("Plenary", "Round tables", "Side events")
    Space.objects.bulk_create(
        Space(edition=edition, slug=f"space-{number}", title=title, order=number)
        for number, title in enumerate(titles, 1)
    )
    return edition
