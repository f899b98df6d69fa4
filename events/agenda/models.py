"""What somebody wants to go to, and the secret address under which their own calendar reads it."""

import hashlib
import secrets

from django.conf import settings
from django.db import models

from events.sessions.models import Session
from forum.editions.models import Edition
from forum.kit import clock


class Star(models.Model):
    """Nobody else's business: it is no act, has no entry in the history, and goes with its person."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="stars")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="stars")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "session"], name="star_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.session_id}"


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class AgendaLink(models.Model):
    """Only the digest of the token is kept: the address is shown once, and nobody can read it here again."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="agenda_links")
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, editable=False)
    made_at = models.DateTimeField(default=clock.now, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "user"], condition=models.Q(ended_at=None), name="agenda_link_once"
            )
        ]

    def __str__(self) -> str:
        return f"Agenda link {self.pk}"
