"""The call for side events: who may apply until when, under which rules, for how many places."""

from datetime import date, datetime, time
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from events.calls.querysets import CallQuerySet
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.provenance import Provenance
from forum.kit.translated import Said, Text, Translated
from forum.taxonomy.models import Category


class PlaceRule(models.TextChoices):
    ANY = "any", _("Any room or link")
    VIRTUAL = "virtual", _("Online only")
    PHYSICAL = "physical", _("In a room only")


class Call(Provenance, Translated):
    """The announcement of an edition. `selected_count` never exceeds `places`: the database refuses.

    `windows` lists `{code, label, not_before, not_after, per_day, duration_minutes}`; an empty value is an open one.
    """

    TRANSLATED = ("who_words", "notice", "questions", "place_words")

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="call")
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    scores_by = models.DateField(_("scores due"), null=True, blank=True)
    results_by = models.DateField(_("results by"), null=True, blank=True)
    may_apply = models.ManyToManyField(
        Category,
        verbose_name=_("who may apply"),
        blank=True,
        related_name="calls",
        help_text=_("None chosen means every category."),
    )
    who_words = models.CharField(_("who may apply, in words"), max_length=300, blank=True)
    notice = models.TextField(_("notice"), blank=True, help_text=_("What applicants must know, in a few sentences."))
    questions = models.TextField(
        _("questions to answer in the proposal"), blank=True, help_text=_("One a line; shown beside the description.")
    )
    places = models.PositiveIntegerField(_("places"), default=0)
    selected_count = models.PositiveIntegerField(default=0, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    windows = models.JSONField(_("windows"), default=list, blank=True)
    parallel_allowed = models.BooleanField(_("side events may run in parallel"), default=False)
    place_rule = models.CharField(_("place"), max_length=10, choices=PlaceRule.choices, default=PlaceRule.ANY)
    place_words = models.CharField(_("place, in words"), max_length=200, blank=True)
    max_per_lead = models.PositiveSmallIntegerField(
        _("proposals by one lead organiser"), default=2, validators=[MinValueValidator(1)]
    )
    reviewers_per_proposal = models.PositiveSmallIntegerField(default=2, editable=False)
    anonymous_review = models.BooleanField(default=False, editable=False)  # reviewers do not learn who applies
    confirm_days = models.PositiveSmallIntegerField(default=10, editable=False)  # for the lead of a selected one
    targets = models.JSONField(default=list, blank=True, editable=False)  # see events.selection.targets

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(selected_count__lte=models.F("places")), name="call_places_not_exceeded"
            ),
            models.CheckConstraint(
                condition=models.Q(imported_at__isnull=False)
                | models.Q(opens_at__isnull=False, closes_at__gt=models.F("opens_at")),
                name="call_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition.short_title}, call for side events"

    def get_absolute_url(self) -> str:
        return reverse("side_events", args=[self.edition.slug])

    def originals(self) -> dict[str, Text]:
        """Its own texts and the names of its criteria."""
        return super().originals() | {f"criterion.{each.code}": each.label for each in self.criteria.all()}

    def label(self, name: str) -> str:
        return super().label(name) if name in self.TRANSLATED else gettext("criterion")

    @property
    def is_open(self) -> bool:
        return bool(self.opens_at and self.closes_at and self.opens_at <= clock.now() < self.closes_at)

    @property
    def is_over(self) -> bool:
        return bool(self.closes_at and self.closes_at <= clock.now())

    @property
    def places_left(self) -> int:
        return self.places - self.selected_count

    @property
    def question_list(self) -> list[str]:
        return [line.strip() for line in self.said.questions.splitlines() if line.strip()]

    @property
    def days(self) -> list[date]:
        return self.edition.days

    def window(self, code: str) -> dict[str, Any] | None:
        return next((each for each in self.windows if each["code"] == code), None)


class Criterion(models.Model):
    """What proposals are scored on, 0 to 5. No weight means that none was published."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="criteria")
    code = models.SlugField(_("code"), max_length=40)
    label = models.CharField(_("criterion"), max_length=120)
    weight = models.PositiveSmallIntegerField(
        _("weight"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="criterion_code")]

    def __str__(self) -> str:
        language = get_language() or ""
        held = self.call.translation(f"criterion.{self.code}", language)
        return Said(str(held), language) if held else Said(self.label, self.call.language)


def end_of(day: date, edition: Edition) -> datetime:
    """The last minute of a day in the edition's zone."""
    return datetime.combine(day, time(23, 59), edition.zone)


def hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
