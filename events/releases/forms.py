"""What is released, and what is said of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from events.releases.drafting import Draft
from forum.kit.fields import offer


class ReleaseForm(forms.Form):
    """Which of the changes go out; `since` is the release that they were compared with."""

    since = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    session = forms.MultipleChoiceField(label=_("Sessions"), widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(
        label=_("What changed, for everybody"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
        help_text=_("Stands on the public page of changes and in the mails."),
    )

    def __init__(self, draft: Draft, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        changed = [change.session for change in draft.changes]
        offer(self, "session", [(each.reference, str(each)) for each in changed])
        self.fields["since"].initial = draft.since
        self.by_reference = {each.reference: each.pk for each in changed}

    @property
    def chosen(self) -> list[int]:
        """Ids of the sessions that are ticked: at first all."""
        if not self.is_bound:
            return list(self.by_reference.values())
        named = self.data.getlist("session")  # type: ignore[attr-defined]
        return [self.by_reference[name] for name in named if name in self.by_reference]


class RestoreForm(forms.Form):
    """`version` is that of the whole draft, as the person saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000})
    )
