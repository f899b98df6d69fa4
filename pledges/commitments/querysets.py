"""Words for sets of commitments: as visible as their edition."""

from forum.editions.querysets import EditionPartQuerySet


class CommitmentQuerySet(EditionPartQuerySet):
    def for_rows(self) -> "CommitmentQuerySet":
        return self.select_related("edition").prefetch_related("objectives")
