"""Filters of the outbox."""

import django_filters
from django.utils.translation import gettext_lazy as _

from forum.notifications.models import NoticeStatus, Notification
from forum.notifications.querysets import NotificationQuerySet


class OutboxFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search")
    status = django_filters.ChoiceFilter(label=_("State"), choices=NoticeStatus.choices, empty_label=_("All states"))

    class Meta:
        model = Notification
        fields = ["q", "status"]

    def search(self, queryset: NotificationQuerySet, name: str, value: str) -> NotificationQuerySet:
        return queryset.filter(subject__icontains=value) | queryset.filter(recipient__name__icontains=value)
