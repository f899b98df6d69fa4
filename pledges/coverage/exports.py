"""The register, its updates and its map as files. Contact data is in another table and in none of these."""

from collections.abc import Callable
from typing import Any

from django.db.models import Max, Prefetch
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Coded, Column, Export, address, choice, coded, datum
from pledges.coverage.coverage import Coverage, Row
from pledges.coverage.filters import verified_updates
from pledges.partners.models import PartnerStatus
from pledges.pledges.models import Pledge
from pledges.pledges.querysets import PledgeQuerySet
from pledges.progress.models import Check, Update
from pledges.progress.querysets import UpdateQuerySet


def for_export(pledges: PledgeQuerySet) -> PledgeQuerySet:
    return (
        pledges.for_rows()
        .select_related("matched")
        .prefetch_related("principles", "lenses", "countries", "partners__organisation")
        .annotate(is_verified=verified_updates(), updated_at=Max("updates__made_at"))
    )


def compacts(pledge: Pledge) -> list[str]:
    return ["GCM", "GCR"] if pledge.compacts == "both" else [pledge.compacts.upper()]


def partners(pledge: Pledge) -> list[dict[str, Any]]:
    """Those who confirmed; of the archive only the name is known."""
    return [
        {"name": str(partner), "state": None if pledge.is_archive else partner.status}
        for partner in pledge.partners.all()
        if partner.status == PartnerStatus.CONFIRMED
    ]


PLEDGES = Export(
    "pledges",
    _("Pledges"),
    (
        Column("reference", _("Reference")),
        Column("edition", _("Edition"), lambda pledge: coded(pledge.edition, "slug")),
        Column("title", _("Title")),
        Column("language", _("Language of the text")),
        Column("organisation", _("Who pledged"), "who"),
        Column(
            "organisation_address",
            _("Address of the organisation"),
            lambda pledge: address(pledge.organisation) if pledge.organisation else None,
        ),
        Column("category", _("Category"), lambda pledge: coded(pledge.category)),
        Column("type", _("Type"), choice("type")),
        Column("nature", _("Nature"), choice("nature")),
        Column("compacts", _("Compacts"), compacts),
        Column("objectives", _("Objectives"), "stated"),
        Column("objectives_inferred", _("Objectives, our reading"), "inferred"),
        Column("principles", _("Guiding principles"), lambda pledge: [coded(each) for each in pledge.principles.all()]),
        Column("lenses", _("Lenses"), lambda pledge: [coded(each) for each in pledge.lenses.all()]),
        Column("description", _("The promise")),
        Column("countries", _("Countries"), lambda pledge: [coded(each, "iso3") for each in pledge.countries.all()]),
        Column("places", _("Places")),
        Column("worldwide", _("Worldwide"), "is_global"),
        Column("indicator", _("What is measured")),
        Column("means", _("Means")),
        Column("effect_on_rights", _("Effect on the rights of migrants"), "rights_effect"),
        Column("starts", _("Begins"), "start_date"),
        Column("target_date", _("To be done by")),
        Column("partners", _("Partners"), partners),
        Column("matches", _("Matches"), lambda pledge: pledge.matched.reference if pledge.matched else None),
        Column("year", _("Year")),
        Column("amount_eur", _("Amount in euro")),
        Column("published_at", _("Published")),
        Column("stage", _("Stage"), "stage_state"),
        Column("stage_since", _("Stage since"), lambda pledge: pledge.stage_since if pledge.stage else None),
        Column("updated_at", _("Last update")),
        Column("verified", _("Update verified"), "is_verified"),
        Column("rehearsal", _("Rehearsal"), "edition.is_rehearsal"),
        Column("basis", _("Basis")),
        Column("source", _("Source")),
        Column("address", _("Address"), address),
    ),
    for_export,
)


def as_data(pledge: Pledge) -> dict[str, Any]:
    """One pledge as the register's JSON has it."""
    return {column.name: datum(column.of(pledge)) for column in PLEDGES.columns}


def with_checks(updates: UpdateQuerySet) -> UpdateQuerySet:
    checks = Check.objects.select_related("organisation")
    return updates.select_related("pledge__organisation").prefetch_related(Prefetch("checks", checks))


UPDATES = Export(
    "updates",
    _("Updates"),
    (
        Column("pledge", _("Pledge"), "pledge.reference"),
        Column("title", _("Title"), "pledge.title"),
        Column("organisation", _("Who pledged"), "pledge.who"),
        Column("made_at", _("When")),
        Column("stage", _("Stage"), "state"),
        Column("narrative", _("What happened")),
        Column("language", _("Language of the text")),
        Column("evidence", _("Evidence")),
        Column("evidence_url", _("Address of the evidence")),
        Column(
            "checks",
            _("Checked by"),
            lambda update: [{"name": str(e.organisation), "outcome": e.outcome} for e in update.checks.all()],
        ),
        Column("address", _("Address"), address),
    ),
    with_checks,
    apart=True,
)


def updates_of(pledges: PledgeQuerySet) -> UpdateQuerySet:
    """What was reported on the pledges that a filter finds, newest first."""
    return Update.objects.filter(pledge__in=pledges.order_by().values("pk")).newest_first()


def coverage_export(coverage: Coverage) -> Export:
    """The map with every category in a column of its own."""

    def number(code: str) -> Callable[[Row], int]:
        return lambda row: coverage.counts.get(row.objective.number, {}).get(code, (0, 0))[0]

    return Export(
        "coverage",
        _("Coverage of the 23 objectives"),
        (
            Column("objective", _("Objective"), "objective.number"),
            Column("title", _("Title"), lambda row: Coded(row.objective.title, gettext(row.objective.title))),
            *(Column(each.code, str(each), number(each.code)) for each in coverage.lists.categories),
            Column("all", _("All"), "count"),
            Column("stated", _("Stated by the entity")),
            Column("silent", _("Silent"), lambda row: not row.count),
        ),
        apart=True,
    )
