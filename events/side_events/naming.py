"""Organisations as they are named in a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from accounts.organisations.models import Organisation
from accounts.organisations.names import find_organisations
from forum.kit.lists import listed

MOST_NAMES = 20


class OrganisationNames(forms.CharField):
    """Names, one a line; each must be known here."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=2000, **kwargs)

    def to_python(self, value: Any) -> list[Organisation]:  # type: ignore[override]
        if isinstance(value, list):
            return value
        self.run_validators(value or "")
        names = list(dict.fromkeys(filter(None, (line.strip() for line in (value or "").splitlines()))))
        if len(names) > MOST_NAMES:
            raise ValidationError(
                gettext("These are %(count)s names. Name at most %(most)s.") % {"count": len(names), "most": MOST_NAMES}
            )
        known = dict(zip(names, find_organisations(names), strict=True))
        found = [organisation for organisation in known.values() if organisation is not None]
        if unknown := [name for name, organisation in known.items() if organisation is None]:
            raise ValidationError(
                gettext("Not found here: %(names)s. Write the name as on its page, or ask it to register first.")
                % {"names": listed(unknown)}
            )
        return found

    def run_validators(self, value: Any) -> None:
        """On what was typed; what it became needs none."""
        if isinstance(value, str):
            super().run_validators(value)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(each) for each in value) if isinstance(value, list) else value
