"""A certificate that a person was at a session. Its words are a frozen document; here is whether it holds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from events.certificates.querysets import CertificateQuerySet
from events.sessions.models import Session
from forum.kit import clock


class Certificate(models.Model):
    """Who is noted as absent and then as present again gets another one, under another code."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="certificates")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="certificates")
    issued_at = models.DateTimeField(default=clock.now, editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "certificate of attendance"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "user"], condition=Q(withdrawn_at=None), name="certificate_person_once"
            )
        ]

    def __str__(self) -> str:
        return _("Certificate of attendance: %(session)s") % {"session": self.session}

    def get_absolute_url(self) -> str:
        return self.session.get_absolute_url()

    @property
    def edition_id(self) -> int:
        return self.session.edition_id
