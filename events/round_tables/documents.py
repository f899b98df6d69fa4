"""The summary of a round table as a document: what its co-chairs agreed to."""

from django.utils.translation import gettext as _

from events.round_tables.models import Summary
from events.round_tables.panels import about
from forum.kit import dates
from forum.kit.translated import Said
from forum.outcomes.blocks import Block, Heading, ListBlock, Paragraph, run, sentence, text
from forum.outcomes.markdown import from_markdown


def blocks(summary: Summary) -> list[Block]:
    session, said = summary.round_table.session, summary.said
    found: list[Block] = [
        Heading(str(session), level=1),
        Paragraph(text(about(session))),
        Heading(_("What it rests on")),
        Paragraph(
            sentence(
                _("The round table %(reference)s. Every co-chair agreed to this text."),
                reference=(session.reference, session.get_absolute_url()),
            )
        ),
        ListBlock(
            [text(agreed(each)) for each in summary.agreements.select_related("role__organisation", "role__user")]
        ),
    ]
    if session.stated:
        numbers = ", ".join(map(str, session.stated))
        found.append(Paragraph(text(_("Objectives of the Compact: %(numbers)s") % {"numbers": numbers})))
    if questions := summary.round_table.said.guiding_questions:
        found += [Heading(_("Guiding questions")), listed(questions)]
    if summary.key_messages:
        found += [Heading(_("Key messages")), listed(said.key_messages)]
    if summary.text:
        found += [Heading(_("Summary")), *from_markdown(said.text)]
    if summary.recommendations:
        found += [Heading(_("Recommendations")), listed(said.recommendations)]
    return found


def agreed(agreement: object) -> str:
    words = {"who": agreement.role.holder, "day": dates.day(agreement.at.date())}  # type: ignore[attr-defined]
    return _("%(who)s, %(day)s") % words


def listed(lines: list[Said]) -> ListBlock:
    return ListBlock([[run(line)] for line in lines])
