"""Making and keeping organisations."""

from collections.abc import Mapping
from typing import Any

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.organisations.folding import fold
from accounts.organisations.models import MemberRole, Membership, Organisation
from accounts.organisations.names import near_duplicates
from forum.history.acts import edit as edit_fields
from forum.history.acts import permit, record
from forum.kit import clock
from forum.kit.refusals import Refused

RESERVED = {"new"}


def free_slug(name: str) -> str:
    stem = slugify(anyascii(name))[:100] or "organisation"
    taken = set(Organisation.objects.filter(slug__startswith=stem).values_list("slug", flat=True)) | RESERVED
    number, slug = 1, stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def add(*, by: Any, differs: str = "", is_fictional: bool = False, **fields: Any) -> Organisation:
    """Makes an organisation, with whoever makes it as focal point. `differs` says how it is another one than those
    with a similar name; without it, a near-duplicate is refused."""
    permit("add", Organisation(), by)
    similar = near_duplicates(fields["name"], acronym=fields.get("acronym", ""), aliases=fields.get("aliases", ()))
    if similar and not differs.strip():
        raise Refused(
            _("%(name)s is known here. Ask to join it, or say how yours is another one.")
            % {"name": similar[0].organisation},
            field="differs",
        )
    organisation = Organisation.objects.create(
        slug=free_slug(fields["name"]), folded_name=fold(fields["name"]), is_fictional=is_fictional, **fields
    )
    Membership.objects.create(
        organisation=organisation, user=by, role=MemberRole.FOCAL_POINT, starts=clock.now().date()
    )
    record("create", organisation, by=by, organisation_id=organisation.pk, reason=differs.strip(), after=fields)
    forget(by)
    return organisation


def edit(organisation: Organisation, *, by: Any, changes: Mapping[str, Any], version: int | None = None) -> None:
    new = dict(changes)
    if "name" in new:
        new["folded_name"] = fold(new["name"])
    edit_fields(organisation, by=by, organisation_id=organisation.pk, changes=new, version=version)


def forget(user: Any) -> None:
    """What a person holds is asked once per request; after an act on it, it is asked again."""
    user.__dict__.pop("organisation_roles", None)
