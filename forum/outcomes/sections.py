"""What the frame itself says in an outcome summary: what it rests on, and what is not known of the edition."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.editions.models import Edition
from forum.history.models import Entry
from forum.kit import dates
from forum.outcomes.blocks import Block, Heading, ListBlock, Paragraph, text


def rests_on(edition: Edition) -> list[Block]:
    blocks: list[Block] = [Heading(_("What this summary rests on"))]
    sources = reverse("edition_sources", args=[edition.slug])
    if edition.imported_at:
        day = dates.day(edition.imported_at.date())
        said = _("It is made from records of the archive, imported from public sources on %(day)s.") % {"day": day}
        blocks.append(Paragraph(text(said, " ", (_("Sources of this edition"), sources), ".")))
    else:
        count = Entry.objects.filter(chain=edition.pk).count()
        said = _("It is made from the records of this edition, whose history holds %(count)s acts.") % {"count": count}
        blocks.append(Paragraph(text(said)))
    if edition.is_rehearsal:
        blocks.append(
            Paragraph(text(_("This edition is a rehearsal. Its people, organisations and decisions are made up.")))
        )
    blocks.append(
        Paragraph(
            text(_("Every figure opens the list that makes it. It adds no judgement: what is not known is named."))
        )
    )
    return blocks


def not_known(edition: Edition) -> list[Block]:
    """The last section. What is not known of sessions, pledges and the like stands in their own sections."""
    missing = [name for name, value in unknowns(edition) if not value]
    if edition.facts.get("dates_and_place_only"):
        missing.append(_("everything else than dates and place"))
    if edition.basis == "unconfirmed":
        missing.append(_("whether the days are exact: they are to be confirmed"))
    blocks: list[Block] = [Heading(_("What is not known"))]
    if missing:
        blocks.append(Paragraph(text(_("Of the edition itself these are not known:"))))
        blocks.append(ListBlock([text(each) for each in missing]))
    else:
        blocks.append(Paragraph(text(_("Of the edition itself, dates, place, parts and kind of outcome are known."))))
    blocks.append(Paragraph(text(_("Each section above names what is not known of its own subject."))))
    return blocks


def unknowns(edition: Edition) -> list[tuple[str, object]]:
    return [
        (_("the place"), edition.place or edition.mode == "virtual"),
        (_("the venue"), edition.venue),
        (_("the chair"), edition.chair or edition.facts.get("co_facilitators")),
        (_("the parts of the edition"), edition.parts.exists()),
        (_("the kind of outcome"), edition.outcome_kind),
        (_("how many took part"), edition.facts.get("participants") or not edition.imported_at),
    ]
