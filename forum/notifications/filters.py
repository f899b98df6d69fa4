"""Filters of the outbox."""

from typing import Any

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.history.words import object_words
from forum.notifications.models import NoticeStatus, Notification
from forum.notifications.querysets import NotificationQuerySet


class OutboxFilter(django_filters.FilterSet):
    """Who may not read addresses cannot find by them either."""

    q = django_filters.CharFilter(label=_("Message or person"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=NoticeStatus.choices, empty_label=_("All states"))
    object_type = django_filters.ChoiceFilter(label=_("About"), empty_label=_("All kinds"))

    class Meta:
        model = Notification
        fields = ["q", "status", "object_type"]

    def __init__(self, *args: Any, addresses: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.addresses = addresses
        kinds = self.queryset.order_by().values_list("object_type", flat=True).distinct()
        pairs = {kind: object_words(kind) for kind in kinds if kind}
        self.filters["object_type"].extra["choices"] = sorted(pairs.items(), key=lambda pair: pair[1])

    def search(self, queryset: NotificationQuerySet, name: str, value: str) -> NotificationQuerySet:
        found = Q(subject__icontains=value) | Q(recipient__name__icontains=value)
        return queryset.filter(found | Q(recipient__email__icontains=value) if self.addresses else found)
