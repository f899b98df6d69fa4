"""An input: what a meeting or a text brings into a session, and what became of it there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from events.inputs.querysets import InputQuerySet
from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit import clock
from forum.kit.moves import Stateful, moves, status_constraint
from forum.kit.states import States


class InputStatus(States):
    PROPOSED = "proposed", "clock", "info", _("Proposed")
    ACCEPTED = "accepted", "open-check", "info", _("Accepted")
    USED = "used", "filled-check", "positive", _("Used")
    NOT_USED = "not_used", "minus-circle", "neutral", _("Not used")


class Input(Stateful):
    """From a session (a preparatory meeting), an edition (a regional review), or a text that lies elsewhere."""

    MOVES = moves(
        accept=([InputStatus.PROPOSED], InputStatus.ACCEPTED),
        use=([InputStatus.PROPOSED, InputStatus.ACCEPTED], InputStatus.USED),
        set_aside=([InputStatus.PROPOSED, InputStatus.ACCEPTED], InputStatus.NOT_USED, "reason"),
    )

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="inputs")
    source_session = models.ForeignKey(
        Session, null=True, blank=True, on_delete=models.PROTECT, related_name="feeds", verbose_name=_("meeting")
    )
    source_edition = models.ForeignKey(
        Edition,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="feeds",
        verbose_name=_("regional review"),
    )
    title = models.CharField(_("title of the text"), max_length=300, blank=True)
    url = models.URLField(_("where it can be read"), blank=True)
    note = models.TextField(_("what it brings"), max_length=1000, blank=True)
    status = models.CharField(max_length=10, choices=InputStatus.choices, default=InputStatus.PROPOSED)
    reason = models.TextField(_("why it was not used"), max_length=1000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=clock.now, editable=False)

    objects = InputQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            status_constraint(InputStatus, "input_status"),
            models.CheckConstraint(
                condition=Q(source_session__isnull=False) | Q(source_edition__isnull=False) | ~Q(title=""),
                name="input_has_source",
            ),
            models.CheckConstraint(condition=~Q(status="not_used") | ~Q(reason=""), name="input_not_used_has_reason"),
            models.UniqueConstraint(
                fields=["session", "source_session"],
                condition=Q(source_session__isnull=False),
                name="input_of_session_once",
            ),
            models.UniqueConstraint(
                fields=["session", "source_edition"],
                condition=Q(source_edition__isnull=False, title=""),
                name="input_of_edition_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or str(self.source_session or self.source_edition)

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def state(self) -> InputStatus:
        return InputStatus(self.status)

    @property
    def source(self) -> Session | Edition | None:
        return self.source_session or self.source_edition
