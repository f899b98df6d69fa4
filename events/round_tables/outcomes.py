"""Round tables in the outcome summary: their objectives, and the summaries that their co-chairs agreed to."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.round_tables.mapping import Mapping, mapping_of
from events.round_tables.models import Summary
from events.round_tables.panels import about
from forum.editions.models import Edition
from forum.kit.lists import listed
from forum.outcomes.blocks import Block, Heading, ListBlock, Paragraph, Run, Table, text


def section(edition: Edition) -> list[Block]:
    mapping = mapping_of(edition)
    blocks: list[Block] = [Heading(_("Round tables and objectives"))]
    if not mapping.tables:
        blocks.append(Paragraph(text(_("No round table of this edition is public."))))
        return blocks
    rows = [
        [
            [Run(str(table), table.get_absolute_url())],
            [Run(about(table))],
            [Run(listed(str(n) for n in [*table.stated, *table.inferred]) or _("not known"))],
        ]
        for table in mapping.tables
    ]
    columns = [_("Round table"), _("People"), _("Objectives")]
    blocks.append(Table(_("Round tables with their objectives"), columns, rows))
    blocks += covered(edition, mapping)
    blocks += summaries(edition, mapping)
    return blocks


def covered(edition: Edition, mapping: Mapping) -> list[Block]:
    url = reverse("round_tables", args=[edition.slug])
    if not mapping.names_objectives:
        return [Paragraph(text(_("Which objectives these round tables cover is not known.")))]
    if mapping.is_complete:
        return [Paragraph(text((_("Every one of the 23 objectives has a round table."), url)))]
    count = len(mapping.uncovered)
    words = ngettext("%(count)s objective has no round table:", "%(count)s objectives have no round table:", count)
    return [
        Paragraph(text((words % {"count": count}, url))),
        ListBlock([text(str(objective)) for objective in mapping.uncovered]),
    ]


def summaries(edition: Edition, mapping: Mapping) -> list[Block]:
    found = Summary.objects.public().filter(round_table__session__in=mapping.tables)
    by_session = {each.round_table.session_id: each for each in found.select_related("round_table__session__edition")}
    missing = len(mapping.tables) - len(by_session)
    blocks: list[Block] = []
    if missing:
        url = reverse("round_tables", args=[edition.slug])
        words = ngettext(
            "Of %(count)s round table no summary is public.", "Of %(count)s round tables no summary is public.", missing
        )
        blocks.append(Paragraph(text((words % {"count": missing}, url))))
    for table in mapping.tables:
        summary = by_session.get(table.pk)
        if summary is None:
            continue
        blocks.append(Heading(str(table), level=3))
        blocks.append(Paragraph(text((_("The summary its co-chairs agreed to"), summary.get_absolute_url()), ".")))
        blocks.append(ListBlock([text(message) for message in summary.key_messages]))
        if summary.recommendations:
            blocks.append(Paragraph(text(_("Recommendations:"))))
            blocks.append(ListBlock([text(each) for each in summary.recommendations]))
    return blocks
