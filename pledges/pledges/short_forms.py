"""The forms that change or decide a pledge once it was written."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.accreditation.forms import SometimesText
from forum.kit.answers import VersionedForm
from forum.kit.fields import DateField
from forum.kit.widgets import Outcomes


class ReasonForm(VersionedForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is kept and sent in these words."),
    )


class AmendForm(VersionedForm):
    title = forms.CharField(label=_("Title"), max_length=300)
    target_date = DateField(label=_("To be done by"))
    reason = forms.CharField(
        label=_("Why it changes"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands on the page of the pledge, with the title and the date as they were."),
    )


class DecisionForm(VersionedForm):
    use_required_attribute = False
    PUBLISH, ASK = "publish", "ask_changes"

    outcome = forms.ChoiceField(
        label=_("Decision"),
        choices=[(PUBLISH, _("Publish")), (ASK, _("Ask for changes"))],
        widget=Outcomes(
            hints={
                PUBLISH: _(
                    "It gets its reference and stands in the register. Mails its organisation and the partners."
                ),
                ASK: _("It goes back to the pledging organisation with your words, to be answered within 14 days."),
            }
        ),
    )
    reason = SometimesText(
        label=_("What is to be changed"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only when you ask for changes: these words are sent and kept."),
    )

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("outcome") == self.ASK and not self.cleaned_data.get("reason", "").strip():
            self.add_error("reason", gettext("Say what is to be changed. The reason is kept and sent in these words."))
        return self.cleaned_data
