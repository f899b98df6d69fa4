"""The one door to objects that somebody asks for."""

from typing import Any, TypeVar

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Manager, Model, QuerySet
from django.http import Http404

M = TypeVar("M", bound=Model)


def permission_name(verb: str, model: type[Model]) -> str:
    return f"{model._meta.app_label}.{verb}_{model._meta.model_name}"


def may(user: Any, verb: str, obj: Model) -> bool:
    """Whether the rule of this verb lets `user` act on `obj`. Anonymous is a user like any other."""
    return user.has_perm(permission_name(verb, type(obj)), obj)


def fetch(user: Any, verb: str, queryset: "Manager[M] | QuerySet[M]", **lookup: Any) -> M:
    """The object, or 404 when it is not visible to `user`, or 403 when it is visible but `verb` is not allowed.

    `queryset` must know `visible_to(user)`; "view" needs visibility only.
    """
    try:
        obj = queryset.visible_to(user).get(**lookup)  # type: ignore[union-attr]
    except (ObjectDoesNotExist, ValueError, OverflowError):
        raise Http404(queryset.model._meta.verbose_name) from None
    if verb != "view" and not may(user, verb, obj):
        raise PermissionDenied(verb)
    return obj
