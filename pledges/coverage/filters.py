"""The filter of the register: the same for the page, the CSV and the JSON, and for the base of the map."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from forum.search.querysets import found_by
from pledges.coverage.lists import Lists
from pledges.pledges.choices import Compacts, Nature, PledgeType, Stage
from pledges.pledges.models import Pledge
from pledges.pledges.querysets import PledgeQuerySet
from pledges.progress.models import Check, Outcome

# The categories with a column of their own in the map; the others share one.
COLUMNS = {
    "member_state": _("Member State"),
    "un_system": _("UN entity"),
    "local_government": _("Local or regional government"),
    "civil_society": _("Civil society"),
    "migrant_diaspora": _("Migrant-led, diaspora"),
    "youth": _("Youth"),
    "trade_union": _("Trade union"),
    "nhri": _("Human rights institution"),
}
REST = "rest"
NONE = "none"
UNKNOWN = "unknown"
KNOWN = "known"


def verified_updates() -> Exists:
    return Exists(Check.objects.filter(update_checked__pledge=OuterRef("pk"), outcome=Outcome.VERIFIED))


def choice(label: Any, empty: Any, choices: Any, method: Callable[..., Any] | str) -> django_filters.ChoiceFilter:
    return django_filters.ChoiceFilter(label=label, empty_label=empty, choices=choices, method=method)


STAGES = [*Stage.choices, (KNOWN, _("Any update known")), (UNKNOWN, _("No update known"))]


class PledgeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search", max_length=100)
    edition = choice(_("Edition"), _("All editions"), (), "by_edition")
    objective = choice(_("Objective"), _("All 23 objectives"), (), "by_objective")
    category = choice(_("Who pledged"), _("All categories"), (), "by_category")
    stage = choice(_("Stage"), _("All stages"), STAGES, "by_stage")
    type = django_filters.ChoiceFilter(label=_("Type"), empty_label=_("All types"), choices=PledgeType.choices)
    nature = django_filters.ChoiceFilter(label=_("Nature"), empty_label=_("All natures"), choices=Nature.choices)
    compacts = django_filters.ChoiceFilter(label=_("Compacts"), empty_label=_("All"), choices=Compacts.choices)
    lens = choice(_("Lens"), _("All lenses"), (), "by_lens")
    verified = choice(
        _("Checked"), _("All"), [("yes", _("An update is verified")), ("no", _("Not verified"))], "by_check"
    )
    rehearsal = django_filters.ChoiceFilter(
        label=_("Rehearsal"),
        choices=[("without", _("left out"))],
        method="by_rehearsal",
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Pledge
        fields: list[str] = []

    def __init__(self, data: QueryDict | None, *, lists: Lists, queryset: PledgeQuerySet | None = None) -> None:
        super().__init__(data or None, queryset=Pledge.objects.public() if queryset is None else queryset)
        fields = self.form.fields
        fields["edition"].choices = [(e.slug, f"{e.short_title} ({e.pledge_count})") for e in lists.editions]
        fields["objective"].choices = [
            *[(str(objective.number), str(objective)) for objective in lists.objectives],
            (NONE, _("No objective named")),
        ]
        fields["category"].choices = [
            *[(category.code, str(category)) for category in lists.categories],
            (REST, _("Other categories of the map")),
        ]
        fields["lens"].choices = [(lens.code, str(lens)) for lens in lists.lenses]

    def search(self, pledges: PledgeQuerySet, _name: str, words: str) -> PledgeQuerySet:
        return found_by(pledges, words)

    def by_edition(self, pledges: PledgeQuerySet, _name: str, slug: str) -> PledgeQuerySet:
        return pledges.filter(edition__slug=slug)

    def by_objective(self, pledges: PledgeQuerySet, _name: str, number: str) -> PledgeQuerySet:
        if number == NONE:
            return pledges.filter(pledge_objectives=None)
        return pledges.filter(pledge_objectives__objective__number=number)

    def by_category(self, pledges: PledgeQuerySet, _name: str, code: str) -> PledgeQuerySet:
        return (
            pledges.exclude(category__code__in=list(COLUMNS)) if code == REST else pledges.filter(category__code=code)
        )

    def by_stage(self, pledges: PledgeQuerySet, _name: str, stage: str) -> PledgeQuerySet:
        if stage == KNOWN:
            return pledges.exclude(stage="")
        return pledges.filter(stage="" if stage == UNKNOWN else stage)

    def by_lens(self, pledges: PledgeQuerySet, _name: str, code: str) -> PledgeQuerySet:
        return pledges.filter(lenses__code=code)

    def by_check(self, pledges: PledgeQuerySet, _name: str, answer: str) -> PledgeQuerySet:
        return pledges.filter(verified_updates() if answer == "yes" else ~verified_updates())

    def by_rehearsal(self, pledges: PledgeQuerySet, _name: str, _word: str) -> PledgeQuerySet:
        return pledges.filter(edition__is_rehearsal=False)


def without(data: QueryDict, *names: str) -> QueryDict:
    """The same query without these parameters."""
    rest = data.copy()
    for name in names:
        rest.pop(name, None)
    return rest
