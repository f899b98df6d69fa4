"""What somebody typed into a form and did not send yet."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.http import QueryDict

from forum.kit import clock

KEPT_FOR = timedelta(days=60)


class Draft(models.Model):
    """The fields of one form of one person, by the address of its page. It is nobody else's, so no act, and ends when
    the form is sent."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    path = models.CharField(max_length=300)
    title = models.CharField(max_length=200)
    fields = models.TextField()
    saved_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-saved_at"]
        constraints = [models.UniqueConstraint(fields=["person", "path"], name="draft_of_person_and_page")]
        indexes = [models.Index(fields=["saved_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.path

    @property
    def values(self) -> QueryDict:
        return QueryDict(self.fields)

    def restore(self, form: Any) -> None:
        """Fills an unsent form with what was typed; the version stays the one of today."""
        values = self.values
        for bound in form:
            if bound.html_name != "version" and bound.html_name in self.names:
                form.initial[bound.name] = bound.field.widget.value_from_datadict(values, {}, bound.html_name)

    @property
    def names(self) -> set[str]:
        """The fields that the page had: an empty group of boxes sends nothing, so the page names them all."""
        return set(self.values.getlist("draft_names")) or set(self.values)
