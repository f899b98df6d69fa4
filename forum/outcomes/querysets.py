"""Words for sets of documents and of their files."""

from typing import Any, Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import F, Q


class DocumentQuerySet(models.QuerySet):
    def outcomes(self) -> Self:
        """Of editions themselves, not of an object in one."""
        return self.filter(object_type="")

    def visible_to(self, user: Any) -> Self:
        """Everybody reads a frozen outcome summary, and who may make one its draft; else whoever sees the object,
        or those of them to whom it is `documented_to`."""
        seen = Q(object_type="", status="frozen") & ~Q(edition__status="draft")
        if user.is_authenticated:
            readers = {"secretariat", "auditor", "rapporteur"}
            making = [pk for pk, roles in user.edition_roles.items() if roles & readers]
            seen |= Q(object_type="", edition__in=making)
        for label in settings.DOCUMENTED:
            objects: Any = apps.get_model(label)._default_manager
            visible = getattr(objects, "documented_to", objects.visible_to)(user)
            seen |= Q(object_type=label, object_id__in=visible.values("pk"))
        return self.filter(seen)


class DocumentFileQuerySet(models.QuerySet):
    def current(self) -> Self:
        """Of the document as it stands, not of an earlier copy of a draft."""
        return self.filter(document_version=F("document__version"))

    def visible_to(self, user: Any) -> Self:
        documents = self.model._meta.get_field("document").related_model._default_manager
        return self.filter(document__in=documents.visible_to(user).values("pk"))
