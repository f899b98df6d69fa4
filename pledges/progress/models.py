"""What was reported on a pledge, and what others found when they looked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from forum.kit import clock
from forum.kit.guards import guard, refuse_always
from forum.kit.moves import Versioned
from forum.kit.states import States
from pledges.pledges.choices import Stage
from pledges.pledges.models import Pledge
from pledges.progress.querysets import CheckQuerySet, UpdateQuerySet


class Outcome(States):
    VERIFIED = "verified", "shield", "positive", _("Verified")
    COMMENTED = "commented", "speech", "neutral", _("Commented")


class Update(models.Model):
    """A dated report. It is never edited: a mistake is corrected by the next one."""

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="updates")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage.choices)
    narrative = models.TextField(_("what happened"), max_length=2000)
    evidence = models.TextField(_("evidence"), max_length=1000, blank=True)
    evidence_url = models.URLField(_("address of the evidence"), blank=True)
    attachment = models.FileField(max_length=120, blank=True, editable=False)
    attachment_name = models.CharField(max_length=200, blank=True, editable=False)
    attachment_size = models.PositiveIntegerField(default=0, editable=False)
    language = models.CharField(max_length=10, blank=True, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="update_stage"),
            models.CheckConstraint(condition=~Q(narrative=""), name="update_says_something"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.FULFILLED) | ~Q(evidence="") | ~Q(evidence_url="") | ~Q(attachment=""),
                name="update_fulfilled_has_evidence",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pledge}: {self.get_stage_display()}"

    def get_absolute_url(self) -> str:
        return f"{self.pledge.get_absolute_url()}#update-{self.pk}"

    @property
    def edition_id(self) -> int:
        return self.pledge.edition_id

    @property
    def state(self) -> Stage:
        return Stage(self.stage)


class Check(Versioned):
    """What an accredited organisation without a stake found; the pledging organisation may reply, once."""

    update_checked = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="checks")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="checks_made")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    text = models.TextField(_("what you found"), max_length=2000)
    language = models.CharField(max_length=10, blank=True, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False)
    reply = models.TextField(_("reply"), max_length=2000, blank=True)
    replied_at = models.DateTimeField(null=True, editable=False)

    objects = CheckQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=Outcome.values), name="check_outcome"),
            models.CheckConstraint(condition=~Q(text=""), name="check_says_something"),
            models.UniqueConstraint(fields=["update_checked", "organisation"], name="check_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.update_checked}"

    def get_absolute_url(self) -> str:
        return self.update_checked.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.update_checked.pledge.edition_id

    @property
    def state(self) -> Outcome:
        return Outcome(self.outcome)


refuse_always("pledge_update_no_update", "pledges_update", "UPDATE", "a progress update is never edited")
refuse_always("pledge_update_no_delete", "pledges_update", "DELETE", "a progress update is never deleted")
refuse_always("pledge_check_no_delete", "pledges_check", "DELETE", "a check is never deleted")
_REPLYING = (
    "OLD.reply = '' AND NEW.reply <> '' AND NEW.text = OLD.text AND NEW.outcome = OLD.outcome "
    "AND NEW.organisation_id = OLD.organisation_id AND NEW.update_checked_id = OLD.update_checked_id "
    "AND NEW.made_at = OLD.made_at"
)
guard(
    "pledge_check_only_reply",
    "pledges_check",
    sqlite=(
        f"CREATE TRIGGER pledge_check_only_reply BEFORE UPDATE ON pledges_check WHEN NOT ({_REPLYING}) "
        "BEGIN SELECT RAISE(ABORT, 'a check can be replied to once, not altered'); END"
    ),
    postgres=(
        "CREATE OR REPLACE FUNCTION pledge_check_only_reply_fn() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF NOT ({_REPLYING}) THEN RAISE EXCEPTION 'a check can be replied to once, not altered' "
        "USING ERRCODE = 'check_violation'; END IF; RETURN NEW; END $$; "
        "CREATE TRIGGER pledge_check_only_reply BEFORE UPDATE ON pledges_check "
        "FOR EACH ROW EXECUTE FUNCTION pledge_check_only_reply_fn()"
    ),
)
