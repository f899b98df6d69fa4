"""Checks the chains from the first entry to the head and names what does not fit."""

from collections.abc import Iterator

from forum.history.models import FIRST, Detail, Entry, Head, digest


def faults(using: str = "default") -> Iterator[str]:
    """One line for every fault; none when the history is whole."""
    chains = set(Entry.objects.using(using).values_list("chain", flat=True).distinct()) | set(
        Head.objects.using(using).values_list("chain", flat=True)
    )
    for chain in sorted(chains):
        yield from faults_of(chain, using)


def faults_of(chain: int, using: str) -> Iterator[str]:
    entries = Entry.objects.using(using).filter(chain=chain)
    details = {detail.number: detail for detail in Detail.objects.using(using).filter(chain=chain).iterator()}
    purges = dict(entries.filter(verb="purge").values_list("number", "object_id"))
    previous, expected = FIRST, 1
    for entry in entries.order_by("number").iterator():
        name = f"chain {chain}, entry {entry.number} ({entry.verb} {entry.object_type} {entry.object_id})"
        if entry.number != expected:
            yield f"{name}: entries {expected} to {entry.number - 1} are missing"
            expected = entry.number
        if entry.previous_hash != previous:
            yield f"{name}: does not follow the entry before it"
        if entry.computed_hash() != entry.hash:
            yield f"{name}: tampered, its content does not match its hash"
        yield from detail_faults(name, entry, details.get(entry.number), purges)
        previous, expected = entry.hash, expected + 1
    head = Head.objects.using(using).filter(chain=chain).first()
    if head is None:
        yield f"chain {chain}: its head is missing"
    elif head.count != expected - 1 or head.last_hash != previous:
        counted = f"the head says {head.count} entries, {expected - 1} are there"
        yield f"chain {chain}: {counted}: the tail was cut or altered"


def detail_faults(name: str, entry: Entry, detail: Detail | None, purges: dict[int, int]) -> Iterator[str]:
    if detail is None:
        yield f"{name}: its values are missing"
    elif detail.erased_by is not None:
        if purges.get(detail.erased_by) != entry.pk:
            yield f"{name}: its values were erased without an act"
    elif digest(detail.salt, detail.before, detail.after) != entry.detail_digest:
        yield f"{name}: tampered, its values do not match their digest"


def erased_count() -> int:
    return Detail.objects.exclude(erased_by=None).count()
