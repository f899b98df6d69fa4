"""Takes the rehearsal away again: every row of a fictional edition, organisation or person, and what hangs on it.

This is the one place that deletes. Rows are found by following the foreign keys of all models, so that no app
has to be known here. The mail of the demo begins anew as well.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.models.fields.files import FieldFile
from post_office.models import Email

from forum.editions.models import Edition
from forum.history.models import Detail, Entry, Head
from forum.kit import guards
from forum.links.models import Link

MARKS = ("is_rehearsal", "is_fictional")
Rows = dict[type[models.Model], set[int]]


def all_models() -> list[type[models.Model]]:
    return [
        model for model in apps.get_models(include_auto_created=True) if model._meta.managed and not model._meta.proxy
    ]


def references(model: type[models.Model]) -> Iterator[models.ForeignKey]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield field


def belongs(field: models.ForeignKey) -> bool:
    """Whether a row goes with what `field` points at; else the field is emptied and the row stays."""
    return not field.null or field.related_model is Edition or field.remote_field.on_delete is models.CASCADE


def fictional() -> Rows:
    """The marked rows and, again and again, the rows that belong to one already found."""
    found: Rows = defaultdict(set)
    for model in all_models():
        names = {field.name for field in model._meta.concrete_fields}
        for mark in names & set(MARKS):
            found[model].update(model._base_manager.filter(**{mark: True}).values_list("pk", flat=True))
    growing = True
    while growing:
        growing = False
        for model in all_models():
            for field in references(model):
                targets = found.get(field.related_model, set())
                if not targets or not belongs(field):
                    continue
                rows = set(model._base_manager.filter(**{f"{field.attname}__in": targets}).values_list("pk", flat=True))
                if not rows <= found[model]:
                    found[model] |= rows
                    growing = True
    return found


def files_of(found: Rows) -> list[FieldFile]:
    return [
        getattr(row, field.name)
        for model, pks in found.items()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
        for row in model._base_manager.filter(pk__in=pks).exclude(**{field.name: ""})
    ]


@transaction.atomic
def remove_rehearsal() -> None:
    found = fictional()
    for file in files_of(found):
        transaction.on_commit(partial(file.storage.delete, str(file.name)))
    with guards.lifted():
        remove_links(found)
        for model in all_models():
            staying = model._base_manager.exclude(pk__in=found.get(model, ()))
            for field in references(model):
                if field.null and not belongs(field) and (targets := found.get(field.related_model)):
                    staying.filter(**{f"{field.attname}__in": targets}).update(**{field.attname: None})
        for model, pks in found.items():
            model._base_manager.filter(pk__in=pks)._raw_delete(DEFAULT_DB_ALIAS)  # type: ignore[attr-defined]
        for chained in (Entry, Detail, Head):
            chained._base_manager.filter(chain__in=found[Edition]).delete()
        Email.objects.all().delete()
        connection.check_constraints()  # now: PostgreSQL makes no trigger while a check is still to come


def remove_links(found: Rows) -> None:
    """Links name their ends by type and id, not by foreign key."""
    for model, pks in found.items():
        label = model._meta.label_lower
        Link.objects.filter(source_type=label, source_id__in=pks).delete()
        Link.objects.filter(target_type=label, target_id__in=pks).delete()
