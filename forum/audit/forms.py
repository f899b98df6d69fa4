"""The form of the one act that erases values."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PurgeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why these values must go"),
        widget=forms.Textarea(attrs={"maxlength": 1000}),
        max_length=1000,
        help_text=_("Kept in the history. Name no person and repeat no value."),
    )
