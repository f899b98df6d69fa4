"""Naming a partner."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.organisations.names import find_organisation


class PartnerForm(forms.Form):
    partner = forms.CharField(
        label=_("Name a partner"),
        help_text=_("The name of an organisation as on its page. It is mailed and answers for itself."),
        max_length=250,
        error_messages={"required": _("Write the name of an organisation.")},
    )

    def clean_partner(self) -> Any:
        name = self.cleaned_data["partner"].strip()
        organisation = find_organisation(name)
        if organisation is None:
            raise forms.ValidationError(
                gettext("“%(name)s” is not found here. Write the name as on its page, or ask it to register first."),
                params={"name": name[:100]},
            )
        return organisation
