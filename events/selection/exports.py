"""The queue of proposals and a reviewer's own list as files."""

from operator import itemgetter

from django.utils.translation import gettext_lazy as _

from events.selection.models import Choice
from events.side_events.reviews import Review
from forum.kit.exports import Column, Export, address, choice, coded


def rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def lead_unless_hidden(review: Review) -> str | None:
    """Reviewers may not learn who applies where the call says so."""
    proposal = review.proposal
    return None if proposal.call.anonymous_review else proposal.organisation.name


PROPOSALS = Export(
    "proposals",
    _("Selection of side events"),
    (
        Column("reference", _("Reference")),
        Column("title", _("Title"), "name"),
        Column("organisation", _("Lead organiser"), "organisation.name"),
        Column("category", _("Category"), lambda proposal: coded(proposal.organisation.category)),
        Column("country", _("Country"), lambda proposal: coded(proposal.organisation.country, "iso3")),
        Column("format", _("Format"), choice("format")),
        Column("mode", _("How people take part"), choice("mode")),
        Column("objectives", _("Objectives"), lambda proposal: [each.number for each in proposal.objectives.all()]),
        Column("lenses", _("Lenses"), lambda proposal: [coded(each) for each in proposal.lenses.all()]),
        Column("state", _("State")),
        Column("since", _("Since"), "status_since"),
        Column("mean", _("Mean of 5"), lambda proposal: rounded(proposal.mean)),
        Column("apart", _("Reviewers apart by"), lambda row: rounded(row.apart)),
        Column("scores", _("Scores")),
        Column("address", _("Address"), address),
    ),
    prepare=lambda proposals: proposals.prefetch_related("objectives", "lenses"),
)
REVIEWS = Export(
    "reviews",
    _("Your reviews"),
    (
        Column("reference", _("Reference"), "proposal.reference"),
        Column("title", _("Title"), "proposal.name"),
        Column("organisation", _("Lead organiser"), lead_unless_hidden),
        Column("mean", _("Mean of 5"), lambda review: rounded(review.mean)),
        Column("comment", _("Comment")),
        Column("scored", _("Scored"), "scored_at"),
    ),
)
BOARD = Export(
    "board",
    _("Selection board"),
    (
        Column("rank", _("Rank"), itemgetter("rank")),
        Column("reference", _("Reference"), lambda row: row["one"].reference),
        Column("title", _("Title"), lambda row: row["one"].title),
        Column("organisation", _("Lead organiser"), lambda row: row["one"].organisation),
        Column("state", _("State"), lambda row: row["one"].status),
        Column("mean", _("Mean of 5"), lambda row: rounded(row["one"].mean)),
        Column("apart", _("Reviewers apart by"), lambda row: rounded(row["one"].apart)),
        Column("deviation", _("Standard deviation"), lambda row: rounded(row["one"].deviation)),
        Column("scores", _("Scores"), lambda row: row["one"].scores),
        Column("choice", _("In this draft"), itemgetter("choice")),
        Column("order", _("Place on the reserve"), itemgetter("order")),
    ),
)
DRAFTS = Export(
    "drafts",
    _("Drafts of the selection"),
    (
        Column("name", _("Name")),
        Column("chosen", _("Selected"), lambda draft: len(draft.chosen)),
        Column("mean", _("Mean of 5"), lambda draft: rounded(draft.mean)),
        Column("rules", _("Rules broken"), lambda draft: [each.text for each in draft.rules]),
        Column("advice", _("Advice not followed"), lambda draft: [each.text for each in draft.advice]),
        Column("references", _("References"), lambda draft: [each.reference for each in draft.chosen]),
    ),
)
LETTERS = Export(
    "letters",
    _("Decisions on side events"),
    (
        Column("reference", _("Reference"), lambda letter: letter.entrant.reference),
        Column("title", _("Title"), lambda letter: letter.entrant.title),
        Column("organisation", _("Lead organiser"), lambda letter: letter.entrant.organisation),
        Column("decision", _("Decision"), lambda letter: Choice(letter.choice)),
        Column("order", _("Place on the reserve")),
        Column("reason", _("Reason")),
        Column("mails", _("Mails"), "people"),
    ),
)
REVIEWERS = Export(
    "reviewers",
    _("Reviewers"),
    (
        Column("name", _("Name")),
        Column("done", _("Scored")),
        Column("due", _("Still to score")),
        Column("late", _("Late")),
        Column("conflicts", _("Conflicts of interest")),
        Column("reminded", _("Reminded")),
    ),
)
