"""Forms of a round table. Lists are written one item a line."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.round_tables.models import Summary
from forum.kit.answers import VersionedForm


class Lines(forms.CharField):
    """A list of short texts, one a line; empty lines are left out."""

    def __init__(self, *, rows: int = 4, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": rows, "maxlength": 5000}),
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [line.strip() for line in super().clean(value).splitlines() if line.strip()]


class QuestionsForm(VersionedForm):
    questions = Lines(
        label=_("Guiding questions"),
        rows=8,
        help_text=_("One question a line. Of a closed round table they are public too."),
    )


class SummaryForm(VersionedForm):
    text = forms.CharField(
        label=_("Summary"),
        max_length=10000,
        widget=forms.Textarea(attrs={"rows": 16, "maxlength": 10000}),
        help_text=_("What was said and agreed. Markdown is understood."),
    )
    key_messages = Lines(
        label=_("Key messages"), help_text=_("One message a line. The co-chairs are asked once there is at least one.")
    )
    recommendations = Lines(label=_("Recommendations"), help_text=_("One recommendation a line."))

    def __init__(self, summary: Summary, *args: Any, **kwargs: Any) -> None:
        kept = {name: getattr(summary, name) for name in ("version", "text", "key_messages", "recommendations")}
        super().__init__(*args, initial=kept, **kwargs)
