"""Finding organisations by name: exactly, for imports; nearly, before another one is made."""

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from accounts.organisations.folding import fold
from accounts.organisations.models import Organisation

NEAR = 82


@dataclass(frozen=True)
class Candidate:
    organisation: Organisation
    alike: int  # per cent


def known_names(organisation: Organisation) -> list[str]:
    return [name for name in (organisation.name, organisation.acronym, *organisation.aliases) if name]


def alike(one: str, other: str) -> int:
    """How alike two folded names are, in per cent; a name that holds all words of the other one counts as near."""
    if not one or not other:
        return 0
    score = fuzz.token_sort_ratio(one, other)
    if min(len(one.split()), len(other.split())) > 1:
        score = max(score, 0.95 * fuzz.token_set_ratio(one, other))
    return round(score)


def near_duplicates(name: str, *, acronym: str = "", aliases: Iterable[str] = ()) -> list[Candidate]:
    """Organisations that may be this one, the most alike first; five at most."""
    return [each for each in compared(name, acronym, aliases) if each.alike >= NEAR][:5]


def nearest(organisation: Organisation) -> Candidate | None:
    """The one most like a given one, however little."""
    others = compared(organisation.name, organisation.acronym, organisation.aliases)
    return next((each for each in others if each.organisation.pk != organisation.pk), None)


def compared(name: str, acronym: str, aliases: Iterable[str]) -> list[Candidate]:
    """All organisations by how alike their names are; the same acronym counts as near."""
    mine = {fold(each) for each in (name, *aliases)} - {""}
    short = fold(acronym)
    found = []
    for organisation in Organisation.objects.select_related("category", "country"):
        theirs = {fold(each) for each in (organisation.name, *organisation.aliases)} - {""}
        score = max((alike(one, other) for one in mine for other in theirs), default=0)
        known = fold(organisation.acronym)
        if (known and known in mine | {short}) or (short and short in theirs):
            score = max(score, 90)
        found.append(Candidate(organisation, score))
    return sorted(found, key=lambda each: (-each.alike, each.organisation.name))


def find_organisation(name: str) -> Organisation | None:
    """The one organisation known by this name, acronym or other name; None when there is none, or more than one."""
    return find_organisations([name])[0]


def find_organisations(names: Iterable[str]) -> list[Organisation | None]:
    """The same for several names, in two queries at most."""
    wanted = [fold(name) for name in names]
    found: dict[str, list[Organisation]] = {name: [] for name in wanted if name}
    for organisation in Organisation.objects.filter(folded_name__in=found):
        found[organisation.folded_name].append(organisation)
    open_ones = {name for name, known in found.items() if len(known) != 1}
    if open_ones:
        found |= {name: [] for name in open_ones}
        for organisation in Organisation.objects.all():
            for name in open_ones & {fold(each) for each in known_names(organisation)}:
                found[name].append(organisation)
    return [known[0] if len(known := found.get(name, [])) == 1 else None for name in wanted]
