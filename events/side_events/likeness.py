"""Proposals that are like one, and those that clash with it. Shown, never in the way."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from events.side_events.models import Proposal, ProposalStatus
from forum.kit.folding import fold
from forum.kit.lists import listed

NEAR = 80  # of 100, as the words of two titles resemble each other whatever their order
NEAR_TEXT = 85
OPEN = (
    ProposalStatus.SUBMITTED,
    ProposalStatus.CHANGES_REQUESTED,
    ProposalStatus.SELECTED,
    ProposalStatus.RESERVE,
)
UN_FAMILY = "un_system"


@dataclass
class Alike:
    """Another proposal: whose, what, and why it is shown here."""

    reference: str
    title: str
    body: str
    nearness: float
    whys: list[str] = field(default_factory=list)
    note: str = ""
    may_merge: bool = False


def alike(proposal: Proposal, most: int = 8) -> list[Alike]:
    """Other proposals to the same call, those most like it first."""
    others = Proposal.objects.filter(call=proposal.call_id, status__in=OPEN).exclude(pk=proposal.pk)
    mine = Reading(proposal)
    found = []
    for other in others.select_related("organisation__category", "organisation__country").prefetch_related(
        "objectives", "panel"
    ):
        theirs = Reading(other)
        title, whys = mine.compared(theirs)
        if whys:
            un = mine.is_un and theirs.is_un
            note = _("Both are of the UN family: agree first with who co-ordinates it in your field.") if un else ""
            waits = other.status in (ProposalStatus.SUBMITTED, ProposalStatus.CHANGES_REQUESTED)
            found.append(Alike(other.reference, other.name, str(other.organisation), title, whys, note, waits))
    return sorted(found, key=lambda each: (-len(each.whys), -each.nearness))[:most]


class Reading:
    """What of a proposal is compared, folded once."""

    def __init__(self, proposal: Proposal) -> None:
        self.title, self.text = fold(proposal.title), fold(proposal.description)
        self.objectives = {each.number: each for each in proposal.objectives.all()}
        self.country: Any = proposal.organisation.country
        self.slots = {(day, window) for day in proposal.days for window in proposal.windows}
        self.speakers = {fold(each.name): each.name for each in proposal.panel.all()}
        self.is_un = proposal.organisation.category.code == UN_FAMILY

    def compared(self, other: "Reading") -> tuple[float, list[str]]:
        """How near the titles are, and what the two share."""
        shared = [str(self.objectives[number]) for number in sorted(self.objectives.keys() & other.objectives.keys())]
        title = fuzz.token_set_ratio(self.title, other.title) if self.title and other.title else 0.0
        text = fuzz.token_sort_ratio(self.text, other.text, score_cutoff=NEAR_TEXT) if self.text and other.text else 0.0
        whys = []
        if title >= NEAR:
            whys.append(_("The titles are nearly the same."))
        if text:
            whys.append(_("The descriptions are nearly the same."))
        if shared and self.country and self.country == other.country:
            words = _("Same objective and same country: %(objectives)s; %(country)s.")
            whys.append(words % {"objectives": listed(shared), "country": self.country})
        if shared and self.slots & other.slots:
            whys.append(_("Same objective and same wished window: %(objectives)s.") % {"objectives": listed(shared)})
        names = [self.speakers[name] for name in self.speakers.keys() & other.speakers.keys()]
        if names:
            whys.append(_("Named as speakers in both: %(names)s.") % {"names": listed(sorted(names))})
        return title, whys
