"""The queue of proposals and a reviewer's own list as files."""

from django.utils.translation import gettext_lazy as _

from forum.kit.exports import Column, Export, address, choice, coded

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
        Column("mean", _("Mean of 5"), lambda proposal: None if proposal.mean is None else round(proposal.mean, 2)),
        Column("apart", _("Reviewers apart by"), lambda row: None if row.apart is None else round(row.apart, 2)),
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
        Column("organisation", _("Lead organiser"), "proposal.organisation.name"),
        Column("mean", _("Mean of 5"), lambda review: None if review.mean is None else round(review.mean, 2)),
        Column("comment", _("Comment")),
        Column("scored", _("Scored"), "scored_at"),
    ),
)
