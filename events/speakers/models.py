"""Pages of speakers: only who asked for one has one, and it shows only roles that are confirmed and shown."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from events.speakers.querysets import SpeakerPageQuerySet
from forum.editions.models import Edition
from forum.kit.moves import Versioned
from forum.kit.translated import Written


class SpeakerPage(Written, Versioned):
    """What a person wants shown of themselves at one edition. No address of mail, no telephone, no picture."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="speaker_pages")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="speaker_pages")
    is_shown = models.BooleanField(_("show a page with my name and all my sessions"), default=False)
    about = models.TextField(_("about you"), max_length=1000, blank=True)

    objects = SpeakerPageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "user"], name="speaker_page_once")]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def history_name(self) -> str:
        return f"Speaker page {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("speaker", args=[self.edition.slug, self.pk])
