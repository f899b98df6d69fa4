"""Pledges in an outcome summary."""

from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.editions.models import Edition
from forum.outcomes.blocks import Bar, Block, Figure, Heading, ListBlock, Paragraph, Run, sentence, text
from pledges.coverage import lists
from pledges.coverage.coverage import Coverage
from pledges.coverage.filters import UNKNOWN, verified_updates
from pledges.pledges.choices import Stage
from pledges.pledges.models import Pledge


def pledges(edition: Edition) -> list[Block]:
    known = lists.read(edition.slug)
    base = f"{reverse('pledges')}?edition={edition.slug}"
    rows = list(Pledge.objects.public().filter(edition=edition).annotate(is_verified=verified_updates()))
    blocks: list[Block] = [Heading(_("Pledges"))]
    if not rows:
        return [*blocks, Paragraph(text(_("No pledge of this edition is known.")))]
    coverage = Coverage(QueryDict(f"edition={edition.slug}"), lists=known, address=reverse("pledges"))
    return [
        *blocks,
        Paragraph(summary(len(rows), coverage, base)),
        *by_stage(rows, base),
        by_category(coverage, base),
        by_objective(coverage),
        Paragraph(text((_("The map of the 23 objectives by category"), f"{base}#coverage"), ".")),
    ]


def summary(count: int, coverage: Coverage, base: str) -> list[Run]:
    words = ngettext(
        "%(pledges)s pledge of this edition is in the register. The pledges name %(named)s of the 23 objectives; "
        "%(silent)s are silent.",
        "%(pledges)s pledges of this edition are in the register. The pledges name %(named)s of the 23 objectives; "
        "%(silent)s are silent.",
        count,
    )
    coverage_map = f"{base}#coverage"
    parts = sentence(
        words,
        pledges=(count, base),
        named=(coverage.named, coverage_map),
        silent=(len(coverage.silent), coverage_map),
    )
    if coverage.nameless:
        words = ngettext(
            "%(pledges)s pledge names no objective.", "%(pledges)s pledges name no objective.", coverage.nameless
        )
        parts += [Run(" "), *sentence(words, pledges=(coverage.nameless, coverage.nameless_url))]
    return parts


def by_stage(rows: list[Any], base: str) -> list[Block]:
    """Every pledge has one stage or none, so the bars add up to the total."""
    stages = [*Stage.choices, (UNKNOWN, _("No update known"))]
    count = {value: sum((row.stage or UNKNOWN) == value for row in rows) for value, _label in stages}
    bars = [Bar(str(label), count[value], f"{base}&stage={value}") for value, label in stages]
    caption = ngettext(
        "Stages of the pledges; of %(count)s no update is known",
        "Stages of the pledges; of %(count)s no update is known",
        count[UNKNOWN],
    )
    verified = sum(row.is_verified for row in rows)
    lines = [sentence(_("With a verified update: %(count)s"), count=(verified, f"{base}&verified=yes"))]
    late = sum(row.is_overdue for row in rows)
    if late:
        lines.append(text(_("Past their date and not reported as fulfilled: %(count)s") % {"count": late}))
    return [Figure(caption % {"count": count[UNKNOWN]}, bars, _("Stage"), _("Pledges")), ListBlock(lines)]


def by_objective(coverage: Coverage) -> Figure:
    """In their own order, the silent ones as empty tracks."""
    bars = [Bar(f"{row.objective.number}. {row.objective.title}", row.count, row.url) for row in coverage.rows]
    return Figure(
        _("Pledges by objective. %(finding)s") % {"finding": coverage.finding}, bars, _("Objective"), _("Pledges")
    )


def by_category(coverage: Coverage, base: str) -> Block:
    counts: dict[str, int] = {}
    pledges = Pledge.objects.public().filter(edition__slug=coverage.data["edition"])
    for code in pledges.values_list("category__code", flat=True):
        counts[code or ""] = counts.get(code or "", 0) + 1
    categories = coverage.lists.categories
    named = sorted((c for c in categories if c.code in counts), key=lambda c: (-counts[c.code], c.order))
    bars = [Bar(str(category), counts[category.code], f"{base}&category={category.code}") for category in named]
    others = len(categories) - len(named)
    if others:
        words = ngettext("%(count)s other category", "%(count)s other categories", others)
        bars.append(Bar(words % {"count": others}, 0))
    return Figure(_("Pledges by category of the pledging entity."), bars, _("Category"), _("Pledges"))
