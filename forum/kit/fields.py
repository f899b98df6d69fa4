"""Form fields that hold what is sent to what arithmetic, calendars and the database can carry.

Every form of the product uses these in the place of Django's own, so that no date and no number breaks a page.
"""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum.kit.widgets import Date, DateTime

EARLIEST, LATEST = 1900, 2100


def within_reach(value: date) -> None:
    if not EARLIEST <= value.year <= LATEST:
        raise ValidationError(
            _("The year is out of reach. Give one from %(first)s to %(last)s."),
            code="year",
            params={"first": EARLIEST, "last": LATEST},
        )


class DateField(forms.DateField):
    widget = Date
    default_validators = [within_reach]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {} if widget.is_hidden else {"min": f"{EARLIEST}-01-01", "max": f"{LATEST}-12-31"}


class DateTimeField(forms.DateTimeField):
    widget = DateTime
    default_validators = [within_reach]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {} if widget.is_hidden else {"min": f"{EARLIEST}-01-01T00:00", "max": f"{LATEST}-12-31T23:59"}


class ManyField(forms.ModelMultipleChoiceField):
    """Several rows of a table. A number that no row can have is a wrong choice like any other."""

    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value"), _("One of the choices does not exist. Choose again.")
    )

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:  # SQLite's; PostgreSQL finds no such row
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


def offer(form: forms.BaseForm, name: str, what: Any) -> None:
    """What may be chosen in this field of this form: rows of a table, or pairs of a value and its words."""
    setattr(form.fields[name], "queryset" if isinstance(what, QuerySet) else "choices", what)
