"""The justification of a selection: criteria, ranking, balance, and every decision with its reason."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.selection.balance import balance
from events.selection.committing import remembered
from events.selection.models import Choice, Selection
from events.selection.pool import Entrant
from events.selection.targets import Yardstick, target_words
from forum.kit import dates
from forum.kit.lists import listed
from forum.outcomes.blocks import Bar, Block, Figure, Heading, ListBlock, Paragraph, Run, Table, run, sentence, text


def blocks(selection: Selection) -> list[Block]:
    kept, edition = selection.record, selection.call.edition
    entrants = remembered(kept)
    decisions = {row["reference"]: row for row in kept["decisions"]}
    assert selection.committed_at is not None
    when = dates.at(selection.committed_at, edition.timezone)
    return [
        Heading(_("Selection of side events: justification"), level=1),
        Paragraph(text(_("%(edition)s, decided %(when)s by %(who)s") % said(edition, when, kept))),
        *who_took_part(selection, kept),
        *criteria(kept),
        *ranking(edition, entrants, decisions),
        *picture(kept, entrants, decisions),
        *letters(entrants, decisions),
        *conflicts(kept),
    ]


def said(edition: Any, when: str, kept: dict[str, Any]) -> dict[str, str]:
    return {"edition": str(edition), "when": when, "who": kept["by"]}


def who_took_part(selection: Selection, kept: dict[str, Any]) -> list[Block]:
    found: list[Block] = [Heading(_("Who took part"))]
    draft = sentence(
        _("The list was prepared as the draft “%(name)s” by %(who)s."),
        name=(str(selection), selection.get_absolute_url()),
        who=(kept["made_by"] or _("the programme officers"), ""),
    )
    found.append(Paragraph(draft))
    if kept["reviewers"]:
        scored = ngettext(
            "%(count)s reviewer scored: %(names)s.", "%(count)s reviewers scored: %(names)s.", len(kept["reviewers"])
        )
        found.append(Paragraph(text(scored % {"count": len(kept["reviewers"]), "names": listed(kept["reviewers"])})))
    if kept["anonymous"]:
        found.append(Paragraph(text(_("Reviewers did not learn who applied."))))
    return found


def criteria(kept: dict[str, Any]) -> list[Block]:
    rows = [[[run(each["label"])], [Run(str(each["weight"] or 1))]] for each in kept["criteria"]]
    words = ngettext(
        "Each proposal was scored by %(count)s reviewer, 0 to 5 on each criterion.",
        "Each proposal was scored by %(count)s reviewers, 0 to 5 on each criterion.",
        kept["needed"],
    )
    found: list[Block] = [Heading(_("Criteria")), Paragraph(text(words % {"count": kept["needed"]}))]
    if rows:
        found.append(Table(_("Criteria and their weights"), [_("Criterion"), _("Weight")], rows, [1]))
    return found


def ranking(edition: Any, entrants: list[Entrant], decisions: dict[str, Any]) -> list[Block]:
    rows = []
    for rank, each in enumerate(entrants, 1):
        url = reverse("selection_proposal", args=[edition.slug, each.reference])
        rows.append(
            [
                [Run(str(rank))],
                [Run(each.reference, url)],
                [Run(each.title, language=each.language)],
                [run(each.organisation)],
                [Run("–" if each.mean is None else f"{each.mean:.2f}")],
                [Run("–" if each.apart is None else f"{each.apart:.1f}")],
                [run(outcome(each, decisions.get(each.reference)))],
            ]
        )
    heads = [_("Rank"), _("Reference"), _("Title"), _("Lead organiser"), _("Mean"), _("Apart"), _("Decision")]
    return [Heading(_("Ranking")), Table(_("All proposals by the mean of their reviewers"), heads, rows, [0, 4, 5])]


def outcome(entrant: Entrant, row: dict[str, Any] | None) -> str:
    if row is None:
        return _("Selected before") if entrant.held else str(entrant.status.label)
    if row["choice"] == Choice.RESERVE:
        return _("Reserve, number %(order)s") % {"order": row["order"]}
    return str(Choice(row["choice"]).label)


def picture(kept: dict[str, Any], entrants: list[Entrant], decisions: dict[str, Any]) -> list[Block]:
    chosen = [
        each for each in entrants if each.held or decisions.get(each.reference, {}).get("choice") == Choice.SELECT
    ]
    findings = Yardstick(kept["targets"], entrants).findings(chosen)
    words = _("%(chosen)s of %(applied)s proposals fill %(chosen)s of %(places)s places.")
    numbers = {"chosen": len(chosen), "applied": len(entrants), "places": kept["places"]}
    found: list[Block] = [Heading(_("Balance")), Paragraph(text(words % numbers))]
    if kept["targets"]:
        found.append(ListBlock([text(target_words(each)) for each in kept["targets"]]))
        if findings:
            found += [Paragraph(text(_("Not met:"))), ListBlock([text(each.text) for each in findings])]
        else:
            found.append(Paragraph(text(_("Every target is met."))))
    if kept["exception"]:
        found.append(Paragraph([run(_("Why a rule was broken:")), Run(" "), Run(kept["exception"])]))
    for part in balance(chosen, entrants, kept["targets"], findings):
        bars = [Bar(row.label, row.value, reference=row.reference) for row in part.rows]
        if any(bar.value for bar in bars):
            caption = _("Selected by: %(dimension)s. The tick is the share of those who applied.")
            found.append(Figure(caption % {"dimension": part.title}, bars, part.title, _("Selected")))
    return found


def letters(entrants: list[Entrant], decisions: dict[str, Any]) -> list[Block]:
    found: list[Block] = [Heading(_("Decisions and their reasons"))]
    by_reference = {each.reference: each for each in entrants}
    for choice in Choice:
        mine = [row for row in decisions.values() if row["choice"] == choice]
        if not mine:
            continue
        found.append(Heading(str(choice.label), level=3))
        items = []
        for row in mine:
            each = by_reference[row["reference"]]
            place = f" ({row['order']})" if row["order"] else ""
            reason = row["reason"] or _("No reason was written.")
            items.append(
                [Run(f"{each.reference}{place} "), Run(each.title, language=each.language), Run(f": {reason}")]
            )
        found.append(ListBlock(items))
    return found


def conflicts(kept: dict[str, Any]) -> list[Block]:
    found: list[Block] = [Heading(_("Conflicts of interest"))]
    if not kept["conflicts"]:
        return [*found, Paragraph(text(_("No reviewer declared a conflict of interest.")))]
    rows = [[[Run(reference)], [run(who)], [Run(words)]] for reference, who, words in kept["conflicts"]]
    heads = [_("Reference"), _("Reviewer"), _("In his or her words")]
    return [*found, Table(_("Declared by reviewers, who did not score then"), heads, rows)]
