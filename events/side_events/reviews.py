"""What reviewers think of a proposal."""

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.calls.models import Criterion
from events.side_events.models import Proposal
from events.side_events.querysets import ReviewQuerySet
from forum.kit import clock
from forum.kit.moves import Versioned


class Review(Versioned):
    """A proposal given to a reviewer, and what he or she thinks of it. `mean` is the weighted mean of the scores.

    Set aside when the reviewer came to belong to an organiser, or declared a conflict of interest in his or her own
    words: it stays, and counts no more.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="reviews")
    comment = models.TextField(_("comment"), max_length=2000, blank=True)
    conflict = models.TextField(max_length=500, blank=True, editable=False)
    mean = models.FloatField(null=True, editable=False)
    assigned_at = models.DateTimeField(default=clock.now, editable=False)
    scored_at = models.DateTimeField(null=True, blank=True, editable=False)
    set_aside_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["proposal", "reviewer"], name="review_once_per_reviewer")]

    def __str__(self) -> str:
        return f"{self.proposal.reference}, {self.reviewer}"

    @property
    def history_name(self) -> str:
        return gettext("Review of %(reference)s") % {"reference": self.proposal.reference}

    def get_absolute_url(self) -> str:
        return reverse("review", args=[self.proposal.edition.slug, self.proposal.reference])

    def url_for(self, user: Any) -> str:
        """Its own page is its reviewer's; others who read it do so at the proposal."""
        own = user.pk == self.reviewer_id
        place = [self.proposal.edition.slug, self.proposal.reference]
        return reverse("review" if own else "selection_proposal", args=place)

    @property
    def history_chain(self) -> int:
        return self.proposal.edition_id

    @property
    def edition_id(self) -> int:
        return self.proposal.edition_id

    @property
    def counts(self) -> bool:
        return self.scored_at is not None and self.set_aside_at is None

    @property
    def is_due(self) -> bool:
        return self.scored_at is None and self.set_aside_at is None


class Score(models.Model):
    """Points of one review for one criterion."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()
    comment = models.TextField(max_length=1000, blank=True)

    class Meta:
        ordering = ["criterion__order"]
        constraints = [
            models.UniqueConstraint(fields=["review", "criterion"], name="score_once_per_criterion"),
            models.CheckConstraint(condition=models.Q(points__lte=5), name="score_0_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.criterion}: {self.points}"
