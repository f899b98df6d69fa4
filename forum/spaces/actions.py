"""Verbs of the structure of an edition: its parts, its spaces and who may enter them."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from forum.editions.models import Edition, EntryRule, Part, Space
from forum.history import acts
from forum.kit.dotted import load_all
from forum.kit.refusals import Refused
from forum.taxonomy.models import Category


@transaction.atomic
def add(edition: Edition, model: type[Part] | type[Space], *, by: Any, **fields: Any) -> Any:
    """A new part or space. A new space is open to every category until its rules are set."""
    new = model(edition=edition, **fields)
    acts.permit("add", new, by)
    new.slug = new.slug or slugify(new.title)[:60]
    if not new.slug or model._default_manager.filter(edition=edition, slug=new.slug).exists():
        raise Refused(_("This edition has one with this title already. Choose another."), field="title")
    new.save(force_insert=True)
    if isinstance(new, Space):
        EntryRule.objects.bulk_create(EntryRule(space=new, category=category) for category in Category.objects.all())
    acts.record("create", new, by=by, after=fields)
    return new


def edit(obj: Part | Space, *, by: Any, changes: Mapping[str, Any], version: int | None) -> None:
    capacity = changes.get("capacity")
    raised = isinstance(obj, Space) and obj.capacity is not None and (capacity is None or capacity > obj.capacity)
    too_small = Refused(
        _("More people are approved than that. Choose a higher number, or leave it empty for no limit."),
        field="capacity",
    )
    if isinstance(obj, Space) and capacity is not None and capacity < obj.taken:
        raise too_small
    try:
        with transaction.atomic():
            acts.edit(obj, by=by, changes=changes, version=version)
            if raised and "capacity" in changes:
                for contribute in load_all(settings.MORE_PLACES):
                    contribute(obj)
    except IntegrityError:
        raise too_small from None


@transaction.atomic
def remove(obj: Part | Space, *, by: Any, version: int | None = None) -> None:
    """Only while nothing hangs on it."""
    acts.permit("remove", obj, by)
    acts.compare(obj, version)
    acts.record("remove", obj, by=by, before={"title": obj.title})
    try:
        with transaction.atomic():
            obj.delete()
    except (models.ProtectedError, models.RestrictedError):
        raise Refused(_("Something hangs on it already, such as a registration or a session. Keep it.")) from None


@transaction.atomic
def set_access(space: Space, *, by: Any, rules: Mapping[int, tuple[bool, str]], version: int | None = None) -> None:
    """Sets the row of the access matrix: for each category a yes, or a no with its reason."""
    if any(not allowed and not reason.strip() for allowed, reason in rules.values()):
        raise Refused(_("Say why a category may not enter. The reason is public."))
    old = {rule.category_id: (rule.allowed, rule.reason) for rule in space.rules.all()}
    new = {pk: (allowed, "" if allowed else reason.strip()) for pk, (allowed, reason) in rules.items()}
    acts.edit(space, verb="set_access", by=by, changes={}, version=version, also={"rules": (old, new)})
    for pk, (allowed, reason) in new.items():
        EntryRule.objects.update_or_create(space=space, category_id=pk, defaults={"allowed": allowed, "reason": reason})
