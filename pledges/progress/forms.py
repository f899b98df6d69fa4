"""Forms for reporting, checking and replying."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.models import Organisation
from accounts.organisations.querysets import OrganisationQuerySet
from forum.kit.fields import offer
from forum.kit.refusals import Refused
from forum.kit.uploads import DOCUMENTS, Checked, check_upload
from pledges.pledges.choices import Stage
from pledges.pledges.forms import KINDS
from pledges.progress.models import Outcome, Update
from pledges.progress.permissions import independent_of


def checkers(update: Update, user: Any) -> OrganisationQuerySet:
    """The organisations without a stake, accredited, for which this person may check."""
    mine = Organisation.objects.filter(pk__in=independent_of(update, user.acts_for))
    return mine.accredited_for(update.pledge.edition)


class ReportForm(forms.Form):
    use_required_attribute = False

    version = forms.IntegerField(widget=forms.HiddenInput)
    stage = forms.ChoiceField(label=_("Stage now"), choices=Stage.choices, widget=forms.RadioSelect)
    narrative = forms.CharField(
        label=_("What happened"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Since the last update; when it is on hold, why. An update is dated and never edited."),
    )
    evidence = forms.CharField(
        label=_("Evidence, in words"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when the pledge is fulfilled: words, an address or a file."),
    )
    evidence_url = forms.URLField(
        label=_("Address of the evidence"), max_length=200, required=False, assume_scheme="https"
    )
    attachment = forms.FileField(
        label=_("File"),
        required=False,
        widget=forms.FileInput,
        help_text=format_lazy(_("One file of at most 25 MB: {kinds}."), kinds=KINDS),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.checked: Checked | None = None

    def clean_attachment(self) -> Any:
        file = self.cleaned_data["attachment"]
        if file:
            try:
                self.checked = check_upload(file, types=DOCUMENTS)
            except Refused as refusal:
                raise ValidationError(refusal.message) from None
        return file

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        shown = data.get("evidence") or data.get("evidence_url") or data.get("attachment")
        if data.get("stage") == Stage.FULFILLED and not shown and not {"evidence_url", "attachment"} & set(self.errors):
            self.add_error(
                "evidence",
                gettext("A fulfilled pledge shows evidence. Describe it, give its address or attach a file."),
            )
        return data


class CheckForm(forms.Form):
    use_required_attribute = False

    organisation = forms.ModelChoiceField(label=_("For"), queryset=Organisation.objects.none(), empty_label=None)
    outcome = forms.ChoiceField(
        label=_("What you can say"),
        choices=[
            (Outcome.VERIFIED, _("Verified: what the update says is so")),
            (Outcome.COMMENTED, _("Comment: something is to be added or is different")),
        ],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What you looked at and what you found"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, update: Update, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organisation", checkers(update, user))


class ReplyForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    reply = forms.CharField(
        label=_("Your reply"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("It stands under the check. You reply once."),
    )
