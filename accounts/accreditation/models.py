"""Accreditation: recognition of an organisation for an edition, on a track that is data."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.querysets import ApplicationDocumentQuerySet, ApplicationQuerySet, TrackQuerySet
from accounts.organisations.models import Organisation
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.provenance import Provenance
from forum.kit.states import States
from forum.kit.translated import Translated, Written
from forum.kit.uploads import random_name
from forum.taxonomy.models import Category


class Track(Provenance, Translated):
    """A path from prior status to a decision. `documents` lists `{code, label, required}`."""

    TRANSLATED = ("name", "who", "how", "decided_by")

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(_("name"), max_length=120)
    who = models.TextField(_("who it is for"), max_length=600)
    categories = models.ManyToManyField(Category, verbose_name=_("categories"), related_name="tracks", blank=True)
    how = models.TextField(_("how it works"), max_length=1000, blank=True)
    decided_by = models.CharField(_("who decides"), max_length=300, blank=True)
    needs_application = models.BooleanField(_("needs an application here"), default=True)
    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    promised_answer_days = models.PositiveSmallIntegerField(
        _("days in which an answer is promised"), null=True, blank=True
    )
    documents = models.JSONField(_("documents asked for"), default=list, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = TrackQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "name"], name="track_name"),
            models.CheckConstraint(
                condition=models.Q(opens_at=None)
                | models.Q(closes_at=None)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="track_closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.said.name

    def get_absolute_url(self) -> str:
        return reverse("accreditation", args=[self.edition.slug])

    @property
    def is_early(self) -> bool:
        return self.opens_at is not None and clock.now() < self.opens_at

    @property
    def is_late(self) -> bool:
        return self.closes_at is not None and clock.now() >= self.closes_at


class ApplicationStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    SUBMITTED = "submitted", "clock", "info", _("Submitted")
    CHANGES_REQUESTED = "changes_requested", "return", "attention", _("Changes asked for")
    UNDER_REVIEW = "under_review", "half-circle", "info", _("Under review")
    ON_LIST = "on_list", "list", "info", _("On the list")
    ACCREDITED = "accredited", "filled-check", "positive", _("Accredited")
    DECLINED = "declined", "minus-circle", "negative", _("Declined")
    SUSPENDED = "suspended", "pause", "negative", _("Suspended")
    WITHDRAWN = "withdrawn", "door", "neutral", _("Withdrawn")


S = ApplicationStatus


class ReferenceCounter(models.Model):
    """The last number given in an edition: a reference is never used twice, whatever becomes of its application."""

    edition = models.OneToOneField(Edition, primary_key=True, on_delete=models.CASCADE, related_name="+")
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.last}"


class Application(Written, Stateful):
    """An organisation asks to be accredited. The reference is given when it is first submitted.

    `answer_by` is when who acts next must have acted: the officer by the track's promise, the applicant by the date
    the officer set. `reason` holds the words of the last question or refusal.
    """

    MOVES = moves(
        submit=([S.DRAFT, S.CHANGES_REQUESTED], S.SUBMITTED),
        review=([S.SUBMITTED], S.UNDER_REVIEW),
        ask_changes=([S.SUBMITTED, S.UNDER_REVIEW], S.CHANGES_REQUESTED, "reason"),
        accredit=([S.SUBMITTED, S.UNDER_REVIEW], S.ACCREDITED),
        decline=([S.SUBMITTED, S.UNDER_REVIEW], S.DECLINED, "reason"),
        withdraw=([S.DRAFT, S.SUBMITTED, S.CHANGES_REQUESTED, S.UNDER_REVIEW], S.WITHDRAWN),
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    track = models.ForeignKey(Track, verbose_name=_("track"), on_delete=models.PROTECT, related_name="applications")
    status = models.CharField(max_length=20, choices=S.choices, default=S.DRAFT)
    reference = models.CharField(max_length=30, blank=True, editable=False)
    prior_status = models.TextField(
        _("status you already hold"),
        max_length=600,
        blank=True,
        help_text=_("Consultative status, an earlier accreditation, or “none”."),
    )
    head = models.CharField(
        _("head of the organisation"), max_length=200, blank=True, help_text=_("Name and function. Not published.")
    )
    activities = models.TextField(
        _("main activities of the last two years"),
        max_length=3000,
        blank=True,
        help_text=_("One line each; say what concerns migration."),
    )
    statement = models.TextField(_("why you want to take part"), max_length=3000, blank=True)
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    answer_by = models.DateTimeField(null=True, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="applications_taken"
    )
    earlier = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="later")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="applications_made")
    made_at = models.DateTimeField(default=clock.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["submitted_at", "pk"]
        constraints = [
            status_constraint(S, "application_status"),
            models.UniqueConstraint(
                fields=["edition", "organisation"],
                condition=~models.Q(status__in=["declined", "withdrawn"]),
                name="application_one_alive",
            ),
            models.UniqueConstraint(
                fields=["reference"], condition=~models.Q(reference=""), name="application_reference"
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["declined", "changes_requested"]) | ~models.Q(reason=""),
                name="application_no_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=["draft", "withdrawn"]) | ~models.Q(reference=""),
                name="application_submitted_has_reference",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.edition.short_title}"

    def get_absolute_url(self) -> str:
        return reverse("application", args=[self.edition.slug, self.pk])

    @property
    def state(self) -> ApplicationStatus:
        return ApplicationStatus(self.status)

    @property
    def is_editable(self) -> bool:
        """The texts belong to the applicant as a draft, and again when changes are asked for."""
        return self.status in (S.DRAFT, S.CHANGES_REQUESTED)


def document_path(document: "ApplicationDocument", filename: str) -> str:
    return random_name("applications")


class ApplicationDocument(models.Model):
    """A file that belongs to an application, under the code by which its track asks for it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="documents")
    code = models.SlugField(max_length=60)
    file = models.FileField(upload_to=document_path)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    size = models.PositiveBigIntegerField()
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=clock.now, editable=False)
    removed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ApplicationDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "code"], condition=models.Q(removed_at=None), name="application_document_code"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("application_document", args=[self.application.edition.slug, self.pk])
