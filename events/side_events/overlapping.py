"""The page of overlaps, for who runs the edition: filtered, as a file, with the offer to merge."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.side_events.overlaps import EVENT, PLEDGE, chosen, overlaps
from forum.editions.models import Edition
from forum.editions.pages import edition_page
from forum.kit.access import fetch
from forum.kit.exports import Column, Export, coded, exported
from forum.taxonomy.models import Country, Objective
from forum.taxonomy.reading import entries

ROWS = 50
PAIRS = [
    (EVENT, _("Two side events")),
    (f"{EVENT}+{PLEDGE}", _("A side event and a pledge")),
    (PLEDGE, _("Two pledges")),
]


class OverlapForm(forms.Form):
    objective = forms.ModelChoiceField(
        label=_("Objective"),
        queryset=Objective.objects.all(),
        to_field_name="number",
        required=False,
        empty_label=_("All 23 objectives"),
    )
    country = forms.ModelChoiceField(
        label=_("Country"),
        queryset=Country.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("All countries"),
    )
    kinds = forms.ChoiceField(label=_("What"), choices=[("", _("Events and pledges")), *PAIRS], required=False)
    un = forms.BooleanField(label=_("Both of the UN family"), required=False)


class Filter:
    """What the component of filters asks for."""

    def __init__(self, form: forms.Form) -> None:
        self.form = form


def column(side: str, name: str, title: Any) -> Column:
    return Column(f"{side}_{name}", title, f"{side}.{'word' if name == 'kind' else name}")


OVERLAPS = Export(
    "overlaps",
    _("Overlaps"),
    (
        column("one", "kind", _("What")),
        column("one", "reference", _("Reference")),
        column("one", "title", _("Title")),
        column("one", "body", _("Body")),
        column("other", "kind", _("Beside it")),
        column("other", "reference", _("Its reference")),
        column("other", "title", _("Its title")),
        column("other", "body", _("Its body")),
        Column("objectives", _("Objectives")),
        Column("countries", _("Countries"), lambda each: [coded(country) for country in each.countries]),
        Column("nearness", _("Likeness of the titles, of 100")),
        Column("both_un", _("Both of the UN family")),
    ),
)


@require_safe
def overlap_list(request: HttpRequest, edition: str) -> HttpResponseBase:
    found = fetch(request.user, "see_overlaps", Edition.objects.select_related("series"), slug=edition)
    form = OverlapForm(request.GET)
    status = 200 if form.is_valid() else 422
    every = overlaps(found)
    rows = chosen(every, form.cleaned_data) if status == 200 else []
    if file := exported(request, OVERLAPS, rows, about=edition, status=status):
        return file
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    known = {each.number: each for each in entries(Objective)}
    shown = [
        {"overlap": each, "objectives": [known[number] for number in each.objectives], "countries": each.countries}
        for each in page.object_list
    ]
    context = edition_page(
        request, found, "manage-overlaps", filter=Filter(form), page=page, rows=shown, total=len(every)
    )
    return render(request, "events/side_events/overlaps.html", context, status=status)
