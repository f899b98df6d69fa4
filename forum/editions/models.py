"""Series and editions: what takes place, when, where, and who runs it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from forum.editions.querysets import EditionPartQuerySet, EditionQuerySet, RoleQuerySet
from forum.editions.slugs import validate_edition_slug
from forum.kit import clock
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.provenance import Provenance
from forum.kit.states import States
from forum.kit.translated import Translated
from forum.kit.zones import validate_zone
from forum.taxonomy.models import Category


class Series(models.Model):
    """A line of meetings: IMRF, GFMD, HLD."""

    slug = models.SlugField(unique=True)
    short_title = models.CharField(_("short title"), max_length=20)
    title = models.CharField(_("title"), max_length=200)
    order = models.PositiveSmallIntegerField(default=0)
    outcome_binding = models.BooleanField(_("its outcomes may bind"), default=False)

    class Meta:
        ordering = ["order"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.short_title


class Stage(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    ANNOUNCED = "announced", "calendar", "info", _("Announced")
    REGISTRATION_OPEN = "registration_open", "door", "info", _("Registration open")
    RUNNING = "running", "half-circle", "positive", _("Running")
    CLOSED = "closed", "box", "neutral", _("Closed")
    ARCHIVED = "archived", "box", "neutral", _("Archive")


class Mode(models.TextChoices):
    IN_PERSON = "in_person", _("In person")
    VIRTUAL = "virtual", _("Online")
    HYBRID = "hybrid", _("In person and online")


class OutcomeKind(models.TextChoices):
    PROGRESS_DECLARATION = "progress_declaration", _("Progress Declaration")
    DECLARATION = "declaration", _("Declaration")
    CHAIRS_SUMMARY = "chairs_summary", _("Chair's summary")
    OUTCOME_STATEMENT = "outcome_statement", _("Outcome statement")
    JOINT_STATEMENT = "joint_statement", _("Joint statement")


class Edition(Provenance, Translated, Stateful):
    """One dated meeting of a series; it may have a parent (a regional review, a sub-forum)."""

    MOVES = moves(
        announce=([Stage.DRAFT], Stage.ANNOUNCED),
        open_registration=([Stage.ANNOUNCED], Stage.REGISTRATION_OPEN),
        start=([Stage.REGISTRATION_OPEN], Stage.RUNNING),
        close=([Stage.RUNNING], Stage.CLOSED),
        archive=([Stage.CLOSED], Stage.ARCHIVED),
    )
    TRANSLATED = ("title", "short_title", "theme", "place", "venue")
    EDITION = "pk"

    series = models.ForeignKey(Series, verbose_name=_("series"), on_delete=models.PROTECT, related_name="editions")
    parent = models.ForeignKey(
        "self", verbose_name=_("part of"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[validate_edition_slug])
    code = models.CharField(_("prefix of references"), max_length=12, unique=True)
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    short_title = models.CharField(_("short title"), max_length=40)
    title = models.CharField(_("title"), max_length=300)
    theme = models.CharField(_("theme"), max_length=400, blank=True)
    chair = models.CharField(_("chair"), max_length=200, blank=True)
    start = models.DateField(_("first day"))
    end = models.DateField(_("last day"))
    dates_known_to = models.CharField(max_length=8, default="day", editable=False)  # day, month or year
    place = models.CharField(_("place"), max_length=120, blank=True)
    venue = models.CharField(_("venue"), max_length=200, blank=True)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode.choices, default=Mode.IN_PERSON)
    timezone = models.CharField(_("time zone"), max_length=60, validators=[validate_zone])
    contact = models.EmailField(_("contact address"), blank=True)
    status = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.DRAFT)
    is_rehearsal = models.BooleanField(default=False, editable=False)
    outcome_kind = models.CharField(_("kind of outcome"), max_length=24, choices=OutcomeKind.choices, blank=True)
    facts = models.JSONField(
        default=dict, blank=True, editable=False
    )  # attendance and the like, as the source gives it

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-start", "slug"]
        constraints = [
            status_constraint(Stage, "edition_status"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="edition_ends_after_start"),
            models.CheckConstraint(
                condition=models.Q(outcome_kind__in=["", *OutcomeKind.values]), name="edition_outcome_kind"
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(imported_at__isnull=False) | ~models.Q(contact=""),
                name="edition_announced_has_contact",
            ),
        ]

    def __str__(self) -> str:
        return self.said.short_title

    def get_absolute_url(self) -> str:
        return reverse("edition", args=[self.slug])

    def clean(self) -> None:
        if self.start and self.end and self.end < self.start:
            raise ValidationError({"end": _("The last day is before the first.")})

    @property
    def history_chain(self) -> int:
        return self.pk

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def state(self) -> Stage:
        return Stage(self.status)

    @property
    def where(self) -> str:
        """The place in words; an edition that met online has none."""
        return self.said.place or (gettext("Online") if self.mode == Mode.VIRTUAL else gettext("place not known"))

    @property
    def days(self) -> list[date]:
        return [self.start + timedelta(days=n) for n in range((self.end - self.start).days + 1)]

    def local(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)

    def like(self, old: "Edition", moment: datetime) -> datetime:
        """The same hour of the wall as `moment` has in `old`, as many days from the first day."""
        there = old.local(moment)
        return datetime.combine(there.date() + (self.start - old.start), there.time(), self.zone)

    def today(self) -> date:
        return clock.now().astimezone(self.zone).date()


class Part(Translated):
    """A half or a stretch of an edition, such as Civil Society Days or the hearing."""

    TRANSLATED = ("title",)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    slug = models.SlugField(_("address"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    start = models.DateField(_("first day"), null=True, blank=True)
    end = models.DateField(_("last day"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "slug"], name="part_slug")]

    def __str__(self) -> str:
        return self.said.title


class Space(Translated):
    """A part of an edition with its own entry rule. `taken` counts who is approved and never exceeds `capacity`."""

    TRANSLATED = ("title",)

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="spaces")
    slug = models.SlugField(_("address"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    part = models.ForeignKey(
        Part,
        verbose_name=_("part of the forum that it opens"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="spaces",
        help_text=_("Whoever is admin of that part decides on its delegates too."),
    )
    capacity = models.PositiveIntegerField(_("capacity"), null=True, blank=True, help_text=_("Empty means no limit."))
    taken = models.PositiveIntegerField(default=0, editable=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    categories = models.ManyToManyField(Category, through="EntryRule", related_name="spaces")

    objects = EditionPartQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "slug"], name="space_slug"),
            models.CheckConstraint(
                condition=models.Q(capacity__isnull=True) | models.Q(taken__lte=models.F("capacity")),
                name="space_capacity_not_exceeded",
            ),
        ]

    def __str__(self) -> str:
        return self.said.title


class EntryRule(models.Model):
    """One cell of the access matrix: may this category ask for this space? A “no” has a reason."""

    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="rules")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="entry_rules")
    allowed = models.BooleanField(_("may enter"), default=True)
    reason = models.CharField(_("reason of a “no”"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["space", "category"], name="entry_rule_cell"),
            models.CheckConstraint(
                condition=models.Q(allowed=True) | ~models.Q(reason=""), name="entry_rule_no_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.space} / {self.category}"


class RoleName(models.TextChoices):
    SECRETARIAT = "secretariat", _("Secretariat")
    ACCREDITATION = "accreditation_officer", _("Accreditation officer")
    PROGRAMME = "programme_officer", _("Programme officer")
    REVIEWER = "reviewer", _("Reviewer")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    COCHAIR = "co_chair", _("Co-chair")
    PLEDGES = "pledge_officer", _("Pledge officer")
    AUDITOR = "auditor", _("Auditor")
    PART_ADMIN = "part_admin", _("Admin of a part")


class Role(models.Model):
    """A person's role in an edition, with dates. The admin of a part runs that part alone."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="roles")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="roles")
    role = models.CharField(_("role"), max_length=24, choices=RoleName.choices)
    part = models.ForeignKey(
        Part,
        verbose_name=_("part of the forum"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="admins",
    )
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)

    objects = RoleQuerySet.as_manager()

    class Meta:
        ordering = ["role", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=RoleName.values), name="role_name"),
            models.CheckConstraint(
                condition=models.Q(role="part_admin", part__isnull=False)
                | ~models.Q(role="part_admin") & models.Q(part__isnull=True),
                name="role_of_a_part_names_it",
            ),
            models.UniqueConstraint(
                fields=["edition", "user", "role"], condition=models.Q(ends=None), name="role_held_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"

    @property
    def history_name(self) -> str:
        return self.get_role_display()
