"""Imports series and past editions with their provenance. It invents nothing."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from forum.editions.models import Edition, Mode, OutcomeKind, Part, Series, Space, Stage
from forum.history.acts import SYSTEM, record
from forum.kit import clock
from forum.kit.archive import read
from forum.taxonomy.models import Country

FACTS = (
    "participants",
    "participants_min",
    "states",
    "states_min",
    "organizations",
    "civil_society",
    "observers",
    "side_events",
    "panels",
    "thematic_dialogues",
    "round_table_count",
    "co_chair",
    "hearing",
    "dates_and_place_only",
)
KINDS = {"Progress Declaration": OutcomeKind.PROGRESS_DECLARATION, "Chair's summary": OutcomeKind.CHAIRS_SUMMARY}


@transaction.atomic
def run() -> None:
    book = read(__file__, "editions.json")
    summits = read(__file__, "gfmd_summits.json")["records"]
    known = set(Edition.objects.exclude(record_id="").values_list("record_id", flat=True))
    missing = [row for row in book["records"] + summits if row["id"] not in known]
    if not missing:
        return
    series = {row["slug"]: import_series(row, order) for order, row in enumerate(book["series"], 1)}
    names = read(__file__, "names.json")
    for row in missing:
        edition = import_edition(row, series[row["series"]], names)
        import_structure(edition, book)
        record("imported", edition, by=SYSTEM)


def import_series(row: dict[str, Any], order: int) -> Series:
    made, _new = Series.objects.get_or_create(slug=row["slug"], defaults={**row, "order": order})
    return made


def import_edition(row: dict[str, Any], series: Series, names: dict[str, Any]) -> Edition:
    year = row["start"][:4]
    name = series.short_title if "short_title" in row else f"{series.short_title} {row['number']}"
    other_names = names["records"].get(row["id"], {})
    cited = [row["source"], *row.get("also", []), row.get("seed", ""), names["source"] if other_names else ""]
    edition = Edition(
        series=series,
        slug=row["id"],
        code=f"{series.short_title}{year[2:]}",
        number=row["number"],
        short_title=row.get("short_title", name),
        title=row.get("title") or f"{series.title}, summit {row['number']}",
        theme=row.get("theme") or "",
        chair=" / ".join(filter(None, [row.get("chair"), row.get("co_chair")])),
        start=date.fromisoformat(row["start"]),
        end=date.fromisoformat(row["end"]),
        place=row["place"] or "",
        mode=row.get("mode", Mode.IN_PERSON),
        timezone=row["timezone"],
        status=Stage.ARCHIVED,
        outcome_kind=KINDS[row["outcome"]] if "outcome" in row else "",
        facts=facts_of(row),
        record_id=row["id"],
        imported_at=clock.now(),
        basis=row["basis"],
        source="; ".join(filter(None, cited)),
        source_note=row.get("note", ""),
    )
    for language, texts in other_names.items():
        edition.words = edition.with_words(language, texts)
    edition.save(force_insert=True)
    return edition


def facts_of(row: dict[str, Any]) -> dict[str, Any]:
    facts = {name: row[name] for name in FACTS if row.get(name)}
    if codes := row.get("co_facilitators"):
        names = dict(Country.objects.filter(code__in=[code.lower() for code in codes]).values_list("code", "name"))
        facts["co_facilitators"] = [names[code.lower()] for code in codes]
    return facts


def import_structure(edition: Edition, book: dict[str, Any]) -> None:
    parts = [row for row in book["parts"] if row["edition"] == edition.slug]
    for order, row in enumerate(parts, 1):
        days = {name: date.fromisoformat(row[name]) for name in ("start", "end") if name in row}
        Part.objects.create(edition=edition, slug=row["slug"], title=row["title"], order=order, **days)
    for order, title in enumerate(book["spaces"].get(edition.slug, []), 1):
        Space.objects.create(edition=edition, slug=slugify(title), title=title, order=order)
