"""The register as CSV and JSON, row by row. Contact data is in another table and in none of these."""

import csv
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

from asgiref.sync import sync_to_async
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Max
from django.http import StreamingHttpResponse

from pledges.coverage.filters import verified_updates
from pledges.partners.models import PartnerStatus
from pledges.pledges.models import Pledge
from pledges.pledges.querysets import PledgeQuerySet

CHUNK = 200


class Streamed(StreamingHttpResponse):
    """Sends a plain iterator piece by piece under ASGI too, instead of reading it to its end first."""

    async def __aiter__(self) -> AsyncIterator[bytes]:  # type: ignore[override]
        pieces = iter(self.streaming_content)  # type: ignore[arg-type]
        while (piece := await sync_to_async(next)(pieces, None)) is not None:  # type: ignore[call-arg]
            yield piece


def for_export(pledges: PledgeQuerySet) -> PledgeQuerySet:
    return (
        pledges.for_rows()
        .select_related("matched")
        .prefetch_related("principles", "lenses", "countries", "partners__organisation")
        .annotate(is_verified=verified_updates(), updated_at=Max("updates__made_at"))
    )


def as_data(pledge: Pledge) -> dict[str, Any]:
    """Everything that is public of a pledge; null is what is not known."""
    organisation = pledge.organisation
    return {
        "reference": pledge.reference,
        "edition": pledge.edition.slug,
        "title": pledge.title,
        "organisation": pledge.who,
        "organisation_address": organisation.slug if organisation else None,
        "category": pledge.category.code if pledge.category else None,
        "type": pledge.type or None,
        "nature": pledge.nature or None,
        "compacts": [code.upper() for code in (("gcm", "gcr") if pledge.compacts == "both" else (pledge.compacts,))],
        "objectives": pledge.stated,
        "objectives_inferred": pledge.inferred,
        "principles": [principle.title for principle in pledge.principles.all()],
        "lenses": [lens.code for lens in pledge.lenses.all()],
        "description": pledge.description or None,
        "countries": [country.iso3 for country in pledge.countries.all()],
        "places": pledge.places or None,
        "worldwide": pledge.is_global,
        "indicator": pledge.indicator or None,
        "means": pledge.means or None,
        "effect_on_rights": pledge.rights_effect or None,
        "starts": pledge.start_date,
        "target_date": pledge.target_date,
        "partners": [
            {"name": str(partner), "state": None if pledge.is_archive else partner.status}
            for partner in pledge.partners.all()
            if partner.status == PartnerStatus.CONFIRMED
        ],
        "matches": pledge.matched.reference if pledge.matched else None,
        "year": pledge.year,
        "amount_eur": pledge.amount_eur,
        "published_at": pledge.published_at,
        "stage": pledge.stage or None,
        "stage_since": pledge.stage_since if pledge.stage else None,
        "updated_at": pledge.updated_at,  # type: ignore[attr-defined]
        "verified": pledge.is_verified,  # type: ignore[attr-defined]
        "rehearsal": pledge.edition.is_rehearsal,
        "basis": pledge.basis or None,
        "source": pledge.source or None,
        "address": f"{settings.BASE_URL}{pledge.get_absolute_url()}",
    }


def flat(value: Any) -> str:
    """One cell. A text that a spreadsheet would take for a formula is marked as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = "; ".join(each["name"] if isinstance(each, dict) else str(each) for each in value)
    words = value.isoformat() if hasattr(value, "isoformat") else str(value)
    dangerous = words.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{words}" if dangerous else words


class Echo:
    def write(self, line: str) -> str:
        return line


def csv_lines(rows: Iterator[list[Any]]) -> Iterator[str]:
    writer = csv.writer(Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([flat(value) for value in row])


def as_csv(rows: Iterator[list[Any]], name: str) -> StreamingHttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Streamed(csv_lines(rows), content_type="text/csv; charset=utf-8", headers=headers)


def pledge_rows(pledges: PledgeQuerySet) -> Iterator[list[Any]]:
    names: list[str] = []
    for pledge in for_export(pledges).iterator(chunk_size=CHUNK):
        data = as_data(pledge)
        if not names:
            names = list(data)
            yield names
        yield list(data.values())
    if not names:
        yield ["reference"]


def pledges_json(pledges: PledgeQuerySet, count: int) -> StreamingHttpResponse:
    def pieces() -> Iterator[str]:
        yield f'{{"count": {count}, "pledges": ['
        for number, pledge in enumerate(for_export(pledges).iterator(chunk_size=CHUNK)):
            yield (",\n" if number else "\n") + json.dumps(as_data(pledge), cls=DjangoJSONEncoder, ensure_ascii=False)
        yield "\n]}\n"

    return Streamed(pieces(), content_type="application/json")
