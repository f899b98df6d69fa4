"""The form that gives a role."""

from django import forms
from django.utils.translation import gettext_lazy as _

from forum.editions.models import RoleName
from forum.kit.fields import DateField
from forum.kit.widgets import Date


class GrantForm(forms.Form):
    email = forms.EmailField(label=_("E-mail address of the person"), help_text=_("The address of their account."))
    role = forms.ChoiceField(label=_("Role"), choices=[("", _("Choose")), *RoleName.choices])
    ends = DateField(label=_("Until"), required=False, widget=Date())


class EndRoleForm(forms.Form):
    reason = forms.CharField(label=_("Why it ends"), required=False, max_length=500)
