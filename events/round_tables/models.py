"""Round tables: what they ask, and the summary that their co-chairs agree to before it is public."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.round_tables.querysets import RoundTableQuerySet, SummaryQuerySet
from events.sessions.models import Session, SessionRole
from forum.kit import clock
from forum.kit.moves import Stateful, Versioned, moves, status_constraint
from forum.kit.states import States
from forum.kit.translated import Translated


class RoundTable(Translated):
    """What a session that is a round table has beside. Co-chairs and rapporteur are roles on the session."""

    TRANSLATED = ("guiding_questions",)
    EDITION = "session__edition"

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="round_table")
    guiding_questions = models.JSONField(_("guiding questions"), default=list, blank=True)

    objects = RoundTableQuerySet.as_manager()

    class Meta:
        ordering = ["session__number", "pk"]

    def __str__(self) -> str:
        return str(self.session)

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id


class SummaryStatus(States):
    DRAFT = "draft", "dashed-circle", "neutral", _("Draft")
    SUBMITTED = "submitted", "clock", "info", _("Submitted")
    AGREED = "agreed", "open-check", "info", _("Agreed")
    PUBLISHED = "published", "globe", "positive", _("Published")


class Summary(Translated, Stateful):
    """Written by the rapporteur. Every co-chair agrees to the same text; a change asked for makes it a draft again."""

    MOVES = moves(
        submit=([SummaryStatus.DRAFT], SummaryStatus.SUBMITTED),
        agree=([SummaryStatus.SUBMITTED], SummaryStatus.AGREED),
        ask_changes=([SummaryStatus.SUBMITTED], SummaryStatus.DRAFT, "why"),
        publish=([SummaryStatus.AGREED], SummaryStatus.PUBLISHED),
    )
    TRANSLATED = ("text", "key_messages", "recommendations")
    TO_TRANSLATE = models.Q(status=SummaryStatus.PUBLISHED)
    EDITION = "round_table__session__edition"

    round_table = models.OneToOneField(RoundTable, on_delete=models.CASCADE, related_name="summary")
    text = models.TextField(_("summary"), max_length=10000, blank=True)
    key_messages = models.JSONField(_("key messages"), default=list, blank=True)
    recommendations = models.JSONField(_("recommendations"), default=list, blank=True)
    status = models.CharField(max_length=10, choices=SummaryStatus.choices, default=SummaryStatus.DRAFT)
    saved_at = models.DateTimeField(null=True, editable=False)
    asked = models.TextField(blank=True, editable=False)  # the words of the last request for changes

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary of a round table")
        verbose_name_plural = "summaries"
        constraints = [status_constraint(SummaryStatus, "summary_status")]

    def __str__(self) -> str:
        return f"{_('Summary')}: {self.round_table}"

    def get_absolute_url(self) -> str:
        session = self.round_table.session
        return reverse("summary", args=[session.edition.slug, session.reference])

    @property
    def edition_id(self) -> int:
        return self.round_table.session.edition_id

    @property
    def state(self) -> SummaryStatus:
        return SummaryStatus(self.status)


class Agreement(models.Model):
    """One co-chair's agreement to the summary as it stands; gone when changes are asked for."""

    summary = models.ForeignKey(Summary, on_delete=models.CASCADE, related_name="agreements")
    role = models.ForeignKey(SessionRole, on_delete=models.CASCADE, related_name="agreements")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["summary", "role"], name="agreement_once")]

    def __str__(self) -> str:
        return f"{self.role}: {self.at:%Y-%m-%d}"


class Composition(Versioned):
    """Who decided who sits in a policy debate, logged before the debate is public."""

    session = models.OneToOneField(Session, on_delete=models.PROTECT, related_name="composition")
    decided_by = models.CharField(_("who set it"), max_length=200)
    decided_on = models.DateField(_("on"))
    how = models.TextField(_("how"), max_length=2000)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(decided_by="") & ~models.Q(how=""), name="composition_says_who_and_how"
            )
        ]

    def __str__(self) -> str:
        return str(self.session)

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id
