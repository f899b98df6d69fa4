"""The form that gives a role."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.editions.models import Edition, Part, RoleName
from forum.kit.fields import DateField, offer
from forum.kit.widgets import Date


class GrantForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"), help_text=_("The address of their account."))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *RoleName.choices])
    part = forms.ModelChoiceField(
        Part.objects.none(),
        label=_("Part of the forum"),
        required=False,
        empty_label=_("None"),
        help_text=_("Only for the admin of a part, who arranges its sessions and decides on its delegates."),
    )
    ends = DateField(label=_("Until"), required=False, widget=Date())

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "part", edition.parts.all())


class EndRoleForm(forms.Form):
    reason = forms.CharField(label=_("Why it ends"), required=False, max_length=500)
