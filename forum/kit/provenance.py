"""Where an archive record comes from. What its source does not say stays unknown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

BASES = {
    "published": _("stated on the cited page"),
    "derived": _("computed or inferred from published facts"),
    "unconfirmed": _("to be confirmed against the named document"),
    "seed": _("stated in a text this product was begun from"),
    "design": _("our own choice"),
}


class Provenance(models.Model):
    """Set by the archive import only; empty on everything that people make here."""

    record_id = models.CharField(_("record"), max_length=120, blank=True, editable=False)
    imported_at = models.DateTimeField(_("imported"), null=True, blank=True, editable=False)
    basis = models.CharField(_("basis"), max_length=20, blank=True, editable=False)
    source = models.TextField(_("source"), blank=True, editable=False)
    source_note = models.TextField(_("note on the source"), blank=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_archive(self) -> bool:
        return self.imported_at is not None

    @property
    def source_url(self) -> str:
        first = self.source.split(";")[0].strip()
        return first if first.startswith(("https://", "http://")) else ""
