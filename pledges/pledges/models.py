"""Pledges: voluntary promises under the compacts."""

from datetime import date
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.guards import refuse_always
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.provenance import Provenance
from forum.taxonomy.models import Category, Country, Lens, Objective, Principle
from pledges.pledges.choices import Compacts, Nature, PledgeStatus, PledgeType, Stage
from pledges.pledges.querysets import PledgeQuerySet

SHORTEST, LONGEST = 300, 3000
MOST_OBJECTIVES = 3
UNBOUND = Q(status=PledgeStatus.DRAFT) | Q(status=PledgeStatus.WITHDRAWN, reference="") | Q(imported_at__isnull=False)


class Pledge(Provenance, Stateful):
    """A voluntary promise. Limits bind what people submit here, not what the archive imports."""

    MOVES = moves(
        submit=([PledgeStatus.DRAFT, PledgeStatus.CHANGES_REQUESTED], PledgeStatus.SUBMITTED),
        ask_changes=([PledgeStatus.SUBMITTED], PledgeStatus.CHANGES_REQUESTED, "reason"),
        publish=([PledgeStatus.SUBMITTED], PledgeStatus.PUBLISHED),
        withdraw=(
            [PledgeStatus.DRAFT, PledgeStatus.SUBMITTED, PledgeStatus.CHANGES_REQUESTED, PledgeStatus.PUBLISHED],
            PledgeStatus.WITHDRAWN,
            "reason",
        ),
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="pledges")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges"
    )
    actor_name = models.CharField(max_length=250, blank=True, editable=False)  # as the archive's source names it
    category = models.ForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="pledges", editable=False)
    reference = models.CharField(_("reference"), max_length=24, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=300)
    language = models.CharField(_("language of the text"), max_length=10, blank=True)
    type = models.CharField(_("type"), max_length=12, choices=PledgeType.choices, blank=True)
    nature = models.CharField(_("nature"), max_length=16, choices=Nature.choices, blank=True)
    compacts = models.CharField(_("compacts"), max_length=4, choices=Compacts.choices, default=Compacts.GCM)
    objectives = models.ManyToManyField(Objective, through="PledgeObjective", related_name="pledges")
    principles = models.ManyToManyField(Principle, verbose_name=_("guiding principles"), blank=True)
    lenses = models.ManyToManyField(Lens, verbose_name=_("lenses"), blank=True, related_name="pledges")
    description = models.TextField(_("the promise"), blank=True)
    countries = models.ManyToManyField(Country, verbose_name=_("countries"), blank=True, related_name="pledges")
    places = models.CharField(_("places"), max_length=300, blank=True)
    is_global = models.BooleanField(_("worldwide"), default=False)
    indicator = models.CharField(_("what is measured"), max_length=300, blank=True)
    means = models.CharField(_("means"), max_length=300, blank=True)
    rights_effect = models.TextField(_("effect on the rights of migrants"), max_length=1000, blank=True)
    start_date = models.DateField(_("begins"), null=True, blank=True)
    target_date = models.DateField(_("to be done by"), null=True, blank=True)
    matched = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="matches")
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    submitted_on = models.DateField(null=True, editable=False)
    amount_eur = models.PositiveBigIntegerField(null=True, editable=False)
    status = models.CharField(max_length=20, choices=PledgeStatus.choices, default=PledgeStatus.DRAFT)
    status_reason = models.TextField(blank=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices, blank=True, editable=False)
    stage_since = models.DateTimeField(null=True, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.PROTECT)
    saved_at = models.DateTimeField(default=clock.now, editable=False)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        ordering = ["reference", "pk"]
        indexes = [models.Index(fields=["edition", "status"])]
        constraints = [
            status_constraint(PledgeStatus, "pledge_status"),
            models.CheckConstraint(condition=Q(stage="") | Q(stage__in=Stage.values), name="pledge_stage"),
            models.UniqueConstraint(fields=["reference"], condition=~Q(reference=""), name="pledge_reference"),
            models.UniqueConstraint(fields=["record_id"], condition=~Q(record_id=""), name="pledge_record"),
            models.CheckConstraint(
                condition=~Q(status=PledgeStatus.PUBLISHED) | ~Q(reference=""), name="pledge_published_has_reference"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[PledgeStatus.CHANGES_REQUESTED, PledgeStatus.WITHDRAWN])
                | ~Q(status_reason=""),
                name="pledge_return_has_reason",
            ),
            models.CheckConstraint(
                condition=UNBOUND
                | Q(GreaterThanOrEqual(Length("description"), SHORTEST))
                & Q(LessThanOrEqual(Length("description"), LONGEST)),
                name="pledge_description_length",
            ),
            models.CheckConstraint(
                condition=UNBOUND | Q(target_date__isnull=False) & ~Q(type="") & ~Q(nature=""),
                name="pledge_is_time_bound",
            ),
            models.CheckConstraint(
                condition=UNBOUND | ~Q(type=PledgeType.MATCHING) | Q(matched__isnull=False),
                name="pledge_matching_names_another",
            ),
            models.CheckConstraint(condition=UNBOUND | ~Q(compacts=Compacts.GCR), name="pledge_not_refugees_alone"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(imported_at__isnull=False) & ~Q(actor_name=""),
                name="pledge_has_actor",
            ),
            models.CheckConstraint(
                condition=Q(start_date=None) | Q(target_date=None) | Q(target_date__gte=F("start_date")),
                name="pledge_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        if self.reference:
            return reverse("pledge", args=[self.reference])
        return reverse("pledge_unpublished", args=[self.pk])

    @property
    def state(self) -> PledgeStatus:
        return PledgeStatus(self.status)

    @property
    def stage_state(self) -> Stage | None:
        return Stage(self.stage) if self.stage else None

    @property
    def who(self) -> str:
        return self.actor_name or self.organisation.name

    @property
    def source_host(self) -> str:
        return urlsplit(self.source_url).netloc

    @property
    def stated(self) -> list[int]:
        return [row.objective.number for row in self.pledge_objectives.all() if not row.inferred]

    @property
    def inferred(self) -> list[int]:
        return [row.objective.number for row in self.pledge_objectives.all() if row.inferred]

    @property
    def is_overdue(self) -> bool:
        """Past its date, published here and not reported as fulfilled."""
        return bool(
            self.target_date
            and not self.is_archive
            and self.status == PledgeStatus.PUBLISHED
            and self.stage != Stage.FULFILLED
            and self.target_date < self.today()
        )

    def today(self) -> date:
        return self.edition.today()


class PledgeObjective(models.Model):
    """An objective that a pledge names; `inferred` when we read it from the text."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="pledge_objectives")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="pledge_objectives")
    inferred = models.BooleanField(default=False)

    class Meta:
        ordering = ["objective__number"]
        constraints = [models.UniqueConstraint(fields=["pledge", "objective"], name="pledge_objective_once")]

    def __str__(self) -> str:
        return f"{self.pledge_id}: {self.objective_id}"


class Contact(models.Model):
    """Whom to ask about a pledge. Private: kept apart from the pledge so that no list or export can carry it."""

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="contacts")
    order = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(_("name"), max_length=150)
    position = models.CharField(_("position"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"))

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["pledge", "order"], name="pledge_contact_order")]

    def __str__(self) -> str:
        return self.name


class Attachment(models.Model):
    """The one file of a pledge, kept under a random name and served with the rights of the pledge."""

    pledge = models.OneToOneField(Pledge, on_delete=models.CASCADE, related_name="attachment")
    file = models.FileField(max_length=120)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name


class Amendment(models.Model):
    """What a published pledge said before its title or target date was changed, and why. It stays for good."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="amendments")
    title = models.CharField(max_length=300)
    target_date = models.DateField(null=True)
    reason = models.TextField(max_length=1000)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False)

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="pledge_amendment_has_reason")]

    def __str__(self) -> str:
        return self.title


class Counter(models.Model):
    """The last running number given in an edition; locked while the next is taken, never lowered."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, primary_key=True, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.last}"


refuse_always("pledge_amendment_no_update", "pledges_amendment", "UPDATE", "what a pledge said is never edited")
refuse_always("pledge_amendment_no_delete", "pledges_amendment", "DELETE", "what a pledge said is never deleted")
