"""Verbs of editions: making, editing, cloning, and moving from stage to stage."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from forum.editions.models import Edition, EntryRule, Mode, Part, Role, RoleName, Space, Stage
from forum.history import acts
from forum.history.acts import record
from forum.history.models import Entry
from forum.kit.dotted import load_all
from forum.kit.refusals import Refused
from forum.kit.translated import said

NEEDS_REASON = ("start", "end", "place", "mode", "chair", "timezone")


@transaction.atomic
def add(*, by: Any, **fields: Any) -> Edition:
    """Begins an edition as a draft; who begins it is its secretariat."""
    edition = Edition(**fields)
    acts.permit("add", edition, by)
    edition.save(force_insert=True)
    if by.pk:
        Role.objects.create(edition=edition, user=by, role=RoleName.SECRETARIAT)
    record("create", edition, by=by, after=fields)
    return edition


def edit(edition: Edition, *, by: Any, changes: Mapping[str, Any], version: int | None, reason: str = "") -> None:
    """Changes an edition. What people may have planned by is changed with a reason only."""
    planned = edition.status != Stage.DRAFT and any(
        name in changes and changes[name] != getattr(edition, name) for name in NEEDS_REASON
    )
    if planned and not reason.strip():
        raise Refused(_("People may have planned by this. Say why it changes."), field="reason")
    acts.edit(edition, by=by, changes=changes, version=version, reason=reason.strip())


@transaction.atomic
def clone(edition: Edition, *, by: Any, **fields: Any) -> Edition:
    """A new draft with the structure of `edition`: parts, spaces, rules, current roles and what the apps contribute."""
    acts.permit("clone", edition, by)
    kept = {name: getattr(edition, name) for name in ("series", "venue", "mode", "timezone", "contact", "chair")}
    new = Edition.objects.create(**{**kept, **fields})
    shift = new.start - edition.start
    for part in edition.parts.all():
        days = {name: value + shift for name in ("start", "end") if (value := getattr(part, name))}
        Part.objects.create(edition=new, slug=part.slug, title=part.title, order=part.order, **said(part), **days)
    for space in edition.spaces.prefetch_related("rules"):
        copy = Space.objects.create(
            edition=new,
            slug=space.slug,
            title=space.title,
            capacity=space.capacity,
            order=space.order,
            **said(space),
        )
        EntryRule.objects.bulk_create(
            EntryRule(space=copy, category_id=rule.category_id, allowed=rule.allowed, reason=rule.reason)
            for rule in space.rules.all()
        )
    holders = set(edition.roles.current().values_list("user_id", "role"))
    if by.pk:
        holders.add((by.pk, RoleName.SECRETARIAT.value))
        by.edition_roles[new.pk].add(RoleName.SECRETARIAT.value)  # what was remembered is older than this edition
    Role.objects.bulk_create(Role(edition=new, user_id=user_id, role=role) for user_id, role in sorted(holders))
    for contribute in load_all(settings.CLONERS):
        contribute(edition, new, by)
    record("clone", new, by=by, after={"of": edition.slug, **fields})
    return new


def announce(edition: Edition, *, by: Any, version: int | None = None) -> Entry:
    if not edition.contact:
        raise Refused(_("A contact address is missing. Add one, then announce."), field="contact")
    if not edition.place and edition.mode != Mode.VIRTUAL:
        raise Refused(_("A place is missing. Add one, or set the mode to online, then announce."), field="place")
    return acts.move(edition, "announce", by=by, version=version)


def open_registration(edition: Edition, *, by: Any, version: int | None = None) -> Entry:
    if not edition.spaces.exists():
        raise Refused(_("There is no space to register for. Add one, then open the registration."))
    return acts.move(edition, "open_registration", by=by, version=version)


def start(edition: Edition, *, by: Any, version: int | None = None) -> Entry:
    return acts.move(edition, "start", by=by, version=version)


def close(edition: Edition, *, by: Any, version: int | None = None) -> Entry:
    if edition.end > edition.today():
        raise Refused(_("The edition has not ended. Close it on its last day or after it."))
    return acts.move(edition, "close", by=by, version=version)


def archive(edition: Edition, *, by: Any, version: int | None = None) -> Entry:
    return acts.move(edition, "archive", by=by, version=version)
