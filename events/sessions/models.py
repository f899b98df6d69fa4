"""Sessions: anything with a time in the programme. Who has which role there, and which rule passed with a reason."""

import uuid
from datetime import date as Day

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from events.sessions.kinds import (
    SIDE_EVENTS,
    Precision,
    RoleKind,
    RoleStatus,
    Rule,
    SessionFormat,
    SessionKind,
    SessionStatus,
    Visibility,
)
from events.sessions.querysets import SessionQuerySet, SessionRoleQuerySet
from events.venues.models import Room
from forum.editions.models import Edition, Mode, Part
from forum.kit import clock
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.provenance import Provenance
from forum.kit.translated import Said, Translated
from forum.kit.zones import validate_zone
from forum.taxonomy.models import Lens, Objective


class Session(Provenance, Translated, Stateful):
    """`date` is the venue's day, also where no hour is known; instants stand in `starts_at` and `ends_at`.

    `duration_minutes` is the wanted length of one that has no time yet; a pinned one keeps its room and time.
    `title` may be empty in the archive ("Title not known"). `sequence` rises with every change after publication, so
    that calendars follow. `as_printed` keeps the words of a source about time and is never computed with.
    """

    MOVES = moves(
        schedule=([SessionStatus.DRAFT], SessionStatus.SCHEDULED),
        publish=([SessionStatus.SCHEDULED], SessionStatus.PUBLISHED),
        hold=([SessionStatus.PUBLISHED], SessionStatus.HELD),
        report=([SessionStatus.HELD], SessionStatus.REPORTED),
        unschedule=([SessionStatus.SCHEDULED, SessionStatus.PUBLISHED], SessionStatus.DRAFT),
        cancel=(
            [SessionStatus.DRAFT, SessionStatus.SCHEDULED, SessionStatus.PUBLISHED],
            SessionStatus.CANCELLED,
            "why",
        ),
    )
    TRANSLATED = ("title", "summary", "outcome")
    TO_TRANSLATE = ~Q(kind__in=SIDE_EVENTS)  # those keep the language of their organisers

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sessions")
    serial = models.PositiveIntegerField(editable=False)
    reference = models.CharField(_("reference"), max_length=30, unique=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=24, choices=SessionKind.choices)
    format = models.CharField(_("format"), max_length=16, choices=SessionFormat.choices, blank=True)
    number = models.CharField(_("number"), max_length=12, blank=True, help_text=_("As text, such as 3.3."))
    title = models.CharField(_("title"), max_length=300, blank=True)
    title_is_subject = models.BooleanField(default=False, editable=False)
    summary = models.TextField(_("what it is about"), max_length=3000, blank=True)
    part = models.ForeignKey(
        Part, verbose_name=_("part of the forum"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    room = models.ForeignKey(
        Room, verbose_name=_("room"), null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    date = models.DateField(null=True, blank=True, editable=False)
    end_date = models.DateField(null=True, blank=True, editable=False)
    date_precision = models.CharField(max_length=5, choices=Precision.choices, default=Precision.DAY, editable=False)
    starts_at = models.DateTimeField(_("start"), null=True, blank=True)
    ends_at = models.DateTimeField(_("end"), null=True, blank=True)
    timezone = models.CharField(max_length=60, validators=[validate_zone])
    duration_minutes = models.PositiveSmallIntegerField(
        _("wanted length in minutes"), null=True, blank=True, validators=[MinValueValidator(5), MaxValueValidator(1440)]
    )
    expected = models.PositiveIntegerField(
        _("expected attendance"), null=True, blank=True, help_text=_("Empty means not known.")
    )
    is_pinned = models.BooleanField(default=False, editable=False)
    as_printed = models.CharField(max_length=200, blank=True, editable=False)
    mode = models.CharField(_("mode"), max_length=12, choices=Mode.choices, blank=True)
    livestream = models.BooleanField(_("shown live on the web"), null=True, blank=True)
    visibility = models.CharField(
        _("who may come"), max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    status = models.CharField(max_length=10, choices=SessionStatus.choices, default=SessionStatus.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    outcome = models.TextField(_("what came of it"), max_length=5000, blank=True)
    notes = models.JSONField(default=dict, blank=True, editable=False)
    objectives = models.ManyToManyField(
        Objective, verbose_name=_("objectives"), through="SessionObjective", related_name="sessions"
    )
    lenses = models.ManyToManyField(Lens, verbose_name=_("lenses"), blank=True, related_name="sessions")

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "serial"]
        constraints = [
            status_constraint(SessionStatus, "session_status"),
            models.UniqueConstraint(fields=["edition", "serial"], name="session_serial"),
            models.UniqueConstraint(fields=["record_id"], condition=~Q(record_id=""), name="session_record"),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="session_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "cancelled"])
                | Q(imported_at__isnull=False)
                | Q(room__isnull=False, starts_at__isnull=False, ends_at__isnull=False, date__isnull=False),
                name="session_scheduled_has_room_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["published", "held", "reported"]) | Q(published_at__isnull=False),
                name="session_published_has_instant",
            ),
        ]
        indexes = [models.Index(fields=["edition", "date"]), models.Index(fields=["starts_at", "ends_at"])]

    def __str__(self) -> str:
        title = self.said.title
        if self.kind == SessionKind.ROUND_TABLE and self.number:
            name = gettext("Round table %(number)s") % {"number": self.number}
            return Said(f"{name}: {title}", title.language) if title else name
        return title or gettext("Title not known")

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.edition.slug, self.reference])

    @property
    def state(self) -> SessionStatus:
        return SessionStatus(self.status)

    @property
    def is_closed(self) -> bool:
        """Of a closed session only title, date and questions are shown in public."""
        return self.visibility == Visibility.CLOSED

    @property
    def day(self) -> Day | None:
        """Its day in the programme; None where the source names no day."""
        return self.date if self.date_precision == Precision.DAY else None

    @property
    def stated(self) -> list[int]:
        return [row.objective.number for row in self.session_objectives.all() if not row.inferred]

    @property
    def inferred(self) -> list[int]:
        return [row.objective.number for row in self.session_objectives.all() if row.inferred]


class SessionObjective(models.Model):
    """`inferred`: our reading, not stated by its organisers."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="session_objectives")
    objective = models.ForeignKey(Objective, on_delete=models.PROTECT, related_name="session_objectives")
    inferred = models.BooleanField(default=False)

    class Meta:
        ordering = ["objective__number"]
        constraints = [models.UniqueConstraint(fields=["session", "objective"], name="session_objective_once")]

    def __str__(self) -> str:
        return f"{self.session_id}: {self.objective_id}"


class SessionRole(Stateful):
    """A person or an organisation in a session. It is offered, and public only when its holder has confirmed it.

    With both `user` and `organisation`, the person acts for that organisation. `name` is what a source says.
    """

    MOVES = moves(
        confirm=([RoleStatus.OFFERED], RoleStatus.CONFIRMED),
        decline=([RoleStatus.OFFERED, RoleStatus.CONFIRMED], RoleStatus.DECLINED, "why"),
    )

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(_("role"), max_length=24, choices=RoleKind.choices)
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="session_roles",
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="session_roles",
    )
    name = models.CharField(_("name"), max_length=250, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    starts = models.DateField(_("from"), null=True, blank=True)
    ends = models.DateField(_("until"), null=True, blank=True)
    is_private = models.BooleanField(_("not shown in public"), default=False)
    order = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(max_length=10, choices=RoleStatus.choices, default=RoleStatus.OFFERED)

    objects = SessionRoleQuerySet.as_manager()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            status_constraint(RoleStatus, "session_role_status"),
            models.CheckConstraint(condition=Q(role__in=RoleKind.values), name="session_role_kind"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(user__isnull=False) | ~Q(name=""),
                name="session_role_has_holder",
            ),
            models.UniqueConstraint(
                fields=["session", "role", "user"],
                condition=~Q(status="declined") & Q(user__isnull=False),
                name="session_role_person_once",
            ),
            models.UniqueConstraint(
                fields=["session", "role", "organisation"],
                condition=~Q(status="declined") & Q(user=None, organisation__isnull=False),
                name="session_role_organisation_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.holder}"

    @property
    def history_name(self) -> str:
        return f"{self.get_role_display()}, {self.session}"

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id

    @property
    def state(self) -> RoleStatus:
        return RoleStatus(self.status)

    @property
    def holder(self) -> str:
        person = str(self.user) if self.user_id else self.name
        body = str(self.organisation) if self.organisation_id else ""
        return f"{person} ({body})" if person and body and person != body else person or body

    @property
    def is_shown(self) -> bool:
        return self.status == RoleStatus.CONFIRMED and not self.is_private


class Override(models.Model):
    """A rule that a session passes, with the stated reason; of a clash, `other` is what it clashes with.

    `subject` says over whom or what (`person:12`), `mark` which rooms and times it is about: it holds until one moves.
    """

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="overrides")
    rule = models.CharField(_("rule"), max_length=20, choices=Rule.choices)
    subject = models.CharField(max_length=120, blank=True, editable=False)
    mark = models.CharField(max_length=120, blank=True, editable=False)
    other = models.ForeignKey(Session, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="override_has_reason"),
            models.CheckConstraint(condition=Q(rule__in=Rule.values), name="override_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {self.reason}"
