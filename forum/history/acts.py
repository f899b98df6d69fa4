"""Acts: the only way to change what has a history.

`move` changes a state, `edit` changes fields, `record` writes the entry of anything else. Each is atomic, asks the
rule, compares the version and ends with the entry, whose chain head is locked last.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from forum.history.models import FIRST, Detail, Entry, Head, digest
from forum.kit import clock
from forum.kit.access import may
from forum.kit.dotted import load, load_all
from forum.kit.moves import Stateful, Versioned
from forum.kit.refusals import ChangedMeanwhile, Refused


class System:
    """The actor of what nobody does by hand: the clock and the archive import. It may do everything."""

    pk = None
    is_authenticated = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return True


SYSTEM = System()


def chain_of(obj: models.Model) -> int:
    """The chain an object belongs to: its edition's, or 0."""
    return getattr(obj, "history_chain", None) or getattr(obj, "edition_id", None) or 0


def record(
    verb: str,
    obj: models.Model,
    *,
    by: Any,
    organisation_id: int | None = None,
    reason: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> Entry:
    """Appends the entry of an act that was just done. Call it last in the transaction: it locks the chain.

    An entry stays for good, so an object whose own words name a person has a `history_name` that names nobody.
    """
    with transaction.atomic():
        for tell in load_all(settings.ON_RECORD):
            tell(obj)
        chain = chain_of(obj)
        Head.objects.bulk_create([Head(chain=chain, count=0, last_hash=FIRST)], ignore_conflicts=True)
        head = Head.objects.select_for_update().get(chain=chain)
        detail = Detail(
            chain=chain, number=head.count + 1, salt=Detail.new_salt(), before=plain(before), after=plain(after)
        )
        entry = Entry(
            chain=chain,
            number=head.count + 1,
            at=clock.now(),
            actor_id=by.pk if by is not None else None,
            organisation_id=organisation_id,
            verb=verb,
            object_type=obj._meta.label_lower,
            object_id=obj.pk,
            object_name=name_of(obj)[:300],
            reason=reason,
            detail_digest=digest(detail.salt, detail.before, detail.after),
            previous_hash=head.last_hash,
        )
        entry.hash = entry.computed_hash()
        entry.save(force_insert=True)
        detail.save(force_insert=True)
        Head.objects.filter(chain=chain).update(count=entry.number, last_hash=entry.hash)
        return entry


def name_of(obj: models.Model) -> str:
    """In one language, whoever acts: the entry is read by others."""
    with translation.override(settings.LANGUAGE_CODE):
        return getattr(obj, "history_name", "") or str(obj)


def plain(values: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Values as JSON can carry them, so that the digest made now is the digest of what is read later."""
    if values is None:
        return None
    return {name: simple(value) for name, value in values.items()}


def simple(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list | tuple | set | models.QuerySet):
        return [simple(each) for each in value]
    if isinstance(value, dict):
        return {str(key): simple(each) for key, each in value.items()}
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def permit(verb: str, obj: models.Model, by: Any) -> None:
    if not may(by, verb, obj):
        raise PermissionDenied(verb)


def compare(obj: Versioned, version: int | None) -> None:
    """`version` is what the form carried: another one means that somebody was faster."""
    if version is not None and version != obj.version:
        raise ChangedMeanwhile


def compare_and_set(obj: Versioned, changes: Mapping[str, Any]) -> None:
    """Writes `changes` if `obj` is still the current copy, and makes `obj` the new one."""
    written = (
        type(obj)._default_manager.filter(pk=obj.pk, version=obj.version).update(**changes, version=obj.version + 1)
    )
    if not written:
        raise ChangedMeanwhile
    for name, value in changes.items():
        setattr(obj, name, value)
    obj.version += 1


def move(
    obj: Stateful,
    verb: str,
    *,
    by: Any,
    organisation_id: int | None = None,
    reason: str = "",
    changes: Mapping[str, Any] | None = None,
    version: int | None = None,
) -> Entry:
    """Moves `obj` by one of its declared moves, as one act.

    `version` is what the form carried: another one means that somebody was faster. Raises `PermissionDenied`,
    `Refused` (no reason, or the state does not allow it) or `ChangedMeanwhile`; nothing is written then.
    """
    declared = obj.MOVES[verb]
    permit(verb, obj, by)
    if declared.reason and not reason.strip():
        raise Refused(_("Say why. The reason is kept and sent in these words."), field="reason")
    compare(obj, version)
    if obj.status not in declared.sources:
        raise ChangedMeanwhile
    with transaction.atomic():
        new = {**(changes or {}), "status": declared.target, "status_since": clock.now()}
        before = {name: getattr(obj, name) for name in new}
        compare_and_set(obj, new)
        return record(
            verb, obj, by=by, organisation_id=organisation_id, reason=reason.strip(), before=before, after=new
        )


def edit(
    obj: Versioned,
    *,
    by: Any,
    changes: Mapping[str, Any],
    verb: str = "edit",
    organisation_id: int | None = None,
    reason: str = "",
    version: int | None = None,
    also: Mapping[str, tuple[Any, Any]] | None = None,
) -> Entry | None:
    """Changes fields of `obj` as one act; None when nothing changes.

    `also` names related values set by the caller in the same transaction, as `{name: (before, after)}`.
    """
    permit(verb, obj, by)
    compare(obj, version)
    new = {name: value for name, value in changes.items() if getattr(obj, name) != value}
    others = {name: pair for name, pair in (also or {}).items() if simple(pair[0]) != simple(pair[1])}
    if not new and not others:
        return None
    with transaction.atomic():
        before = {name: getattr(obj, name) for name in new} | {name: pair[0] for name, pair in others.items()}
        compare_and_set(obj, new)
        after = new | {name: pair[1] for name, pair in others.items()}
        return record(verb, obj, by=by, organisation_id=organisation_id, reason=reason, before=before, after=after)


def undo_until(entry: Entry) -> datetime | None:
    """Until when the person who did it may undo this act; None for an act that cannot be undone."""
    act = f"{entry.object_type}.{entry.verb}"
    if (
        entry.actor_id is None
        or act not in settings.UNDO
        or (act in settings.FINAL and load(settings.FINAL[act])(entry))
    ):
        return None
    return entry.at + settings.UNDO_WINDOW


def began_at(entry: Entry) -> datetime:
    """When the act began: its entry comes last, a move of the state first."""
    detail = Detail.objects.get(chain=entry.chain, number=entry.number)
    since = (detail.after or {}).get("status_since")
    return datetime.fromisoformat(since) if since else entry.at


def revert(entry: Entry, obj: models.Model, *, by: Any) -> Entry:
    """Writes back the fields that an act changed, as an act of its own. Related values are the caller's."""
    permit("undo", entry, by)
    detail = Detail.objects.get(chain=entry.chain, number=entry.number)
    old = {name: value for name, value in (detail.before or {}).items() if name in (detail.after or {})}
    with transaction.atomic():
        if isinstance(obj, Versioned) and old:
            fields = {name: obj._meta.get_field(name) for name in old}
            compare_and_set(obj, {field.attname: field.to_python(old[name]) for name, field in fields.items()})
        return record(
            "undo", obj, by=by, organisation_id=entry.organisation_id, before=detail.after, after=detail.before
        )


def purge(entry: Entry, *, by: Any, reason: str) -> Entry:
    """Erases the values of one entry, as an act of its own; the chain still verifies."""
    permit("purge", entry, by)
    if not reason.strip():
        raise Refused(_("Say why these values must go."), field="reason")
    with transaction.atomic():
        act = record("purge", entry, by=by, reason=reason)
        erased = Detail.objects.filter(chain=entry.chain, number=entry.number, erased_by=None).update(
            salt="", before=None, after=None, erased_by=act.number
        )
        if not erased:
            raise ChangedMeanwhile
        return act
