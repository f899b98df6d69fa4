"""Links between objects of any app: the chain that can be walked both ways."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition


class Relation(models.TextChoices):
    FEEDS_INTO = "feeds_into", _("Feeds into")
    ANSWERS = "answers", _("Answers")
    ANNOUNCED_AT = "announced_at", _("Announced at")
    EVIDENCE_FOR = "evidence_for", _("Evidence for")


class Link(models.Model):
    """`source` stands in `relation` to `target`; both named by type and id, so that any app can be linked to any."""

    edition = models.ForeignKey(Edition, null=True, on_delete=models.PROTECT, related_name="links")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation.choices)
    source_type = models.CharField(max_length=80)
    source_id = models.BigIntegerField()
    target_type = models.CharField(max_length=80)
    target_id = models.BigIntegerField()
    basis = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["relation", "source_type", "source_id", "target_type", "target_id"], name="link_once"
            )
        ]
        indexes = [models.Index(fields=["source_type", "source_id"]), models.Index(fields=["target_type", "target_id"])]

    def __str__(self) -> str:
        return f"{self.source_type} {self.source_id} {self.relation} {self.target_type} {self.target_id}"
