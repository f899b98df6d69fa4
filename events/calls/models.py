"""The call for side events: who may apply until when, under which rules, for how many places."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from events.calls.kinds import CallRule, Level, QuestionKind, usual
from events.calls.querysets import CallQuerySet
from events.sessions.kinds import SessionFormat
from forum.editions.models import Edition, Mode
from forum.kit import clock
from forum.kit.provenance import Provenance
from forum.kit.translated import Said, Text, Translated
from forum.taxonomy.models import Category

LONGEST = 10_000  # characters of a description, in any call


class PlaceRule(models.TextChoices):
    ANY = "any", _("Any room or link")
    VIRTUAL = "virtual", _("Online only")
    PHYSICAL = "physical", _("In a room only")


class Call(Provenance, Translated):
    """The announcement of an edition. `selected_count` never exceeds `places`: the database refuses.

    `windows` lists `{code, label, not_before, not_after, per_day, duration_minutes, days}`; an empty value is an open
    one. `levels` holds how strict a rule is where that differs from what is usual; those for time and place are among
    the rules for conflicts of the edition.
    """

    TRANSLATED = ("who_words", "notice", "place_words")

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
    levels = models.JSONField(default=dict, blank=True, editable=False)
    edits_allowed = models.BooleanField(
        _("a submitted proposal may change until the call closes"),
        default=False,
        help_text=_("Reviewers see what changed."),
    )
    co_organisers_least = models.PositiveSmallIntegerField(_("co-organisers, at least"), default=0)
    co_organisers_most = models.PositiveSmallIntegerField(
        _("co-organisers, at most"), default=20, validators=[MaxValueValidator(20)]
    )
    objectives_least = models.PositiveSmallIntegerField(_("objectives, at least"), default=1)
    objectives_most = models.PositiveSmallIntegerField(
        _("objectives, at most"), default=3, validators=[MinValueValidator(1), MaxValueValidator(23)]
    )
    description_least = models.PositiveSmallIntegerField(_("characters of the description, at least"), default=300)
    description_most = models.PositiveSmallIntegerField(
        _("characters of the description, at most"),
        default=3000,
        validators=[MinValueValidator(100), MaxValueValidator(LONGEST)],
    )
    languages = models.JSONField(_("languages of the events"), default=list, blank=True)
    formats = models.JSONField(_("formats"), default=list, blank=True)
    modes = models.JSONField(_("how people take part"), default=list, blank=True)
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
        """Its own texts, and those of its windows, criteria and questions."""
        found: dict[str, Text] = {f"window.{each['code']}": each["label"] for each in self.windows}
        for criterion in self.criteria.all():
            found[f"criterion.{criterion.code}"] = criterion.label
            found[f"meaning.{criterion.code}"] = criterion.meanings
        for question in self.questions.all():
            found[f"question.{question.code}"] = question.text
            found[f"help.{question.code}"] = question.help
            found[f"options.{question.code}"] = question.options
        return super().originals() | {name: text for name, text in found.items() if text}

    def label(self, name: str) -> str:
        if name in self.TRANSLATED:
            return super().label(name)
        return {
            "window": gettext("window"),
            "criterion": gettext("criterion"),
            "meaning": gettext("what each score means"),
            "question": gettext("question"),
            "help": gettext("help with the question"),
            "options": gettext("answers to choose from"),
        }[name.partition(".")[0]]

    def longest(self, name: str) -> int | None:
        return super().longest(name) if name in self.TRANSLATED or name.startswith(("window", "criterion")) else 2000

    def told(self, name: str, text: Text) -> Any:
        """A text of its windows, criteria or questions in the reader's language, else as it was written."""
        language = get_language() or ""
        held = self.translation(name, language)
        spoken = language if held else self.language
        found = held or text
        return [Said(each, spoken) for each in found] if isinstance(found, list) else Said(found, spoken)

    def level(self, rule: str) -> Level:
        return Level(self.levels.get(rule) or usual(rule))

    def refuses(self, rule: str) -> bool:
        return self.level(rule) == Level.REFUSE

    @property
    def warned(self) -> list[CallRule]:
        """The rules that let a proposal pass and say so."""
        return [rule for rule in CallRule if not self.refuses(rule)]

    @property
    def format_words(self) -> list[str]:
        return chosen(SessionFormat.choices, self.formats)

    @property
    def mode_words(self) -> list[str]:
        return chosen(Mode.choices, self.modes)

    @property
    def language_words(self) -> list[str]:
        return chosen(settings.LANGUAGES, self.languages)

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
    def days(self) -> list[date]:
        return self.edition.days

    @property
    def windows_said(self) -> list[dict[str, Any]]:
        """With their names in the reader's language."""
        return [{**each, "label": self.told(f"window.{each['code']}", each["label"])} for each in self.windows]

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
    meanings = models.JSONField(_("what each score means"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "criteria"
        constraints = [models.UniqueConstraint(fields=["call", "code"], name="criterion_code")]

    def __str__(self) -> str:
        return self.call.told(f"criterion.{self.code}", self.label)

    @property
    def scale(self) -> list[tuple[int, str]]:
        """What each score from 0 to 5 means; empty where the call does not say."""
        return list(enumerate(self.call.told(f"meaning.{self.code}", self.meanings)))


class Question(models.Model):
    """What the call asks of each proposal. Who answers it stays with the proposal; `code` never changes."""

    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="questions")
    code = models.SlugField(_("code"), max_length=40)
    kind = models.CharField(_("kind of answer"), max_length=8, choices=QuestionKind.choices, default=QuestionKind.LONG)
    text = models.CharField(_("question"), max_length=300)
    help = models.CharField(_("help"), max_length=500, blank=True)
    options = models.JSONField(_("answers to choose from"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)
    is_public = models.BooleanField(_("the answer is shown in the programme"), default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["call", "code"], name="question_code"),
            models.CheckConstraint(condition=models.Q(kind__in=QuestionKind.values), name="question_kind"),
        ]

    def __str__(self) -> str:
        return self.call.told(f"question.{self.code}", self.text)

    @property
    def hint(self) -> str:
        return self.call.told(f"help.{self.code}", self.help)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """As they are kept, each in the reader's language."""
        return list(zip(self.options, self.call.told(f"options.{self.code}", self.options), strict=False))


def chosen(choices: Iterable[tuple[str, Any]], codes: Collection[str]) -> list[str]:
    """The words of those that are offered."""
    return [str(word) for code, word in choices if code in codes]


def end_of(day: date, edition: Edition) -> datetime:
    """The last minute of a day in the edition's zone."""
    return datetime.combine(day, time(23, 59), edition.zone)


def hour(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
