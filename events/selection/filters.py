"""The queue of proposals, searched and filtered."""

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from events.side_events.models import Proposal, ProposalStatus
from forum.taxonomy.models import Category, Country, Objective
from forum.taxonomy.reading import ReferenceFilter


class ProposalFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="by_words", max_length=200)
    state = django_filters.ChoiceFilter(
        label=_("State"),
        field_name="status",
        choices=[
            (each.value, each.label)
            for each in ProposalStatus
            if each not in (ProposalStatus.DRAFT, ProposalStatus.MERGED)
        ],
        empty_label=_("All states"),
    )
    category = ReferenceFilter(
        label=_("Category"),
        field_name="organisation__category",
        to_field_name="code",
        queryset=Category.objects.all(),
        empty_label=_("All categories"),
    )
    region = django_filters.ChoiceFilter(
        label=_("Region"),
        field_name="organisation__country__group",
        choices=Country.Group.choices,
        empty_label=_("All regions"),
    )
    objective = ReferenceFilter(
        label=_("Objective"),
        field_name="objectives",
        to_field_name="number",
        queryset=Objective.objects.all(),
        empty_label=_("All 23 objectives"),
    )

    scores = django_filters.ChoiceFilter(
        label=_("Scores"),
        choices=[("all", _("All have scored")), ("due", _("Some are still to score"))],
        method="by_scores",
        empty_label=_("All"),
    )
    apart = django_filters.ChoiceFilter(
        label=_("Reviewers"), choices=[("1", _("Far apart"))], method="told_later", empty_label=_("All")
    )

    class Meta:
        model = Proposal
        fields: list[str] = []

    def by_scores(self, found: QuerySet, name: str, value: str) -> QuerySet:
        whole = Proposal.objects.scored_by_all().values("pk")
        return found.filter(pk__in=whole) if value == "all" else found.exclude(pk__in=whole)

    def told_later(self, found: QuerySet, name: str, value: str) -> QuerySet:
        """What the reader may not know of is left out by the list itself."""
        return found

    def by_words(self, found: QuerySet, name: str, value: str) -> QuerySet:
        for word in value.split():
            found = found.filter(
                Q(title__icontains=word) | Q(reference__icontains=word) | Q(organisation__name__icontains=word)
            )
        return found
