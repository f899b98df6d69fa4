"""No form takes a date or a number that breaks a page later, and nothing that is no text reaches a view."""

from collections.abc import Iterator

import pytest
from django import forms
from django.urls import get_resolver
from django.utils import translation

from forum.editions.models import Edition
from forum.kit.fields import DateField, DateTimeField, ManyField
from forum.milestones.models import Milestone
from forum.taxonomy.models import Lens
from tests import factories
from tests.cast import Cast

OURS = ("forum", "accounts", "events", "pledges")
HOUSE = {
    forms.DateField: DateField,
    forms.DateTimeField: DateTimeField,
    forms.ModelMultipleChoiceField: ManyField,
}
HUGE = "99999999999999999999999999"
TOO_FAR = ["9999-12-31", "2101-01-01", "1899-12-31", "0001-01-01"]


def forms_below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from forms_below(each)


def test_every_form_uses_the_fields_of_the_house() -> None:
    assert get_resolver().url_patterns  # every form is imported by a view
    ours = {each for each in forms_below(forms.BaseForm) if each.__module__.split(".")[0] in OURS}
    assert len(ours) > 40
    foreign = [
        f"{each.__module__}.{each.__name__}.{name}"
        for each in ours
        for name, field in each.base_fields.items()  # type: ignore[attr-defined]
        for django, house in HOUSE.items()
        if isinstance(field, django) and not isinstance(field, house)
    ]
    assert foreign == []


@pytest.mark.parametrize("day", TOO_FAR)
def test_a_year_out_of_reach_is_an_error_of_its_field(day: str) -> None:
    for field, value in ((DateField(), day), (DateTimeField(), f"{day}T23:59")):
        with pytest.raises(forms.ValidationError, match="1900 to 2100"):
            field.clean(value)
    assert DateField().clean("2100-12-31").year == 2100


@pytest.mark.django_db
@pytest.mark.parametrize("number", [HUGE, f"-{HUGE}", "x", "²", ""])
def test_a_choice_that_no_row_can_be_is_an_error_of_its_field(number: str) -> None:
    with pytest.raises(forms.ValidationError):
        ManyField(Lens.objects.all()).clean([number])


@pytest.mark.parametrize("day", TOO_FAR)
def test_a_milestone_out_of_reach_is_refused_in_every_zone(cast: Cast, day: str) -> None:
    for zone in ("America/New_York", "Pacific/Kiritimati"):
        Edition.objects.filter(pk=cast.edition.pk).update(timezone=zone)
        filled = {"title": "The end of time", "kind": "other", "due_at": f"{day}T23:59"}
        answer = cast.client("secretariat").post("/here/manage/milestones/add/", filled)
        assert answer.status_code == 422
        assert "out of reach" in answer.content.decode()
    assert not Milestone.objects.exists()


def test_an_hour_that_no_clock_of_the_venue_shows_is_refused(cast: Cast) -> None:
    Edition.objects.filter(pk=cast.edition.pk).update(timezone="America/New_York")
    filled = {"title": "The night of the change", "kind": "preparation", "due_at": "2027-03-14T02:30"}
    answer = cast.client("secretariat").post("/here/manage/milestones/add/", filled)
    assert answer.status_code == 422
    assert "There is no such hour on this day in America/New_York" in answer.content.decode()
    assert (
        cast.client("secretariat")
        .post("/here/manage/milestones/add/", {**filled, "due_at": "2027-03-14T03:30"})
        .status_code
        == 302
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/pledges/?edition=%00", "/pledges/?format=csv&q=a%00b", "/organisations/x%00y/", "/?%00=1"]
)
def test_what_is_no_text_in_an_address_is_refused(client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (400, 404)
    assert b"Traceback" not in answer.content


def test_what_is_no_text_in_a_form_is_refused_before_any_view(cast: Cast) -> None:
    factories.make_objectives()
    client = cast.client("state")
    for sent in ({"partner": "a\0b"}, {"a\0b": "c"}):
        answer = client.post("/pledges/partners/1/confirm/", sent)
        assert answer.status_code == 400
        assert "no text" in answer.content.decode()


@pytest.mark.parametrize(("language", "words"), [("en", "Choose"), ("fr", "Choisir")])
def test_a_choice_that_is_not_made_says_so_in_words(language: str, words: str) -> None:
    class Wish(forms.Form):
        lens = forms.ModelChoiceField(Lens.objects.none())

    with translation.override(language):
        assert f'<option value="" selected>{words}</option>' in str(Wish()["lens"])
