"""The section "Who took part" of the outcome summary."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.accreditation.statistics import shown
from accounts.registration.statistics import Row, by_category, participants_url
from forum.editions.models import Edition
from forum.outcomes.blocks import Bar, Block, Figure, Heading, Paragraph, Run, Table, sentence, text


def section(edition: Edition) -> list[Block]:
    rows = by_category(edition)
    blocks: list[Block] = [Heading(_("Who took part"))]
    if not rows:
        said = (
            _("Who was accredited and registered is not known: the archive has no list of it.")
            if edition.is_archive
            else _("Nobody has applied or registered yet.")
        )
        return [*blocks, Paragraph(text(said))]
    everybody = reverse("participants", args=[edition.slug])
    accredited, categories = sum(row.accredited for row in rows), sum(bool(row.accredited) for row in rows)
    people = sum(row.approved for row in rows)
    blocks.append(
        Paragraph(
            sentence(
                _("Accredited: %(organisations)s of %(categories)s. Approved for at least one space: %(people)s."),
                organisations=(counted_organisations(accredited), everybody),
                categories=(counted_categories(categories), everybody),
                people=(counted_people(people), everybody),
            )
        )
    )
    blocks.append(
        Table(
            caption=_("Organisations and people by category; numbers under five are withheld"),
            columns=[
                _("Category"),
                _("Applied"),
                _("Accredited"),
                _("Declined"),
                _("People registered"),
                _("People approved"),
            ],
            rows=[cells(edition, row) for row in rows],
            numeric=[1, 2, 3, 4, 5],
        )
    )
    bars = [
        Bar(str(row.category), row.accredited, participants_url(edition, row.category))
        for row in sorted(rows, key=lambda row: -row.accredited)
        if not row.category.is_entitled
    ]
    if bars:
        blocks.append(Figure(_("Accredited organisations by category"), bars, _("Category"), _("Organisations")))
    blocks.append(
        Paragraph(
            text(_("Delegations are entitled without applying. Who in fact came is not known: entry is not counted."))
        )
    )
    return blocks


def counted_organisations(count: int) -> str:
    return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": count}


def counted_categories(count: int) -> str:
    return ngettext("%(count)s category", "%(count)s categories", count) % {"count": count}


def counted_people(count: int) -> str:
    return ngettext("%(count)s person", "%(count)s people", count) % {"count": shown(count)}


def cells(edition: Edition, row: Row) -> list[list[Run]]:
    url = participants_url(edition, row.category)
    if row.category.is_entitled:
        entitled = _("entitled")
        bodies = [text(entitled), text(entitled), text("–")]
    else:
        bodies = [text((shown(row.applied), url)), text((str(row.accredited), url)), text((shown(row.declined), url))]
    return [text(str(row.category)), *bodies, text((shown(row.registered), url)), text((shown(row.approved), url))]
