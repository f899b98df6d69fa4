"""Commitments in an outcome summary."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.editions.models import Edition
from forum.outcomes.blocks import Block, Heading, ListBlock, Paragraph, Table, sentence, text
from pledges.commitments.models import Commitment, Declaration, Kind


def commitments(edition: Edition) -> list[Block]:
    """Nothing where outcomes do not bind: a Chair's summary never carries commitments."""
    if not edition.series.outcome_binding:
        return []
    url = reverse("commitments", args=[edition.slug])
    rows = list(Commitment.objects.filter(edition=edition).select_related("edition"))
    blocks: list[Block] = [Heading(_("Commitments of the Declaration"))]
    if not rows:
        return [*blocks, Paragraph(text(_("No commitment of this edition is known.")))]
    declaration = Declaration.objects.filter(edition=edition).first()
    late = [row for row in rows if row.is_overdue(edition.today())]
    words = (
        ngettext(
            "%(recorded)s commitment of more than %(least)s is recorded, in our own words.",
            "%(recorded)s commitments of more than %(least)s are recorded, in our own words.",
            len(rows),
        )
        if declaration
        else ngettext(
            "%(recorded)s commitment is recorded, in our own words.",
            "%(recorded)s commitments are recorded, in our own words.",
            len(rows),
        )
    )
    said = ngettext(
        "%(count)s had a date that has passed; no answer is known.",
        "%(count)s had a date that has passed; no answer is known for any.",
        len(late),
    ) % {"count": len(late)}
    least = (declaration.at_least if declaration else "", "")
    parts = [*sentence(words, recorded=(len(rows), url), least=least), *text(f" {said}")]
    asked = [row for row in rows if row.type != Kind.REAFFIRMATION]
    table = Table(
        caption=_("New measures and requests among the recorded paragraphs."),
        columns=[_("Paragraph"), _("Subject"), _("Type"), _("Addressee"), _("Due")],
        rows=[
            [
                text((str(row.number), row.get_absolute_url())),
                text(row.subject),
                text(str(row.get_type_display())),
                text(str(row.get_addressee_display())),
                text(row.due or _("no date")),
            ]
            for row in asked
        ],
    )
    blocks += [Paragraph(parts), table]
    if declaration and declaration.absences:
        blocks.append(Paragraph(text(_("What the text leaves out, as observers named it:"))))
        blocks.append(ListBlock([text(each["subject"]) for each in declaration.absences]))
    return blocks
