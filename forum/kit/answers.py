"""A form that leads to an act: what the act refuses is shown at the form, and nothing typed is lost."""

from collections.abc import Callable, Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _
from django_filters import FilterSet

from forum.kit.refusals import ChangedMeanwhile, Nonsense, Refused


class VersionedForm(forms.Form):
    """Carries the version that the person looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the body of a POST, were it empty."""
    return request.POST if request.method == "POST" else None


def posted_number(request: HttpRequest, name: str) -> int:
    """The number a button carried; 0, which no row has, when it carried none."""
    try:
        return forms.IntegerField(min_value=0, max_value=2**63 - 1).clean(request.POST.get(name))
    except ValidationError:
        return 0


def posted_version(request: HttpRequest) -> int:
    """The version a button carried. Without one the act is refused, since no row has version 0."""
    return posted_number(request, "version")


def asked(request: HttpRequest, name: str, known: Collection[str]) -> str:
    """One word of the address's query; "" when it is not there. One that is not known is no question."""
    word = request.GET.get(name, "")
    if word and word not in known:
        raise Nonsense(_("“%(word)s” is no choice here. Go back and choose one that is offered.") % {"word": word[:60]})
    return word


def matches(filterset: FilterSet) -> tuple[Any, int]:
    """What a filter finds and the status to answer with; one that makes no sense finds nothing."""
    valid = not filterset.is_bound or filterset.form.is_valid()
    return (filterset.qs, 200) if valid else (filterset.queryset.none(), 422)


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


def say_stale(form: forms.BaseForm, current: int) -> None:
    """Somebody was faster: said even where something else is wrong with what was sent. `current` is the version now."""
    words = str(ChangedMeanwhile().message)
    if form.data.get(form.add_prefix("version")) != str(current) and words not in form.non_field_errors():
        form.add_error(None, words)


def status_of(form: forms.BaseForm) -> int:
    """200 for a fresh form, 422 for a wrong one, the refusal's own for a refused one."""
    if not form.is_bound or form.is_valid():
        return 200
    return getattr(form, "refused", 422)
