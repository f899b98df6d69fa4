"""Where to and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.editions.forms import EditionFields
from forum.editions.models import Edition
from forum.editions.moving import MOVED
from forum.kit.fields import DateField
from forum.kit.widgets import Date


class MoveForm(EditionFields):
    """Days, place and format; everything else of the forum follows."""

    class Meta:
        model = Edition
        fields = list(MOVED)
        widgets = {"start": Date(), "end": Date()}
        field_classes = {"start": DateField, "end": DateField}
        help_texts = {"start": _("Every date moves by as many days as this one; hours stay those of the wall.")}


class ReasonForm(forms.Form):
    """The reason, the mark of what was shown, and whether the programme is released at once."""

    mark = forms.CharField(max_length=40, widget=forms.HiddenInput())
    reason = forms.CharField(
        label=_("Why the forum moves"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 500}),
        help_text=_("Everybody reads these words."),
    )
    and_release = forms.BooleanField(
        label=_("Release the moved programme at once"),
        required=False,
        help_text=_("Whoever it concerns reads of it in the same mail, and calendars follow."),
    )

    def __init__(self, *args: Any, lags: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not lags:
            del self.fields["and_release"]
