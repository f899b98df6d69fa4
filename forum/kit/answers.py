"""A form that leads to an act: what the act refuses is shown at the form, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db import IntegrityError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from forum.kit.refusals import Refused


class VersionedForm(forms.Form):
    """Carries the version that the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the body of a POST, were it empty."""
    return request.POST if request.method == "POST" else None


def posted_version(request: HttpRequest) -> int:
    """The version a button carried; 0, which no row has, when it carried none: the act is refused then."""
    form = VersionedForm(request.POST)
    return form.cleaned_data["version"] if form.is_valid() else 0


def attempt(form: forms.BaseForm, act: Callable[[], Any]) -> bool:
    """Whether the form is valid and its act was done; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        form.refused = error.status  # type: ignore[attr-defined]
        return False
    except IntegrityError:
        form.add_error(None, _("Somebody did something like it meanwhile. Look at what is there now, then try again."))
        form.refused = Refused.status  # type: ignore[attr-defined]
        return False
    return True


def status_of(form: forms.BaseForm) -> int:
    """200 for a fresh form, 422 for a wrong one, the refusal's own for a refused one."""
    if not form.is_bound or form.is_valid():
        return 200
    return getattr(form, "refused", 422)
