"""What somebody typed into a form and did not send yet."""

from typing import Any

from django.conf import settings
from django.db import models
from django.http import QueryDict

from forum.kit import clock


class Draft(models.Model):
    """The fields of one form of one person, by the address of its page. It is nobody else's business, so keeping it is
    no act; it ends when the form is sent."""

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

    def restore(self, form: Any) -> None:
        """Fills an unsent form with what was typed. Its version stays that of today: the page says when it moved on."""
        values = QueryDict(self.fields)
        for bound in form:
            widget = bound.field.widget
            if (
                bound.is_hidden
                or widget.needs_multipart_form
                or widget.value_omitted_from_data(values, {}, bound.html_name)
            ):
                continue
            form.initial[bound.name] = widget.value_from_datadict(values, {}, bound.html_name)

    def is_of(self, version: Any) -> bool:
        """Whether the record still says what it said when the draft was begun."""
        return not version or QueryDict(self.fields).get("version", "") in ("", str(version))
